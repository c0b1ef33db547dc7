"""Units of measure: exact conversion of a written figure to the unit of its column."""

from __future__ import annotations

from decimal import Decimal

FACTORS: dict[str, tuple[str, Decimal]] = {
    "亩": ("面积", Decimal(1)),
    "公顷": ("面积", Decimal(15)),
    "平方公里": ("面积", Decimal(1500)),
    "公里": ("长度", Decimal(1000)),
    "千米": ("长度", Decimal(1000)),
    "km": ("长度", Decimal(1000)),
    "米": ("长度", Decimal(1)),
    "元": ("金额", Decimal(1)),
    "万元": ("金额", Decimal(10_000)),
    "亿元": ("金额", Decimal(100_000_000)),
}
"""Unit to its kind and its size in the kind's smallest unit here."""

SAME = {
    "人": {"名", "位"},
    "个": {"处", "项"},
    "处": {"个", "座"},
    "户": {"家"},
    "次": {"场", "回"},
    "票": {"张"},
    "份": {"张"},
}
"""Measure words that may stand for the column's own."""


def convert(value: Decimal, written: str, column_unit: str) -> Decimal | None:
    """The value in the column's unit; None if the written unit is another thing. No written unit: the column's.

    >>> convert(Decimal(100), '公顷', '亩'), convert(Decimal(120000), '元', '万元'), convert(Decimal(3), '公里', '亩')
    (Decimal('1500'), Decimal('12'), None)
    """
    if written in ("", column_unit) or written in SAME.get(column_unit, ()):
        return value
    if written not in FACTORS or column_unit not in FACTORS:
        return None
    (kind, size), (wanted, wanted_size) = FACTORS[written], FACTORS[column_unit]
    return value * size / wanted_size if kind == wanted else None
