"""Cells that hold figures: whole numbers, decimals, quantities with a bound."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from yanpan.chinese import parse
from yanpan.intake.grid import Cell, as_text
from yanpan.intake.names import VillageNames
from yanpan.intake.reading import Reading, RefusedError
from yanpan.intake.synonyms import marks_two
from yanpan.intake.units import convert
from yanpan.schema import Bound, Column, Table

LARGEST = Decimal(10) ** 12
"""No figure of a township reaches it, and whole numbers up to it are exact in every type used here."""


def read_int(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    """A whole number in the column's unit; an item ticked twice is told as missing."""
    if table.unique == ("village", "form") and not column.required and marks_two(as_text(cell), "012345"):
        return Reading(code="W08")
    number, bound = _figure(cell, column)
    if bound is not Bound.EXACT or number != number.to_integral_value():
        raise RefusedError("ERR07", "要一个整数")
    return Reading(int(in_range(number, column)))


def read_number(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    """An exact decimal number in the column's unit."""
    number, bound = _figure(cell, column)
    if bound is not Bound.EXACT:
        raise RefusedError("ERR07", "要一个确切的数，不带“余”“约”“近”")
    return Reading(float(in_range(number, column)))


def read_quantity(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    """A figure with its bound, in the column's unit."""
    number, bound = _figure(cell, column)
    return Reading(float(in_range(number, column)), str(bound))


def _figure(cell: Cell, column: Column) -> tuple[Decimal, Bound]:
    if isinstance(cell, (dt.date, dt.time)):
        raise RefusedError("ERR07", "要一个数，这里是日期或时间", "请把单元格格式改为“常规”后重填")
    text = as_text(cell)
    try:
        if column.unit == "秒":
            return Decimal(str(parse.parse_duration(text))), Bound.EXACT
        number, bound, unit = parse.decimal_quantity(text)
    except ValueError as error:
        raise RefusedError("ERR07", str(error)) from None
    return _in_unit(number, unit, column, text), bound


def _in_unit(number: Decimal, unit: str, column: Column, text: str) -> Decimal:
    if column.unit == "万元" and not unit and ("万" in text or "亿" in text):
        raise RefusedError("ERR07", "分不清是万元还是万", "请写明“万元”或只写数字")
    if column.unit.startswith("见"):
        return number  # the row's own unit column is compared later
    converted = convert(number, unit, column.unit)
    if converted is None:
        raise RefusedError("ERR07", f"单位应是“{column.unit}”" if column.unit else "这一列的数不带单位")
    return converted


def in_range(number: Decimal, column: Column) -> Decimal:
    """The number, unless it lies outside the column's limits or beyond what any column can mean."""
    if abs(number) > LARGEST:
        raise RefusedError("ERR17", "这个数太大，请核对是否多打了数字")
    if (column.low is not None and number < column.low) or (column.high is not None and number > column.high):
        low = "" if column.low is None else f"不小于 {column.low:g}"
        high = "" if column.high is None else f"不大于 {column.high:g}"
        raise RefusedError("ERR17", "、".join(part for part in (low, high) if part))
    return number
