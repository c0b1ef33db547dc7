"""How far two coders agree on the themes of problems (主题 against 复核主题)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.agreement import Metric, gwet_ac2, krippendorff_alpha
from yanpan.analysis.frames import items, records


@dataclass(frozen=True)
class Coding:
    """Agreement of two codings. A problem may have several themes, so that each theme is a yes or no of its own."""

    problems: int
    """Problems in all."""
    coded: int
    """Problems that a second coder has looked at."""
    same: int
    """… with exactly the same themes."""
    shared: int
    """… with a theme in common."""
    alpha: float | None
    """Krippendorff's nominal alpha over problem × theme; None where nothing can be compared."""
    ac1: float | None
    """Gwet's AC1 over the same, which keeps its footing where most answers are no."""
    apart: tuple[str, ...]
    """Numbers of problems on which the coders have no theme in common."""


def coding(problems: pd.DataFrame, themes: tuple[str, ...]) -> Coding:
    """Agreement over the problems with 复核主题. `themes`: the policy's list; themes outside it count too."""
    pairs = {
        str(row["problem"]): (set(items(row["themes"])), set(items(row["recoded"])))
        for row in records(problems)
        if items(row["recoded"])
    }
    known = dict.fromkeys([*themes, *sorted(theme for pair in pairs.values() for side in pair for theme in side)])
    units = [(float(theme in one), float(theme in other)) for one, other in pairs.values() for theme in known]
    return Coding(
        problems=len(problems),
        coded=len(pairs),
        same=sum(one == other for one, other in pairs.values()),
        shared=sum(bool(one & other) for one, other in pairs.values()),
        alpha=krippendorff_alpha(units, metric=Metric.NOMINAL),
        ac1=gwet_ac2(units, categories=(0.0, 1.0), ordered=False),
        apart=tuple(number for number, (one, other) in pairs.items() if not one & other),
    )
