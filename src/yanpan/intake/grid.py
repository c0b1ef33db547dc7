"""A sheet as a grid of cells, whatever file it came from, with merged ranges, from cell A1 on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
"""What a cell may hold; an empty one is ''."""


@dataclass(frozen=True)
class Range:
    """A merged block, zero-based, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """Cells of one sheet (`name` is '' for csv). Row i of `rows` is row i + 1 of the spreadsheet."""

    file: str
    name: str
    rows: list[list[Cell]]
    merged: tuple[Range, ...] = ()
    hidden: frozenset[int] = frozenset()
    """Zero-based numbers of hidden columns."""

    def at(self, row: int, column: int) -> Cell:
        """The cell's own content; '' beyond the edge of the sheet."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def width(self, top: int, depth: int) -> int:
        """Length of the longest of `depth` rows from `top` on."""
        return max((len(row) for row in self.rows[top : top + depth]), default=0)


def as_text(cell: Cell) -> str:
    """The cell as a person would type it: whole numbers without '.0', days as ISO dates.

    >>> as_text(38.0), as_text(0.5), as_text(dt.datetime(2023, 3, 7)), as_text(' a ')
    ('38', '0.5', '2023-03-07', 'a')
    """
    match cell:
        case str():
            return cell.strip()
        case bool():
            return "是" if cell else "否"
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.datetime() if cell.time() == dt.time.min:
            return cell.date().isoformat()
        case dt.timedelta():
            return f"{cell.total_seconds():g}秒"
        case dt.date() | dt.time():
            return cell.isoformat()
        case _:
            return repr(cell)
