"""A sheet with known headings to a tidy table: typed columns, source columns, the cells as handed in, and faults."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import attrgetter

import pandas as pd

from yanpan.intake.changes import Change, changes_in
from yanpan.intake.columns import column_cells, read_column
from yanpan.intake.faults import Fault
from yanpan.intake.footers import RowKind, classify
from yanpan.intake.grid import Cell, Grid, as_text
from yanpan.intake.headings import Layout, row_texts
from yanpan.intake.names import VillageNames
from yanpan.intake.places import fault_at
from yanpan.intake.raw_rows import raw_rows
from yanpan.intake.reading import Reading
from yanpan.intake.row_units import apply_row_units
from yanpan.intake.totals import total_faults
from yanpan.schema import Kind, Table
from yanpan.schema.model import BOUND_SUFFIX
from yanpan.schema.prefilled import MAY_STAY_OPEN, NOTHING_TO_REPORT, PREFILLED

DTYPES = {
    Kind.BOOL: "boolean",
    Kind.INT: "Int64",
    Kind.YEAR: "Int64",
    Kind.NUMBER: "float64",
    Kind.QUANTITY: "float64",
}
"""pandas type by kind; all others are 'str' with a missing value for an absent cell."""


@dataclass(frozen=True)
class Part:
    """What one sheet yields: tidy rows, raw rows (`cells`: JSON of heading to text), faults and warnings."""

    table: Table
    frame: pd.DataFrame
    raw: pd.DataFrame
    faults: tuple[Fault, ...]
    changes: tuple[Change, ...] = ()
    said: bool = True
    """False: a form that was left as it was handed out, which says nothing, not even that there is nothing."""


def dtypes(table: Table) -> dict[str, str]:
    """pandas type of each tidy column, in order."""
    types = dict.fromkeys(table.tidy_columns, "str") | {"source_row": "int64"}
    return types | {column.key: DTYPES.get(column.kind, "str") for column in table.columns}


def empty_frame(table: Table) -> pd.DataFrame:
    """The tidy table without rows."""
    return _empty(table).copy()


@cache
def _empty(table: Table) -> pd.DataFrame:
    return pd.DataFrame({key: pd.Series([], dtype=kind) for key, kind in dtypes(table).items()})


def make_part(
    grid: Grid,
    layout: Layout,
    names: VillageNames,
    *,
    village: str | None = None,
    handed_in: Grid | None = None,
    form: bool = False,
) -> Part:
    """The sheet's part of its table. `village`: the one that the file's or sheet's name gives, if it does.

    `handed_in`: the sheet before corrections, for the raw rows. `form`: the sheet is one of our blank forms; left
    untouched it is empty, and so it is if it only says 无.
    """
    table = layout.table
    kinds = list(classify(grid, layout))
    rows = [index for index, kind in kinds if kind is RowKind.DATA]
    cells = _cells(grid, rows, layout)
    entries = _entries(table, cells)
    if form and entries in ([], [NOTHING_TO_REPORT]):
        rows, cells = [], {key: [] for key in cells}
    elif form and table.key in MAY_STAY_OPEN:
        still_open = _still_open(table, rows, cells)
        kinds = [(index, kind) for index, kind in kinds if index not in still_open]
        rows = [index for index, kind in kinds if kind is RowKind.DATA]
        cells = _cells(grid, rows, layout)
    readings, faults = _read_all(grid, rows, cells, table, names)
    if village is not None:
        faults += _village_faults(grid, rows, cells, readings, table, names, village=village)
    frame = _frame(table, readings, rows, grid, village=village)
    faults += total_faults(grid, layout, frame, [i for i, kind in kinds if kind is RowKind.TOTAL], names)
    if not rows and not form:
        faults.append(Fault("W09", grid.file, grid.name, expected=f"《{table.zh}》只有表头"))
    raw = cells if handed_in is None or handed_in is grid else _cells(handed_in, rows, layout)
    return Part(
        table,
        frame,
        raw_rows(frame, raw, table),
        tuple(faults),
        () if form and not rows else _changes(grid, kinds, layout, (cells, readings), names),
        not form or bool(entries),
    )


def _cells(grid: Grid, rows: list[int], layout: Layout) -> dict[str, list[Cell]]:
    return {key: column_cells(grid, rows, place, layout.table.by_key[key]) for key, place in layout.columns.items()}


def _changes(
    grid: Grid,
    kinds: list[tuple[int, RowKind]],
    layout: Layout,
    read: tuple[dict[str, list[Cell]], dict[str, list[Reading]]],
    names: VillageNames,
) -> tuple[Change, ...]:
    """What became of the sheet's cells, and how many rows of it are no data."""
    table, (cells, readings) = layout.table, read
    rows = [index for index, kind in kinds if kind is RowKind.DATA]
    found = [
        change
        for key, own in cells.items()
        for change in changes_in(grid, rows, table.by_key[key], (own, readings[key]), table, names)
    ]
    above = (row_texts(grid, index) for index in range(layout.first_row))
    titles = sum(bool(texts) and texts not in layout.heading_rows for texts in above)
    if titles:
        found.append(Change("N06", grid.file, grid.name, before=f"表头上方 {titles} 行", after="不作数据"))
    below = [index for index, kind in kinds if kind is not RowKind.DATA and any(map(as_text, grid.rows[index]))]
    if below:
        numbers = "、".join(str(index + 1) for index in below[:10]) + ("…" if len(below) > 10 else "")
        found.append(
            Change(
                "N07",
                grid.file,
                grid.name,
                below[0] + 1,
                before=f"第 {numbers} 行，共 {len(below)} 行",
                after="不作数据",
            )
        )
    return tuple(found)


