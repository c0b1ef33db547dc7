"""Inspections by quarter: which months were missed, how a village stands against itself and against the township."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from statistics import median

import pandas as pd

from yanpan.analysis.frames import Tables, of_village, refs, village_ids
from yanpan.analysis.periods import period_end
from yanpan.errors import UserError
from yanpan.evidence import SourceRef

_WRITTEN = re.compile(r"(\d{4})\s*-?\s*(?:[Qq]|年?第?)([1-4一二三四])(?:季度?)?")
_NUMERALS = "一二三四"


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    @property
    def months(self) -> tuple[str, ...]:
        """Its three months, 'YYYY-MM'."""
        return tuple(f"{self.year}-{month:02d}" for month in range(3 * self.number - 2, 3 * self.number + 1))

    @property
    def start(self) -> dt.date:
        """First day."""
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> dt.date:
        """Last day."""
        return period_end(f"{self.year}-Q{self.number}")

    @property
    def before(self) -> Quarter:
        """The quarter before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> Quarter:
        """The quarter after."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def zh(self) -> str:
        """As Chinese prose writes it (2023年第一季度)."""
        return f"{self.year}年第{_NUMERALS[self.number - 1]}季度"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def parse_quarter(text: str) -> Quarter:
    """The quarter that is meant. UserError says how to write one.

    >>> str(parse_quarter("2023Q2")), str(parse_quarter("2023-q2")), str(parse_quarter("2023年第二季度"))
    ('2023Q2', '2023Q2', '2023Q2')
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise UserError(f"季度“{text}”看不懂；请写成四位年份加 Q 和季度，如 2023Q2。")
    number = _NUMERALS.index(found[2]) + 1 if found[2] in _NUMERALS else int(found[2])
    return Quarter(int(found[1]), number)


def quarter_of(month: str) -> Quarter:
    """The quarter of an ISO month or day.

    >>> str(quarter_of("2023-03")), str(quarter_of("2023-04-20"))
    ('2023Q1', '2023Q2')
    """
    return Quarter(int(month[:4]), (int(month[5:7]) + 2) // 3)


def quarters_of(inspections: pd.DataFrame) -> tuple[Quarter, ...]:
    """Quarters with an inspection, in order."""
    return tuple(sorted({quarter_of(str(month)) for month in inspections["month"].dropna()}))


@dataclass(frozen=True)
class Visit:
    """A village in a month: items looked at, points deducted, items failed. `due`: False where the month is not over
    on the closing day, so that no inspection is no gap."""

    village: str
    month: str
    items: int
    deduction: float
    failed: int
    due: bool
    sources: tuple[SourceRef, ...]

    @property
    def missed(self) -> bool:
        """Nobody came although the month is over."""
        return self.due and not self.items


def visits(tables: Tables, quarter: Quarter, *, as_of: dt.date) -> list[Visit]:
    """Village × month of the quarter, villages in roster order. A gap rests on the village's row of the roster."""
    found = []
    for village in village_ids(tables):
        own = of_village(tables, "inspections", village)
        for month in quarter.months:
            rows = own[own["month"].eq(month).fillna(False)]
            found.append(
                Visit(
                    village=village,
                    month=month,
                    items=len(rows),
                    deduction=float(rows["deduction"].fillna(0).sum()),
                    failed=int(rows["result"].eq("未达标").sum()),
                    due=period_end(month) <= as_of,
                    sources=refs("inspections", rows) or refs("villages", of_village(tables, "villages", village)),
                )
            )
    return found


@dataclass(frozen=True)
class Standing:
    """A village's mean deduction per item in a quarter, held against its own last quarter (纵向) and against the
    median of the township's villages (横向); None where there is nothing to hold against."""

    village: str
    now: float | None
    before: float | None
    median: float | None
    sources: tuple[SourceRef, ...]
    before_sources: tuple[SourceRef, ...]

    @property
    def change(self) -> float | None:
        """Points more (worse) or fewer an item than in the quarter before."""
        return _difference(self.now, self.before)

    @property
    def above(self) -> float | None:
        """Points an item above (worse than) the median."""
        return _difference(self.now, self.median)

    @property
    def worse(self) -> bool:
        """纵向: more is deducted than in the quarter before."""
        return self.change is not None and self.change > 1e-9

    @property
    def behind(self) -> bool:
        """横向: more is deducted than in the median village."""
        return self.above is not None and self.above > 1e-9


def standings(tables: Tables, quarter: Quarter) -> list[Standing]:
    """Every village's standing, roster order. The median is over the villages inspected in the quarter."""
    rows = {village: of_village(tables, "inspections", village) for village in village_ids(tables)}
    now = {village: within(part, quarter) for village, part in rows.items()}
    before = {village: within(part, quarter.before) for village, part in rows.items()}
    means = {village: _mean(part) for village, part in now.items()}
    known = [mean for mean in means.values() if mean is not None]
    middle = median(known) if len(known) > 1 else None
    return [
        Standing(
            village=village,
            now=means[village],
            before=_mean(before[village]),
            median=middle,
            sources=refs("inspections", now[village]),
            before_sources=refs("inspections", before[village]),
        )
        for village in rows
    ]


def within(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Inspections of the quarter."""
    return inspections[inspections["month"].isin(quarter.months)]


def open_issues(inspections: pd.DataFrame, *, as_of: dt.date) -> pd.DataFrame:
    """Failed items that are not mended: rechecked as 未整改, or past their deadline on the day without a recheck."""
    late = inspections["recheck"].isna() & inspections["deadline"].lt(as_of.isoformat()).fillna(False)
    return inspections[(inspections["recheck"].eq("未整改") | late).fillna(False).astype(bool)]


def _difference(one: float | None, other: float | None) -> float | None:
    """Of the values as they are printed, with two decimals, so that a reader who subtracts gets the same."""
    return None if one is None or other is None else round(round(one, 2) - round(other, 2), 2)


def _mean(rows: pd.DataFrame) -> float | None:
    return float(rows["deduction"].fillna(0).mean()) if len(rows) else None
