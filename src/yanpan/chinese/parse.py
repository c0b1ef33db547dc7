"""Reading figures, dates and periods as people write them; what can be read two ways is refused with ValueError.

The message of every ValueError is Chinese and says what is wrong or what is expected; it never repeats the text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from yanpan.chinese.numerals import NUMERAL, to_number
from yanpan.schema import Bound

MULTIPLIERS = {"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
BOUND_WORDS = {
    Bound.AT_LEAST: ("余", "多", "以上", "超过", "超", "逾", "至少", "不少于", "≥", ">="),
    Bound.ABOUT: ("大约", "约", "左右", "上下", "~"),
    Bound.BELOW: ("近", "接近", "不足", "不到", "<"),
}
_BOUND_OF = {word: bound for bound, words in BOUND_WORDS.items() for word in words}
_PREFIX = "|".join(
    ("超过", "大约", "至少", "不少于", "接近", "不足", "不到", "超", "逾", "约", "近", "≥", ">=", "~", "<")
)
_QUANTITY = re.compile(
    rf"(?P<before>{_PREFIX})?"
    rf"(?P<sign>-)?(?:(?P<digits>\d+(?:\.\d+)?)|(?P<numeral>{NUMERAL}+))?"
    r"(?P<inner>[余多])?(?P<times>百万|千万|百|千|万|亿)?(?P<outer>[余多])?"
    r"(?P<unit>[^\d余多零一二三四五六七八九十百千万亿]*?)"
    r"(?P<after>余|多|以上|左右|上下)?"
)
_BETWEEN = re.compile(r"(?:至|到|~|-|–|—|/)")
_DASHES = str.maketrans(
    {"–": "-", "—": "-", "－": "-", "−": "-", "～": "~", "〜": "~", "∼": "~", "○": "〇", "Ｏ": "〇"}
)
_YEAR = rf"(?P<y>\d{{4}}|{NUMERAL}{{4}})"
_TIME = r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DATE = re.compile(
    rf"{_YEAR}(?:[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}})|年(?P<m2>\d{{1,2}}|{NUMERAL}{{1,3}})月"
    rf"(?P<d2>\d{{1,2}}|{NUMERAL}{{1,3}})[日号]?|(?P<m3>\d\d)(?P<d3>\d\d)){_TIME}"
)
_MONTH = re.compile(
    rf"{_YEAR}(?:[-./](?P<m>\d{{1,2}})|年(?P<m2>\d{{1,2}}|{NUMERAL}{{1,3}})月份?|(?P<m3>0[1-9]|1[0-2]))"
)
_QUARTER = re.compile(rf"{_YEAR}(?:-?Q(?P<q>[1-4])|年第?(?P<q2>[1-4一二三四])季度)")
_DURATION = re.compile(r"(?:(?P<h>\d+)(?:小时|时))?(?:(?P<m>\d+)(?:分钟|分))?(?:(?P<s>\d+(?:\.\d+)?)秒?)?")
SERIAL_FIRST, SERIAL_LAST = 10_000, 80_000
"""Spreadsheet day numbers taken for dates: 1927 to 2119."""


@dataclass(frozen=True)
class Quantity:
    """A written figure: its value, what it says of the true one, and the unit it was written with ('' if none)."""

    value: float
    bound: Bound = Bound.EXACT
    unit: str = ""


def squeeze(text: str) -> str:
    """Text in compatibility form without any white space: what values and headings are compared in.

    >>> squeeze('满　意 ')
    '满意'
    >>> squeeze('１＋２')
    '1+2'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def parse_quantity(text: str) -> Quantity:
    """The figure with its bound and unit. Multipliers (万) are applied, so units are plain; a bare 万 is nominal.

    >>> parse_quantity('1500余亩')
    Quantity(value=1500.0, bound=<Bound.AT_LEAST: '>='>, unit='亩')
    >>> parse_quantity('约3公里')
    Quantity(value=3.0, bound=<Bound.ABOUT: '~'>, unit='公里')
    >>> parse_quantity('0.15万亩').value, parse_quantity('万亩')
    (1500.0, Quantity(value=10000.0, bound=<Bound.ABOUT: '~'>, unit='亩'))
    >>> parse_quantity('一千五百余亩').value
    1500.0
    """
    value, bound, unit = decimal_quantity(text)
    return Quantity(float(value), bound, unit)


def decimal_quantity(text: str) -> tuple[Decimal, Bound, str]:
    """As parse_quantity, with the value exact."""
    found = _QUANTITY.fullmatch(_thousands(squeeze(text).translate(_DASHES)))
    if found is None or not any(found[name] for name in ("digits", "numeral", "times")):
        raise ValueError("要一个数，可以带“余”“约”“近”和单位")
    if found["unit"].startswith(("几", "来", "把")):
        raise ValueError("要一个数，不能写“几十”“十来个”；约数请写“约”“余”“近”")
    words = [found[name] for name in ("before", "inner", "outer", "after") if found[name]]
    nominal = not found["digits"] and found["numeral"] in (None, "百", "千")
    bounds = {_BOUND_OF[word] for word in words} or {Bound.ABOUT if nominal else Bound.EXACT}
    if len(bounds) > 1:
        raise ValueError("“约”“余”“近”只能写一个")
    number = Decimal(MULTIPLIERS[found["numeral"] or ""] if nominal else found["digits"] or to_number(found["numeral"]))
    value = number * MULTIPLIERS[found["times"] or ""]
    return (-value if found["sign"] else value), bounds.pop(), found["unit"]


