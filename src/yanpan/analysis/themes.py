"""Themes of problems over the villages of a township."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.frames import items, ordered, refs
from yanpan.evidence import SourceRef


@dataclass(frozen=True)
class ThemeCount:
    """A theme with the villages and problems that have it, in file order."""

    theme: str
    villages: tuple[str, ...]
    problems: tuple[str, ...]
    refs: tuple[SourceRef, ...]


def common_themes(problems: pd.DataFrame, *, least: int = 1) -> list[ThemeCount]:
    """Themes that at least `least` villages have, the most widespread first, ties in order of appearance.

    A village counts once however many of its problems carry the theme.
    """
    rows = ordered(problems)
    exploded = rows.assign(theme=rows["themes"].map(items)).explode("theme")
    exploded = exploded[exploded["theme"].notna()]
    found = [_theme(str(theme), part) for theme, part in exploded.groupby("theme", sort=False)]
    return sorted((each for each in found if len(each.villages) >= least), key=lambda each: -len(each.villages))


def _theme(theme: str, rows: pd.DataFrame) -> ThemeCount:
    return ThemeCount(theme, tuple(rows["village"].unique()), tuple(rows["problem"].unique()), refs("problems", rows))
