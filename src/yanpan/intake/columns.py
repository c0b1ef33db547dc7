"""A column's cells all at once: each different cell is looked at once, however often it stands there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from yanpan.intake.grid import Cell, Grid
from yanpan.intake.names import VillageNames
from yanpan.intake.reading import Reading
from yanpan.intake.totals import FIGURES
from yanpan.intake.values import read_cell
from yanpan.schema import Column, Table

Result = TypeVar("Result")


def column_cells(grid: Grid, rows: list[int], place: int, column: Column) -> list[Cell]:
    """The column's cells; a block merged downwards gives its value to all its rows, figures apart (once only)."""
    picked = (grid.rows[row] for row in rows)
    cells = [row[place] if place < len(row) else "" for row in picked]
    filled: dict[int, Cell] = {}
    if column.kind not in FIGURES:
        for block in grid.merged:
            if block.left <= place <= block.right and block.bottom > block.top:
                filled |= dict.fromkeys(range(block.top, block.bottom + 1), grid.at(block.top, block.left))
    return [filled.get(row, cell) for row, cell in zip(rows, cells, strict=True)] if filled else cells


def keys_of(cells: Sequence[Cell]) -> Sequence[Hashable]:
    """The cells as keys that tell 1, 1.0 and True apart: equal keys are equal cells."""
    return cells if set(map(type, cells)) <= {str} else [(type(cell), cell) for cell in cells]


def per_cell(cells: Sequence[Cell], make: Callable[[Cell], Result]) -> list[Result]:
    """What `make` gives for each cell; it is called once for equal cells."""
    keys = keys_of(cells)
    made = {key: make(cell) for key, cell in dict(zip(keys, cells, strict=True)).items()}
    return list(map(made.__getitem__, keys))


def read_column(cells: Sequence[Cell], table: Table, column: Column, names: VillageNames) -> list[Reading]:
    """The readings of the column's cells."""
    return per_cell(cells, lambda cell: read_cell(cell, table, column, names))
