"""Cells that hold days, months, periods and years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from yanpan.chinese import parse
from yanpan.intake.figure_values import in_range
from yanpan.intake.grid import Cell, as_text
from yanpan.intake.names import VillageNames
from yanpan.intake.reading import Reading, RefusedError
from yanpan.schema import Column, Table


def _day(cell: Cell) -> str | None:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return None


def read_date(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    """A day, YYYY-MM-DD."""
    return Reading(_day(cell) or _dated(parse.parse_date, cell))


def read_month(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    """A month, YYYY-MM."""
    day = _day(cell)
    return Reading(day[:7] if day else _dated(parse.parse_month, cell))


def read_period(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    """A period as `parse.parse_period` writes it."""
    day = _day(cell)
    return Reading(day[:7] if day else _dated(parse.parse_period, cell))


def read_year(cell: Cell, table: Table, column: Column, names: VillageNames) -> Reading:
    """A year."""
    try:
        year = parse.parse_year(as_text(cell))
    except ValueError as error:
        raise RefusedError("ERR06", str(error)) from None
    return Reading(int(in_range(Decimal(year), column)))


def _dated(read: Callable[[str], str], cell: Cell) -> str:
    try:
        return read(as_text(cell))
    except ValueError as error:
        raise RefusedError("ERR06", str(error)) from None
