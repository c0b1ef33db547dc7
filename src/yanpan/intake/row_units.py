"""Figures whose unit stands in another column of the row: a unit written in the cell itself must agree with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from yanpan.chinese import parse
from yanpan.chinese.parse import squeeze
from yanpan.intake.grid import Cell, as_text
from yanpan.intake.reading import Reading
from yanpan.intake.units import convert
from yanpan.schema import Column, Table

_SIBLING = re.compile(r"见“(.+)”")


def unit_key(column: Column, table: Table) -> str | None:
    """Key of the column that holds this one's unit; None if the unit is fixed.

    >>> from yanpan.schema import TABLES
    >>> unit_key(TABLES['projects'].by_key['amount'], TABLES['projects'])
    'unit'
    """
    found = _SIBLING.fullmatch(column.unit)
    return table.by_heading[found[1]].key if found else None


def in_row_units(readings: list[Reading], cells: list[Cell], units: list[Cell]) -> list[Reading]:
    """The readings in the units of their rows; refused where the cell says another unit than the row."""
    return [_checked(*row) for row in zip(readings, cells, units, strict=True)]


def _checked(reading: Reading, cell: Cell, unit: Cell) -> Reading:
    if reading.value is None or not isinstance(cell, str):
        return reading
    number, bound, written = parse.decimal_quantity(cell)
    wanted = squeeze(as_text(unit))
    converted = convert(number, written, wanted)
    if converted is not None:
        return Reading(float(converted), str(bound))
    return Reading(code="ERR07", expected=f"单位应与本行“单位”一致（{wanted or '空'}）")


def apply_row_units(
    table: Table, readings: Mapping[str, list[Reading]], cells: Mapping[str, list[Cell]]
) -> dict[str, list[Reading]]:
    """All readings of a sheet, those of figures with a unit column checked against it."""
    checked = dict(readings)
    for key in readings:
        sibling = unit_key(table.by_key[key], table)
        if sibling is not None:
            units = cells.get(sibling) or [""] * len(cells[key])
            checked[key] = in_row_units(readings[key], cells[key], units)
    return checked
