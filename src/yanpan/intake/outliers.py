"""W01: figures beyond what a village usually has, told and taken in as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from yanpan.intake.faults import Fault
from yanpan.intake.row_units import unit_key
from yanpan.intake.table_checks import at, rows
from yanpan.schema import TABLES, Column
from yanpan.schema.usual import USUAL, USUAL_IN_UNIT


def outliers(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """A warning for every figure over its bound (`schema/usual.py`); a figure without a bound is never told."""
    found = [fault for (key, column), limit in USUAL.items() for fault in _over(tables[key], key, column, limit)]
    for table in TABLES.values():
        for column in table.columns:
            if unit := unit_key(column, table):
                found += _over_in_unit(tables[table.key], column, unit)
    return found


def _over(frame: pd.DataFrame, key: str, name: str, limit: float) -> Iterator[Fault]:
    column = TABLES[key].by_key[name]
    for row in rows(frame, frame[name] > limit):
        yield _told(row, column, limit, column.unit)


def _over_in_unit(frame: pd.DataFrame, column: Column, unit: str) -> list[Fault]:
    limits = frame[unit].map(USUAL_IN_UNIT).astype("float64")
    return [_told(row, column, USUAL_IN_UNIT[row[unit]], row[unit]) for row in rows(frame, frame[column.key] > limits)]


def _told(row: pd.Series, column: Column, limit: float, unit: str) -> Fault:
    expected = f"超过 {limit:g} {unit}，请核实数字和单位；数值照收"
    return at(row, "W01", column=column.zh, value=f"{row[column.key]:g}", expected=expected)
