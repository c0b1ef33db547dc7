"""Widths of columns so that a table gets as low as it can: pure arithmetic on the lengths of texts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Lengths = npt.NDArray[np.float64]
"""Length of every cell's text in characters, row by column."""

_SAMPLE = 200
"""Rows that are looked at, evenly spread."""


def best_widths(lengths: Lengths, leasts: list[list[float]], *, line: float, inset: float) -> list[float]:
    """Percent per column of a line of `line` characters.

    Where all texts fit in one line they get what they need. Otherwise the columns start from `leasts` (wishes for
    what should not be broken, the most generous first; the last must do) and the rest goes, character by
    character, where it lowers the rows most. A wish is granted if it makes the table at most a quarter higher.
    """
    needed = lengths.max(axis=0) + inset
    if needed.sum() <= line or not leasts:
        return _percent(needed)
    rows = lengths[:: -(-len(lengths) // _SAMPLE)]
    tried = [_filled(rows, np.minimum(needed, np.array(least) + inset), line=line, inset=inset) for least in leasts]
    lowest = _height(rows, tried[-1] - inset)
    fitting = (one for one in tried if one.sum() <= line + 1 and _height(rows, one - inset) <= 1.25 * lowest)
    return _percent(next(fitting, tried[-1]))


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