def _thousands(text: str) -> str:
    return text.replace(",", "") if re.search(r"\d{1,3}(?:,\d{3})+(?!\d)", text) else text


def parse_date(text: str) -> str:
    """The day as YYYY-MM-DD; a time of day is dropped. Two-digit years and D/M/Y are refused.

    >>> parse_date('2022.5.3'), parse_date('2022年5月3日'), parse_date('二〇二二年五月三日'), parse_date('44684')
    ('2022-05-03', '2022-05-03', '2022-05-03', '2022-05-03')
    """
    plain = _plain(text)
    if re.fullmatch(r"\d{5}(?:\.0)?", plain):
        return from_serial(float(plain))
    found = _DATE.fullmatch(plain)
    if found is None:
        raise ValueError("日期要写成 2023-03-07 的样子，年份写四位")
    return _day(found["y"], found["m"] or found["m2"] or found["m3"], found["d"] or found["d2"] or found["d3"])


def from_serial(number: float) -> str:
    """The day of a spreadsheet's day number (1900 system); ValueError outside 1927 to 2119.

    >>> from_serial(44684)
    '2022-05-03'
    """
    if not SERIAL_FIRST <= number <= SERIAL_LAST:
        raise ValueError("这个数不像日期，日期要写成 2023-03-07 的样子")
    return (dt.date(1899, 12, 30) + dt.timedelta(days=int(number))).isoformat()


def parse_month(text: str) -> str:
    """The month as YYYY-MM; of a full date, its month. `2022.1` is refused: it may be October cut short.

    >>> parse_month('2022年5月'), parse_month('1975.06'), parse_month('二〇二二年十二月')
    ('2022-05', '1975-06', '2022-12')
    """
    plain = _plain(text)
    if re.fullmatch(r"\d{4}\.1", plain):
        raise ValueError("分不清 1 月还是 10 月，请写成 2022-01 的样子")
    found = _MONTH.fullmatch(plain)
    if found is None:
        return parse_date(text)[:7]
    return _day(found["y"], found["m"] or found["m2"] or found["m3"], "1")[:7]


def parse_year(text: str) -> int:
    """The year.

    >>> parse_year('2022年度'), parse_year('二〇二二年'), parse_year('2022.0')
    (2022, 2022, 2022)
    """
    found = re.fullmatch(rf"{_YEAR}(?:\.0)?(?:年度?)?", _plain(text))
    if found is None:
        raise ValueError("年份要写四位，如 2023")
    return _number(found["y"])


def parse_period(text: str) -> str:
    """The period as YYYY, YYYY-MM, YYYY-Qn, YYYY-YYYY or YYYY-MM/YYYY-MM.

    >>> parse_period('2022年'), parse_period('2022年第二季度'), parse_period('2019－2021年度')
    ('2022', '2022-Q2', '2019-2021')
    >>> parse_period('2022年上半年'), parse_period('2022年1月至2023年3月'), parse_period('2022年7-12月')
    ('2022-01/2022-06', '2022-01/2023-03', '2022-07/2022-12')
    """
    plain = _plain(text)
    if quarter := _QUARTER.fullmatch(plain):
        return f"{_number(quarter['y'])}-Q{_number(quarter['q'] or quarter['q2'])}"
    if half := re.fullmatch(rf"{_YEAR}年(?P<h>[上下])半年", plain):
        first, last = ("01", "06") if half["h"] == "上" else ("07", "12")
        return f"{_number(half['y'])}-{first}/{_number(half['y'])}-{last}"
    if span := _span(plain):
        return span
    return str(parse_year(text)) if _is_year(plain) else parse_month(text)


def parse_duration(text: str) -> float:
    """Seconds.

    >>> parse_duration('87秒'), parse_duration('1分27秒'), parse_duration('90')
    (87.0, 87.0, 90.0)
    """
    found = _DURATION.fullmatch(squeeze(text))
    if found is None or not any(found.groups()):
        raise ValueError("用时要写成“87秒”或“1分27秒”")
    return 3600 * int(found["h"] or 0) + 60 * int(found["m"] or 0) + float(found["s"] or 0)


def _plain(text: str) -> str:
    return squeeze(text.translate(_DASHES)).translate(_DASHES).upper()


def _is_year(plain: str) -> bool:
    return re.fullmatch(rf"{_YEAR}(?:\.0)?(?:年度?)?", plain) is not None


def _span(plain: str) -> str | None:
    if years := re.fullmatch(rf"(\d{{4}})年?度?{_BETWEEN.pattern}(\d{{4}})(?:年度?)?", plain):
        return _ordered(years[1], years[2], "-")
    if months := re.fullmatch(rf"(\d{{4}})年(\d{{1,2}})月?{_BETWEEN.pattern}(\d{{1,2}})月", plain):
        return _ordered(_day(months[1], months[2], "1")[:7], _day(months[1], months[3], "1")[:7], "/")
    for cut in _BETWEEN.finditer(plain):
        sides = plain[: cut.start()], plain[cut.end() :]
        if all(_MONTH.fullmatch(side) for side in sides):
            return _ordered(parse_month(sides[0]), parse_month(sides[1]), "/")
    return None


def _ordered(first: str, last: str, mark: str) -> str:
    if first > last:
        raise ValueError("期间的起点在终点之后")
    return f"{first}{mark}{last}"


def _day(year: str, month: str, day: str) -> str:
    try:
        return dt.date(_number(year), _number(month), _number(day)).isoformat()
    except ValueError:
        raise ValueError("没有这一天，日期要写成 2023-03-07 的样子") from None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else to_number(text)
