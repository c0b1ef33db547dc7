"""Whole numbers as Chinese numerals, for headings."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """The numeral of 1 … 999; ValueError outside.

    >>> [numeral(n) for n in (1, 10, 12, 20, 35, 101, 110, 215)]
    ['一', '十', '十二', '二十', '三十五', '一百零一', '一百一十', '二百一十五']
    """
    if not 1 <= number <= 999:
        raise ValueError(f"no heading numeral for {number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        head += "零"
    ten = ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十" if tens else ""
    return head + ten + (_DIGITS[ones] if ones else "")


def in_brackets(number: int) -> str:
    """The mark of a second-level heading.

    >>> in_brackets(10)
    '（十）'
    """
    return f"（{numeral(number)}）"
