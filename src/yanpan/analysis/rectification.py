"""How far problems are put right: how many are signed off, which are past their deadline."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

CLOSED, OVERDUE, STANDING = "已销号", "逾期", "长期"


@dataclass(frozen=True)
class Progress:
    """Rectification of a set of problems on a day."""

    problems: int
    planned: int
    """Problems with measures."""
    closed: int
    overdue: int

    @property
    def rate(self) -> float | None:
        """销号率: signed off of all problems, those without measures included (0…1); None without a problem."""
        return self.closed / self.problems if self.problems else None


def progress(problems: pd.DataFrame, plans: pd.DataFrame, *, as_of: dt.date) -> Progress:
    """Progress of these problems; plans of other problems are left aside."""
    own = plans[plans["problem"].isin(problems["problem"])]
    return Progress(
        problems=problems["problem"].nunique(),
        planned=own["problem"].nunique(),
        closed=int(own["status"].eq(CLOSED).sum()),
        overdue=len(overdue(own, as_of=as_of)),
    )


def overdue(plans: pd.DataFrame, *, as_of: dt.date) -> pd.DataFrame:
    """Plans marked 逾期, or past their deadline on the day and neither signed off nor of the standing kind (长期)."""
    late = plans["deadline"].lt(as_of.isoformat()).fillna(False) & ~plans["status"].isin([CLOSED, STANDING])
    return plans[(plans["status"].eq(OVERDUE) | late).astype(bool)]


def closed_between(plans: pd.DataFrame, *, start: dt.date, end: dt.date) -> pd.DataFrame:
    """Plans signed off from `start` to `end`, both included; plans without 销号日期 cannot be told and are left out."""
    day = plans["closed"].fillna("")
    return plans[plans["status"].eq(CLOSED) & day.ge(start.isoformat()) & day.le(end.isoformat())]


def carried_over(problems: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    """Plans of problems that an earlier round found."""
    return plans[~plans["problem"].isin(problems["problem"])]
