"""Talks and routine records: single opinions in three grades, counted."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.frames import Tables, of_village, refs
from yanpan.config.scoring import OpinionCuts
from yanpan.evidence import SourceRef
from yanpan.schema.values import Dimension, Grade, Target

TALK_COLUMNS = dict(zip(Dimension, ("thought", "duty", "integrity", "public"), strict=True))


@dataclass(frozen=True)
class Opinions:
    """How many opinions stand at each grade."""

    good: int
    normal: int
    poor: int
    sources: tuple[SourceRef, ...] = ()

    @property
    def n(self) -> int:
        """Opinions in all."""
        return self.good + self.normal + self.poor

    def grade(self, cuts: OpinionCuts) -> Grade | None:
        """Grade by shares, exact; None below the least number."""
        if self.n < cuts.least or self.n == 0:
            return None
        if self.poor > cuts.poor_share * self.n:
            return Grade.POOR
        good = self.good >= cuts.good_share * self.n and self.poor <= cuts.poor_with_good * self.n
        return Grade.GOOD if good else Grade.NORMAL


def talks_on(tables: Tables, village: str, *, dimension: Dimension) -> Opinions:
    """What talks about the team said of a dimension (未谈 outside)."""
    talks = of_village(tables, "talks", village)
    return _opinions("talks", talks[talks["target"].eq(Target.TEAM.value)], TALK_COLUMNS[dimension])


def opinions_in(talks: pd.DataFrame) -> Opinions:
    """What these talks said, all dimensions together: a talk counts once per dimension that it spoke of."""
    cells = [cell for column in TALK_COLUMNS.values() for cell in talks[column].tolist()]
    good, normal, poor = (cells.count(grade.value) for grade in Grade)
    return Opinions(good, normal, poor, refs("talks", talks))


def routine_on(tables: Tables, village: str, *, dimension: Dimension) -> Opinions:
    """What the routine records say of a dimension."""
    records = of_village(tables, "routine_records", village)
    return _opinions("routine_records", records[records["dimension"].eq(dimension.value)], "leaning")


def _opinions(table: str, rows: pd.DataFrame, column: str) -> Opinions:
    graded = rows[rows[column].isin(list(Grade))]
    good, normal, poor = (int(graded[column].eq(grade.value).sum()) for grade in Grade)
    return Opinions(good, normal, poor, refs(table, graded))
