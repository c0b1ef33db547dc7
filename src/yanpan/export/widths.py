"""Widths of columns so that a table gets as low as it can: pure arithmetic on the lengths of texts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Lengths = npt.NDArray[np.float64]
"""Length of every cell's text in characters, row by column."""

_SAMPLE = 200
"""Rows that are looked at, evenly spread."""


def best_widths(lengths: Lengths, leasts: Iterable[list[float]], *, line: float, inset: float) -> list[float]:
    """Percent per column of a line of `line` characters.

    Where all texts fit in one line they get what they need. Otherwise the columns start from `leasts` (wishes for
    what should not be broken, the most generous first; the last must do) and the rest goes, character by
    character, where it lowers the rows most. A wish is granted if it makes the table at most a quarter higher.
    """
    needed = lengths.max(axis=0) + inset
    if needed.sum() <= line:
        return _percent(needed)
    rows = lengths[:: -(-len(lengths) // _SAMPLE)]
    *wishes, last = [np.minimum(needed, np.array(least) + inset) for least in leasts]
    must = _filled(rows, last, line=line, inset=inset)
    lowest = _height(rows, must - inset)
    for wish in wishes:
        granted = _filled(rows, wish, line=line, inset=inset)
        if granted.sum() <= line + 1 and _height(rows, granted - inset) <= 1.25 * lowest:
            return _percent(granted)
    return _percent(must)


def _filled(rows: Lengths, widths: Lengths, *, line: float, inset: float) -> Lengths:
    """The widths with the rest of the line handed out."""
    steps = np.eye(len(widths))
    for _ in range(int(line - widths.sum())):
        widths = min((widths + step for step in steps), key=lambda one: _height(rows, one - inset))
    return widths


def _height(rows: Lengths, widths: Lengths) -> float:
    """Lines of all rows; what is not the highest cell of its row counts a little, so that ties fall well."""
    lines = rows / np.maximum(widths, 0.5)
    return float(np.maximum(lines.max(axis=1), 1.0).sum() + 0.05 * lines.sum())


def _percent(widths: Lengths) -> list[float]:
    return [float(share) for share in 100 * widths / widths.sum()]
