"""What `scales` hands out."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan.evidence import SourceRef


@dataclass(frozen=True)
class Scale:
    """One measure over the township: villages that have it; sum, median, largest figure; the rows behind."""

    villages: int
    total: float
    median: float
    top: float
    sources: tuple[SourceRef, ...] = ()
