"""Secondary suppression in tables of one or two dimensions whose margins are published.

A cell with 1 … least−1 respondents is left out (primary). As long as a reader who knows the margins could reckon a
cell that is left out, another one of its row or column goes too (secondary). What the reader could know is found by
linear programming, the audit of Fischetti & Salazar (2001), Management Science 47(7): 1008–1027; which cell goes next
is chosen greedily, the smallest first, so that the pattern is safe but not always the cheapest one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Counts = NDArray[np.int64]
Hidden = NDArray[np.bool_]
Limit = tuple[int, int | None]
_TINY = 1e-6


class UnsafeError(ValueError):
    """Even with every cell left out, the published margins give one back."""


def hidden_cells(
    table: Sequence[Sequence[int]] | Counts, least: int, *, rows: bool = True, columns: bool = True
) -> Hidden:
    """True where a count must be left out; as many rows and columns as `table`.

    `rows`, `columns`: whether the sums of the rows and of the columns are published. UnsafeError if nothing helps.

    >>> hidden_cells([[38, 9, 3]], 5, columns=False).tolist()
    [[False, True, True]]
    >>> hidden_cells([[38, 9, 0]], 5, columns=False).tolist()
    [[False, False, False]]
    """
    counts = np.asarray(table, dtype=np.int64)
    hidden = primary_cells(counts, least)
    while pinned := pinned_cells(counts, hidden, least, rows=rows, columns=columns):
        more = _next(counts, hidden, pinned, rows=rows, columns=columns)
        if more is None:
            raise UnsafeError(f"{counts.shape[0]}×{counts.shape[1]} table cannot be protected")
        hidden[more] = True
    return hidden


def primary_cells(counts: Counts, least: int) -> Hidden:
    """True for counts of 1 … least−1."""
    return (counts > 0) & (counts < least)


def pinned_cells(
    counts: Counts, hidden: Hidden, least: int, *, rows: bool = True, columns: bool = True
) -> list[tuple[int, int]]:
    """Cells that are left out but have one possible count only, given the margins and the other cells."""
    places = [(int(row), int(column)) for row, column in np.argwhere(hidden)]
    ends = bounds(counts, hidden, least, rows=rows, columns=columns)
    return [place for place, (low, high) in zip(places, ends, strict=True) if low == high]


def bounds(
    counts: Counts, hidden: Hidden, least: int, *, rows: bool = True, columns: bool = True
) -> list[tuple[int, int]]:
    """Least and greatest count that each hidden cell (row by row) may have for a reader of what is published.

    The reader knows `least` and sees which cells went as small ones: these hold 1 … least−1. Margins of a table with
    two dimensions make a totally unimodular system: the ends are whole numbers.
    """
    places = np.argwhere(hidden)
    if not len(places):
        return []
    system, sums = _margins(counts, hidden, places, rows=rows, columns=columns)
    small = primary_cells(counts, least)[hidden]
    limits = [(1, least - 1) if primary else (0, None) for primary in small]
    return [_ends(number, len(places), system, sums, limits) for number in range(len(places))]


def _ends(
    number: int,
    size: int,
    system: NDArray[np.float64],
    sums: NDArray[np.float64],
    limits: Sequence[Limit],
) -> tuple[int, int]:
    aim = np.zeros(size)
    aim[number] = 1.0
    known = {"A_eq": system, "b_eq": sums} if len(system) else {}
    low = linprog(aim, bounds=limits, method="highs", **known)
    high = linprog(-aim, bounds=limits, method="highs", **known)
    top = math.inf if high.status == 3 else -high.fun  # 3: unbounded, no margin holds the cell
    return math.ceil(low.fun - _TINY), int(min(top, 2**53) + _TINY)


def _margins(
    counts: Counts, hidden: Hidden, places: NDArray[np.int64], *, rows: bool, columns: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One equation for each published margin that has a hidden cell: the hidden cells' sum is known."""
    system, sums = [], []
    for axis, published in ((0, rows), (1, columns)):
        for line in np.unique(places[:, axis]) if published else ():
            system.append((places[:, axis] == line).astype(float))
            cells, gone = np.take(counts, line, axis), np.take(hidden, line, axis)
            sums.append(float(cells[gone].sum()))
    return np.array(system).reshape(len(system), len(places)), np.array(sums)


def _next(
    counts: Counts, hidden: Hidden, pinned: list[tuple[int, int]], *, rows: bool, columns: bool
) -> tuple[int, int] | None:
    """The smallest shown cell beside a pinned one, empty cells last; None if there is none."""
    beside = {
        (row, column)
        for at_row, at_column in pinned
        for row, column in np.ndindex(*counts.shape)
        if not hidden[row, column] and ((rows and row == at_row) or (columns and column == at_column))
    }
    return min(beside, key=lambda place: (counts[place] == 0, counts[place], place), default=None)


def hidden_in_line(counts: Sequence[int], least: int) -> list[bool]:
    """What `hidden_cells` does for one line whose sum is published, in closed form: fit for a thousand villages.

    >>> hidden_in_line([6, 3, 9, 12], 5)
    [True, True, False, False]
    """
    small = [0 < count < least for count in counts]
    hidden = list(small)
    while any(hidden) and _is_pinned(counts, small, hidden, least):
        shown = [at for at, gone in enumerate(hidden) if not gone]
        if not shown:
            raise UnsafeError(f"a line of {len(counts)} cells cannot be protected")
        hidden[min(shown, key=lambda at: (counts[at] == 0, counts[at], at))] = True
    return hidden


def _is_pinned(counts: Sequence[int], small: Sequence[bool], hidden: Sequence[bool], least: int) -> bool:
    """True if one of the hidden cells can hold one count only."""
    places = [at for at, gone in enumerate(hidden) if gone]
    total = sum(counts[at] for at in places)
    lows = {at: 1 if small[at] else 0 for at in places}
    highs = {at: least - 1 if small[at] else total for at in places}
    low_sum, high_sum = sum(lows.values()), sum(highs.values())
    return any(
        max(lows[at], total - (high_sum - highs[at])) == min(highs[at], total - (low_sum - lows[at])) for at in places
    )