def _entries(table: Table, cells: dict[str, list[Cell]]) -> list[str]:
    """The first two texts of the sheet beside what a blank form has filled in."""
    given = PREFILLED.get(table.key, ())
    texts = (as_text(cell) for key, own in cells.items() if key not in given for cell in own)
    return list(islice(filter(None, texts), 2))


def _still_open(table: Table, rows: list[int], cells: dict[str, list[Cell]]) -> set[int]:
    """Rows without an entry beside what the form has filled in."""
    entries = [own for key, own in cells.items() if key not in PREFILLED.get(table.key, ())]
    return {row for at, row in enumerate(rows) if not any(as_text(own[at]) for own in entries)}


def _read_all(
    grid: Grid, rows: list[int], cells: dict[str, list[Cell]], table: Table, names: VillageNames
) -> tuple[dict[str, list[Reading]], list[Fault]]:
    read = {key: read_column(own, table, table.by_key[key], names) for key, own in cells.items()}
    readings = apply_row_units(table, read, cells)
    faults = [
        fault_at(grid, row, table.by_key[key], cell, reading)
        for key, own in readings.items()
        if any(map(attrgetter("code"), own))
        for row, cell, reading in zip(rows, cells[key], own, strict=True)
        if reading.code
    ]
    return readings, sorted(faults, key=lambda fault: fault.row or 0)


def _village_faults(
    grid: Grid,
    rows: list[int],
    cells: dict[str, list[Cell]],
    readings: dict[str, list[Reading]],
    table: Table,
    names: VillageNames,
    *,
    village: str,
) -> list[Fault]:
    key = table.village_column or ""
    wrong = Reading(code="ERR13", expected=f"按文件名（或工作表名）应是 {village} {names.official[village]}")
    return [
        fault_at(grid, row, table.by_key[key], cell, wrong)
        for row, cell, reading in zip(rows, cells.get(key, ()), readings.get(key, ()), strict=False)
        if reading.value is not None and reading.value != village
    ]


def _frame(
    table: Table, readings: dict[str, list[Reading]], rows: list[int], grid: Grid, *, village: str | None
) -> pd.DataFrame:
    values: dict[str, list[object]] = {}
    for column in table.columns:
        own = readings.get(column.key)
        values[column.key] = [reading.value for reading in own] if own else [None] * len(rows)
        if column.kind is Kind.QUANTITY:
            values[column.key + BOUND_SUFFIX] = [reading.bound for reading in own] if own else [None] * len(rows)
    if village is not None and table.village_column and table.village_column not in readings:
        values[table.village_column] = [village] * len(rows)
    values["source_file"], values["source_sheet"] = [grid.file] * len(rows), [grid.name] * len(rows)
    values["source_row"] = [row + 1 for row in rows]
    return pd.DataFrame({key: pd.Series(values[key], dtype=kind) for key, kind in dtypes(table).items()})
