"""One cell to one typed value, by the kind of its column; what cannot be read for certain becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Callable

from yanpan.chinese.parse import squeeze
from yanpan.intake.date_values import read_date, read_month, read_period, read_year
from yanpan.intake.faults import is_personal
from yanpan.intake.figure_values import read_int, read_number, read_quantity
from yanpan.intake.grid import Cell, as_text
from yanpan.intake.names import VillageNames
from yanpan.intake.reading import ABSENT, Reading, RefusedError
from yanpan.intake.synonyms import marks_two, match_allowed, yes_or_no
from yanpan.schema import Column, Kind, Table

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
    Kind.INT: read_int,
    Kind.NUMBER: read_number,
    Kind.QUANTITY: read_quantity,
    Kind.YEAR: read_year,
    Kind.MONTH: read_month,
    Kind.DATE: read_date,
    Kind.PERIOD: read_period,
    Kind.VILLAGE: _village,
}
