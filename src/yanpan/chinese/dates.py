"""Dates as Chinese prose writes them."""

from __future__ import annotations


def format_date(value: str) -> str:
    """An ISO date, month or year in Chinese, without leading zeros; anything else as it is.

    >>> format_date("2023-03-07")
    '2023年3月7日'
    >>> format_date("2021-11")
    '2021年11月'
    >>> format_date("不详")
    '不详'
    """
    parts = value.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdigit() for part in parts):
        return value
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))
