"""What the generator works with: rows by heading, tables by Chinese name, and how a village stands."""

from __future__ import annotations

import random
from dataclasses import dataclass

Value = str | int | float | None
Row = dict[str, Value]
"""A raw row: heading -> cell. The heading '@' holds a symbol that evidence refers to; it is never written."""

Tables = dict[str, list[Row]]

SYMBOL = "@"


@dataclass(frozen=True)
class Standing:
    """How a village stands, which the simulated answers follow.

    `overall` are valid satisfaction forms by answer (满意, 基本满意, 不满意, 不了解); `likert` the mean answer of a
    question (1–5); `good` the share of 好 among votes and talks; `order` the share of documents in order;
    `informed` the share of right answers to the knowledge items.
    """

    overall: tuple[int, int, int, int]
    questionnaires: int
    likert: float
    good: float
    order: float
    informed: float = 0.85


REPORTED = {
    "V01": Standing((46, 8, 1, 1), 38, 4.55, 0.92, 0.97),
    "V02": Standing((28, 15, 6, 1), 33, 3.80, 0.62, 0.82, 0.42),
    "V03": Standing((38, 9, 3, 1), 34, 4.22, 0.80, 0.88),
    "V04": Standing((27, 15, 7, 1), 33, 3.75, 0.64, 0.82),
    "V05": Standing((40, 8, 4, 0), 34, 4.08, 0.79, 0.90),
    "V06": Standing((31, 16, 6, 1), 36, 3.85, 0.66, 0.84),
    "V07": Standing((29, 15, 6, 1), 33, 3.75, 0.60, 0.76),
    "V08": Standing((34, 11, 4, 1), 33, 4.35, 0.76, 0.60),
    "V09": Standing((26, 15, 7, 2), 33, 3.85, 0.64, 0.86),
}
"""307 valid questionnaires and 465 valid satisfaction forms."""


def standing_of(village: str, rng: random.Random) -> Standing:
    """The reported township's standing, or one drawn for a further village."""
    if village in REPORTED:
        return REPORTED[village]
    level = rng.uniform(0.0, 1.0)
    valid = rng.randint(46, 55)
    against, unknown = round(valid * (0.16 - 0.13 * level)), rng.randint(0, 2)
    mostly = round(valid * (0.32 - 0.18 * level))
    return Standing(
        (valid - against - unknown - mostly, mostly, against, unknown),
        rng.randint(32, 37),
        3.5 + level,
        0.5 + 0.4 * level,
        0.65 + 0.32 * level,
        0.5 + 0.4 * level,
    )


def weighted(rng: random.Random, choices: dict[str, float]) -> str:
    """One of the keys, drawn with the values as weights."""
    return rng.choices(list(choices), weights=list(choices.values()))[0]
