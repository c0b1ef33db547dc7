"""Chinese numerals to numbers."""

from __future__ import annotations

import re

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[〇零一二两三四五六七八九十百千]"
"""One character of a numeral under ten thousand (larger multipliers are read by the caller)."""
_SPOKEN = re.compile(
    r"(?:([一二两三四五六七八九])千)?零?(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?零?([一二三四五六七八九])?"
)


def to_number(text: str) -> int:
    """The number a numeral under ten thousand stands for, spoken or digit by digit; ValueError if it is none.

    一千五 is refused: people mean 1500 by it, schoolbooks 1005.

    >>> to_number('一千五百'), to_number('二〇二二'), to_number('十二'), to_number('一百零三')
    (1500, 2022, 12, 103)
    """
    if text and all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    found = _SPOKEN.fullmatch(text)
    if not text or found is None:
        raise ValueError("不是合法的中文数字")
    thousands, hundreds, tens, ten, ones = found.groups()
    if ones and not ten and (thousands or hundreds) and text[-2] != "零":
        raise ValueError("“一千五”“一百五”这样的省略写法分不清，请写全或写成数字")
    return (
        1000 * DIGITS.get(thousands or "零", 0)
        + 100 * DIGITS.get(hundreds or "零", 0)
        + 10 * (DIGITS[tens] if tens else int(ten is not None))
        + DIGITS.get(ones or "零", 0)
    )
