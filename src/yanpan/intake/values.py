"""One cell to one typed value, by the kind of its column; what cannot be read for certain becomes a problem."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from yanpan.chinese import parse
from yanpan.chinese.parse import squeeze
from yanpan.intake.faults import is_personal
from yanpan.intake.grid import Cell, as_text
from yanpan.intake.names import VillageNames
from yanpan.intake.synonyms import marks_two, match_allowed, yes_or_no
from yanpan.intake.units import convert
from yanpan.schema import Bound, Column, Kind, Table

EMPTY = frozenset({"", "/", "-", "--", "—", "——", "空", "空白", "未填", "N/A", "n/a"})
NOTHING = frozenset({"无", "没有", "暂无"})
"""Also empty, where an empty cell is allowed and 无 is not a value of the column."""

CODES = frozenset({"target", "project", "meeting", "problem", "merged_into", "evidence", "group"})
"""Text columns besides ids that hold codes: no spaces, half-width."""
VILLAGE_TEXTS = {("cooperations", "partner"), ("decisions", "target"), ("work_groups", "cross_villages")}
"""Text columns in which a village's name or alias is replaced with its id."""
_SEPARATORS = re.compile(r"[、,，;；\n┋]+")
_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0B)
}


@dataclass(frozen=True)
class Reading:
    """What came of a cell: its value (None: absent), its bound, or the code and expectation of a fault or warning."""

    value: str | int | float | bool | None = None
    bound: str | None = None
    code: str = ""
    expected: str = ""
    advice: str = ""


ABSENT = Reading()


class RefusedError(ValueError):
    """A cell that cannot be read; carries the code and what was expected."""

    def __init__(self, code: str, expected: str, advice: str = "") -> None:
        super().__init__(expected)
        self.reading = Reading(code=code, expected=expected, advice=advice)


def reader(table: Table, column: Column, names: VillageNames) -> Callable[[Cell], Reading]:
    """A function that reads cells of the column; equal cells are read once."""
    known: dict[tuple[type, Cell], Reading] = {}

    def read(cell: Cell) -> Reading:
        key = (type(cell), cell)
        found = known.get(key)
        if found is None:
            found = known[key] = read_cell(cell, table, column, names)
        return found

    return read


def read_cell(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    """The cell's value, or why it is refused."""
    text = as_text(cell)
    if is_personal(text):
        return Reading(code="ERR11", expected="表里不得出现证件号码和电话号码", advice="请删去号码后重交")
    if _is_empty(text, column):
        return Reading(code="ERR16", expected=f"这一格必填{_options(column)}") if column.required else ABSENT
    try:
        return _READERS[column.kind](cell, table, column, names)
    except RefusedError as refusal:
        return refusal.reading


def _is_empty(text: str, column: Column) -> bool:
    plain = squeeze(text)
    if plain in {squeeze(value) for value in column.allowed}:
        return False
    return plain in EMPTY or (plain in NOTHING and not column.required)


def _options(column: Column) -> str:
    return f"，可选：{'/'.join(column.allowed)}" if column.allowed else ""


def _text(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    text = " ".join(as_text(cell).translate(_WIDE).split())
    if (table.key, column.key) in VILLAGE_TEXTS:
        return Reading(names.only(text) or text)
    code = column.key in CODES or column.key in table.unique or column.key == table.id_column
    return Reading(squeeze(text) if code else text)


def _list(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    items = [" ".join(item.split()) for item in _SEPARATORS.split(as_text(cell).translate(_WIDE))]
    if (table.key, column.key) in VILLAGE_TEXTS:
        items = [names.only(item) or item for item in items]
    wrong = [item for item in items if column.allowed and item not in column.allowed]
    if wrong:
        raise RefusedError("ERR05", f"可选：{'/'.join(column.allowed)}，几项之间用顿号")
    return Reading("、".join(item for item in items if item))


def _enum(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    text = as_text(cell)
    value = match_allowed(text, column.allowed)
    if value is not None:
        return Reading(value)
    if table.unique == ("village", "form") and not column.required and marks_two(text, column.allowed):
        return Reading(code="W08")
    raise RefusedError("ERR05", f"可选：{'/'.join(column.allowed)}")


def _bool(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    value = yes_or_no(as_text(cell))
    if value is None:
        raise RefusedError("ERR05", "可选：是/否")
    return Reading(value)


def _int(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    if table.unique == ("village", "form") and not column.required and marks_two(as_text(cell), "012345"):
        return Reading(code="W08")
    number, bound = _figure(cell, column)
    if bound is not Bound.EXACT or number != number.to_integral_value():
        raise RefusedError("ERR07", "要一个整数")
    return Reading(int(_in_range(number, column)))


def _number(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    number, bound = _figure(cell, column)
    if bound is not Bound.EXACT:
        raise RefusedError("ERR07", "要一个确切的数，不带“余”“约”“近”")
    return Reading(float(_in_range(number, column)))


def _quantity(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    number, bound = _figure(cell, column)
    return Reading(float(_in_range(number, column)), str(bound))


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


def _in_range(number: Decimal, column: Column) -> Decimal:
    if (column.low is not None and number < column.low) or (column.high is not None and number > column.high):
        low = "" if column.low is None else f"不小于 {column.low:g}"
        high = "" if column.high is None else f"不大于 {column.high:g}"
        raise RefusedError("ERR17", "、".join(part for part in (low, high) if part))
    return number


def _day(cell: Cell) -> str | None:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return None


def _date(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    return Reading(_day(cell) or _dated(parse.parse_date, cell))


def _month(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    day = _day(cell)
    return Reading(day[:7] if day else _dated(parse.parse_month, cell))


def _period(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    day = _day(cell)
    return Reading(day[:7] if day else _dated(parse.parse_period, cell))


def _year(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    try:
        year = parse.parse_year(as_text(cell))
    except ValueError as error:
        raise RefusedError("ERR06", str(error)) from None
    return Reading(int(_in_range(Decimal(year), column)))


def _dated(read: Callable[[str], str], cell: Cell) -> str:
    try:
        return read(as_text(cell))
    except ValueError as error:
        raise RefusedError("ERR06", str(error)) from None


def _village(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    text = as_text(cell)
    found = names.find(text)
    if len(found) == 1:
        return Reading(found[0])
    if found:
        raise RefusedError(
            "ERR04", f"可能是：{'/'.join(names.official[village] for village in found)}", "请写全名或编号"
        )
    near = names.near(text)
    hint = f"，是不是“{'”或“'.join(near)}”" if near else ""
    raise RefusedError("ERR03", f"要《村社名册》里的编号、名称或别名{hint}")


_READERS: dict[Kind, Callable[[Cell, Table, Column, VillageNames], Reading]] = {
    Kind.TEXT: _text,
    Kind.LIST: _list,
    Kind.ENUM: _enum,
    Kind.BOOL: _bool,
    Kind.INT: _int,
    Kind.NUMBER: _number,
    Kind.QUANTITY: _quantity,
    Kind.YEAR: _year,
    Kind.MONTH: _month,
    Kind.DATE: _date,
    Kind.PERIOD: _period,
    Kind.VILLAGE: _village,
}
