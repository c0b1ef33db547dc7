"""Other ways of writing allowed values that can mean one thing only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yanpan.chinese.parse import squeeze

SYNONYMS = {
    "很满意": "满意",
    "非常满意": "满意",
    "不太了解": "不了解",
    "说不清": "不了解",
    "中共党员": "党员",
    "共产党员": "党员",
    "群众": "普通群众",
    "居民代表": "村民代表",
    "村(居)民代表": "村民代表",
    "村民小组长": "小组长",
    "居民小组长": "小组长",
    "村(居)民小组长": "小组长",
    "大学生村干部": "村大",
    "国家级": "国家",
    "省级": "省",
    "市级": "市",
    "县级": "县",
    "镇级": "镇",
    "正确": "对",
    "错误": "错",
    "初中": "初中及以下",
    "小学": "初中及以下",
    "高中": "高中或中专",
    "中专": "高中或中专",
    "专科": "大专",
    "大学本科": "本科",
}
"""Used only where the meant value is allowed and the written one is not."""

_TRADITIONAL = str.maketrans(
    "滿黨員眾衆組長選調幹後備離無會議談話問測評級國縣鎮較規範對錯達標產業財紀潔責優個體聯線紙質實屬動進銷號誡約處綜辦專導務"
    "當軍復當雙創諾開資網絡訪聽講題學歷縮現過圍應濟讓領強團團結總繫隊廣類歲別戶農鄉貧築錢協",
    "满党员众众组长选调干后备离无会议谈话问测评级国县镇较规范对错达标产业财纪洁责优个体联线纸质实属动进销号诫约处综办专导务"
    "当军复当双创诺开资网络访听讲题学历缩现过围应济让领强团团结总系队广类岁别户农乡贫筑钱协",
)
"""Traditional characters of words like the allowed values; only values that an allowed one then equals are taken."""

YES = frozenset({"是", "√", "✓", "✔", "☑", "对", "y", "yes", "true", "1"})
NO = frozenset({"否", "×", "✗", "✘", "x", "n", "no", "false", "0"})
_LETTER = re.compile(r"^[A-Ha-h][.、:)]")
_MARKS = re.compile(r"[、,;/┋|和]+")


def match_allowed(text: str, allowed: Iterable[str]) -> str | None:
    """The allowed value that the text means: as it stands, without an option letter or full stop, or by synonym.

    >>> match_allowed('A．满 意。', ('满意', '不满意')), match_allowed('还行', ('满意', '不满意'))
    ('满意', None)
    >>> match_allowed('黨員', ('党员',))
    '党员'
    """
    values = {squeeze(value): value for value in allowed}
    plain = _LETTER.sub("", squeeze(text)).rstrip("。.,").translate(_TRADITIONAL)
    return values.get(plain) or values.get(squeeze(SYNONYMS.get(plain, "")))


def marks_two(text: str, allowed: Iterable[str]) -> bool:
    """Whether the text names two or more different allowed values: the item was ticked twice.

    >>> marks_two('满意、不满意', ('满意', '不满意')), marks_two('满意', ('满意', '不满意'))
    (True, False)
    """
    options = tuple(allowed)
    parts = [match_allowed(part, options) for part in _MARKS.split(squeeze(text)) if part]
    return None not in parts and len(set(parts)) > 1


def yes_or_no(text: str) -> bool | None:
    """是/否 and ticks as a truth value; None if it is neither."""
    plain = squeeze(text).lower().translate(_TRADITIONAL)
    return True if plain in YES else False if plain in NO else None
