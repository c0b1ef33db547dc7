"""Whether a published sum of parts, some of which are withheld, gives a withheld part back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_TINY = 1e-9


def possible(parts: Sequence[Sequence[float]], low: float, high: float) -> list[NDArray[np.bool_]]:
    """For each withheld part, which of its values a reader must still think possible, given the sum of all parts.

    `parts`: every value that each part may have; the sum is known to lie in [low, high]. Exact: a value stays if some
    choice of the other parts' values brings the sum there.

    >>> [each.tolist() for each in possible([[1, 2, 3], [10, 20]], 12, 13)]
    [[False, True, True], [True, False]]
    """
    values = [np.asarray(part, dtype=float) for part in parts]
    found = []
    for at, own in enumerate(values):
        others = np.zeros(1)
        for number, part in enumerate(values):
            if number != at:
                others = np.unique((others[:, None] + part[None, :]).ravel())
        first = np.searchsorted(others, low - own - _TINY, side="left")
        last = np.searchsorted(others, high - own + _TINY, side="right")
        found.append(last > first)
    return found
