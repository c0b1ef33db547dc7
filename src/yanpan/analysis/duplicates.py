"""Problems of one village that say nearly the same thing: told to the analyst, never merged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

import pandas as pd

from yanpan.analysis.frames import Record, ordered, records

_MARKS = re.compile(r"[\W_]+|[的了较]")
"""Punctuation and particles, which two clerks set differently."""


@dataclass(frozen=True)
class Twins:
    """Two problems of a village and how alike their wording is, 0…1 (1: the same)."""

    village: str
    first: str
    second: str
    likeness: float


def twins(problems: pd.DataFrame, *, least: float) -> list[Twins]:
    """Pairs within a village whose wording is alike to at least `least`, in file order."""
    found = []
    for village, part in ordered(problems).groupby("village", sort=False):
        for one, other in combinations(records(part), 2):
            score = likeness(_text(one), _text(other))
            if score >= least:
                found.append(Twins(str(village), str(one["problem"]), str(other["problem"]), score))
    return found


def likeness(one: str, other: str) -> float:
    """Ratio of matching letters (Ratcliff and Obershelp, as in difflib), the better of both directions, marks aside.

    >>> likeness("集体经济来源单一。", "集体经济的来源较单一"), likeness("竹产业规模小", "组织生活记录过简")
    (1.0, 0.0)
    """
    a, b = _MARKS.sub("", one), _MARKS.sub("", other)
    if not a or not b:
        return 0.0
    return max(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in ((a, b), (b, a)))


def _text(row: Record) -> str:
    return str(row["gist"]) if isinstance(row["gist"], str) else ""
