"""What is wrong with a hand-in, in words a clerk can act on. ID and phone numbers are never repeated."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

TITLES = {
    "ERR01": "编码读不出",
    "ERR02": "表头对不上",
    "ERR03": "村名不认识",
    "ERR04": "村名对应多个村",
    "ERR05": "枚举值不认识",
    "ERR06": "日期写法不明确",
    "ERR07": "数字或单位不认识",
    "ERR08": "合计与明细不等",
    "ERR09": "编号重复",
    "ERR10": "票表数量不平",
    "ERR11": "含有证件号码或电话号码",
    "ERR12": "含有不得报送的列",
    "ERR13": "文件名的村与表内的村不一致",
    "ERR14": "公式没有结果",
    "ERR15": "文件加密或损坏",
    "ERR16": "必填项空缺",
    "ERR17": "数值超出范围",
    "ERR18": "几张表对不上",
    "ERR19": "引用的编号不存在",
    "ERR20": "参数文件与材料对不上",
    "W01": "数值离群",
    "W02": "资料属于上届",
    "W03": "未交可选列",
    "W04": "摸底回复晚于首次进村",
    "W05": "文件与来源登记不同",
    "W06": "没有按表名认出，未读取",
    "W07": "锁文件，已跳过",
    "W08": "同一题勾了两项，按缺失计",
    "W09": "表里没有数据行",
    "W10": "完全相同的重复行，按一行计",
    "W11": "有隐藏的行或列",
}
"""Short Chinese title of every code; ERR refuses the hand-in, W is told only. ERR01–ERR15 as in the field's rules."""

_PERSONAL = re.compile(
    r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\d{17}[\dXx]|\d{6}(?:19)?\d{2}[01]\d[0-3]\d{4}|0\d{2,3}-\d{7,8})(?!\d)"
)
_SHOWN = 40


@dataclass(frozen=True)
class Fault:
    """One fault or warning and its place. `row` is as the spreadsheet numbers it; `value` is safe to print."""

    code: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str | None = None
    expected: str = ""
    advice: str = ""

    @property
    def place(self) -> str:
        """Row and column in words, '' for a whole sheet."""
        row = "" if self.row is None else f"第 {self.row} 行"
        heading = "（号码略）" if is_personal(self.column) else self.column
        return row + (f"“{heading}”" if heading else "")

    def __str__(self) -> str:
        parts = [
            f"{self.code} {TITLES[self.code]}",
            self.file and f"文件 {self.file}",
            self.sheet and f"工作表 {self.sheet}",
            self.place,
            "" if self.value is None else f"原值“{self.value}”",
            self.expected,
            self.advice,
        ]
        return "｜".join(part for part in parts if part)


def is_personal(text: str) -> bool:
    """Whether the text holds what looks like a mobile, landline or identity-card number.

    >>> is_personal('联系13800000000'), is_personal('510000197501011234'), is_personal('1500余亩')
    (True, True, False)
    """
    return sum(map(str.isdigit, text)) >= 10 and _PERSONAL.search(unicodedata.normalize("NFKC", text)) is not None


def shown(text: str) -> str | None:
    """The text as a message may repeat it: one short line; None if it looks like a personal number."""
    if is_personal(text):
        return None
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
