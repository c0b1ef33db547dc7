"""Total rows of a sheet agree with its data rows."""

from __future__ import annotations

import pandas as pd

from yanpan.intake.faults import Fault
from yanpan.intake.grid import Cell, Grid, as_text
from yanpan.intake.headings import Layout
from yanpan.intake.names import VillageNames
from yanpan.intake.places import fault_at
from yanpan.intake.reading import Reading
from yanpan.intake.values import read_cell
from yanpan.schema import Column, Kind, Table

FIGURES = (Kind.INT, Kind.NUMBER, Kind.QUANTITY)


def total_faults(
    grid: Grid, layout: Layout, frame: pd.DataFrame, totals: list[int], names: VillageNames
) -> list[Fault]:
    """Totals that differ from the sum of the data rows: of all above, or of those since the last total."""
    faults, since = [], 0
    for index in totals:
        above = frame[frame["source_row"] <= index]
        since_last = above[above["source_row"] > since]
        since = index + 1
        for key, place in layout.columns.items():
            column = layout.table.by_key[key]
            cell = grid.at(index, place)
            if column.kind in FIGURES and as_text(cell):
                faults += _total_fault(grid, index, column, cell, (above[key], since_last[key]), layout.table, names)
    return faults


def _total_fault(
    grid: Grid,
    index: int,
    column: Column,
    cell: Cell,
    details: tuple[pd.Series, ...],
    table: Table,
    names: VillageNames,
) -> list[Fault]:
    reading = read_cell(cell, table, column, names)
    sums = [float(part.sum()) for part in details]
    if reading.code and reading.code != "ERR17":
        return [fault_at(grid, index, column, cell, reading)]
    if reading.value is None or any(abs(float(reading.value) - total) < 1e-6 for total in sums):
        return []
    wrong = Reading(code="ERR08", expected=f"明细相加是 {sums[0]:g}", advice="请改正合计或明细")
    return [fault_at(grid, index, column, cell, wrong)]
