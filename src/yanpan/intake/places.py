"""A fault of one cell, with its place."""

from __future__ import annotations

from yanpan.intake.faults import Fault, shown
from yanpan.intake.grid import Cell, Grid, as_text
from yanpan.intake.reading import Reading
from yanpan.schema import Column


def fault_at(grid: Grid, row: int, column: Column, cell: Cell, reading: Reading) -> Fault:
    """The fault of a cell, with its place and what stood there."""
    text = as_text(cell)
    value = None if not text or reading.code == "ERR11" else shown(text)
    return Fault(
        reading.code,
        grid.file,
        grid.name,
        row + 1,
        column.zh,
        value=value,
        expected=reading.expected,
        advice=reading.advice,
    )
