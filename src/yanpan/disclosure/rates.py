"""A rate that gives a small count back is told as a bound, its interval widened to all counts that it may rest on."""

from __future__ import annotations

from dataclasses import dataclass

WITHHELD = "不列"
EXTREME = 10
"""Respondents below which 0% and 100% are not told: they would tell what everyone said."""


@dataclass(frozen=True)
class Bounded:
    """What is told instead of a rate: its text, and the fewest and the most that may have been satisfied."""

    text: str
    fewest: int
    most: int


def bounded(hits: int, n: int, least: int, *, also: bool = False) -> Bounded | None:
    """What is told instead of hits/n; None where the rate may stand. `also`: it must go for another one's sake.

    >>> bounded(47, 50, 5), bounded(40, 50, 5) is None, bounded(50, 50, 5) is None
    (Bounded(text='92%以上', fewest=46, most=49), True, True)
    >>> bounded(3, 50, 5)
    Bounded(text='8%以下', fewest=1, most=4)
    >>> bounded(43, 49, 5, also=True)
    Bounded(text='80%以上', fewest=40, most=49)
    >>> bounded(10, 10, 5, also=True)
    Bounded(text='90%以上', fewest=9, most=10)
    >>> bounded(4, 4, 5).text, bounded(9, 9, 5).text, bounded(2, 4, 5).text
    ('不列', '不列', '不列')
    """
    against = n - hits
    if not n:
        return None
    if n < least or (n < EXTREME and (not hits or not against)):
        return Bounded(WITHHELD, 0, n)
    if 0 < against < least and 0 < hits < least:
        return Bounded(WITHHELD, 0, n)
    if 0 < against < least:
        return Bounded(f"{100 * (n - least + 1) // n}%以上", n - least + 1, n - 1)
    if 0 < hits < least:
        return Bounded(f"{-(-100 * (least - 1) // n)}%以下", 1, least - 1)
    if also:
        tenth = min(9, 10 * hits // n)  # 100%以上 would tell what everyone said
        return Bounded(f"{10 * tenth}%以上", -(-n * tenth // 10), n)
    return None
