"""Making facts: every value gets its text, level and source rows in one place, and goes into the owner's book."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from yanpan.analysis.results import Rate
from yanpan.chinese.numbers import format_quantity, percent
from yanpan.evidence import SourceRef, refs_of
from yanpan.facts import Claim, Fact, FactBook, Relation
from yanpan.schema import TABLES, Bound, Level

DEFAULT_LEVEL = Level.L2


@dataclass(frozen=True)
class FactMaker:
    """Makes facts of one owner and enters them in `book`. `detail` is the key's part after the owner."""

    owner: str
    book: FactBook

    def words(
        self,
        detail: str,
        text: str,
        *,
        label: str,
        rows: Rows | None = None,
        sources: tuple[SourceRef, ...] = (),
        level: Level = DEFAULT_LEVEL,
        name: str = "",
        method: str = "照录",
        value: str = "",
    ) -> Fact:
        """A fact whose value is its text: a name, an honour, a state. `value`: the whole that `text` cuts short."""
        fact = Fact(
            key=f"{self.owner}.{detail}",
            owner=self.owner,
            label=label,
            text=text,
            value=value or text,
            level=level,
            sources=sources or sources_of(rows),
            name=name,
            method=method,
        )
        return self.book.add(fact)

    def amount(
        self,
        detail: str,
        value: float,
        unit: str,
        *,
        label: str,
        rows: Rows | None = None,
        sources: tuple[SourceRef, ...] = (),
        bound: Bound = Bound.EXACT,
        n: int | None = None,
        level: Level = DEFAULT_LEVEL,
        name: str = "",
        method: str = "照录",
        text: str = "",
    ) -> Fact:
        """A number with its unit, printed in the house's number style unless `text` is given."""
        number = int(value) if float(value).is_integer() else float(value)
        fact = Fact(
            key=f"{self.owner}.{detail}",
            owner=self.owner,
            label=label,
            text=text or format_quantity(number, unit, bound),
            value=number,
            unit=unit,
            bound=bound,
            n=n,
            level=level,
            sources=sources or sources_of(rows),
            name=name,
            method=method,
        )
        return self.book.add(fact)

    def count(
        self, detail: str, rows: Rows, unit: str, *, label: str, name: str = "", method: str = "按行计数"
    ) -> Fact:
        """How many rows there are; the fact carries all of them."""
        return self.amount(detail, len(rows.frame), unit, label=label, rows=rows, name=name, method=method)

    def claim(self, anchor: Fact, relation: Relation, of: Fact | None = None, *than: Fact) -> Fact:
        """Say that the sentence which prints `anchor` compares `of` with each of `than` (with nothing: above or below
        zero); the anchor is handed back."""
        for key in [fact.key for fact in than] or [""]:
            claim = Claim(anchor=anchor.key, relation=relation, of="" if of is None else of.key, than=key)
            self.book.claim(claim)
        return anchor

    def share(self, detail: str, rate: Rate, *, label: str, name: str = "", method: str = "") -> Fact | None:
        """A rate as a percentage with its interval (0…1); None where nobody gave a view."""
        if rate.value is None:
            return None
        ends = None if rate.low is None or rate.high is None else (rate.low, rate.high)
        fact = Fact(
            key=f"{self.owner}.{detail}",
            owner=self.owner,
            label=label,
            text=percent(rate.value),
            value=rate.value,
            n=rate.n,
            interval=ends,
            sources=rate.sources,
            name=name,
            method=method or "满意与基本满意占表态票的比例，不了解不计入",
        )
        return self.book.add(fact)


@dataclass(frozen=True)
class Rows:
    """Rows of one tidy table."""

    table: str
    frame: pd.DataFrame

    def __post_init__(self) -> None:
        if self.table not in TABLES:
            raise KeyError(self.table)

    def __bool__(self) -> bool:
        return len(self.frame) > 0

    @cached_property
    def refs(self) -> tuple[SourceRef, ...]:
        """References to the rows, reckoned once."""
        return refs_of(self.table, self.frame)

    def where(self, mask: pd.Series) -> Rows:
        """The rows for which the mask holds."""
        return Rows(self.table, self.frame[mask.fillna(False).astype(bool)])

    def equal(self, **values: object) -> Rows:
        """The rows whose columns hold these values."""
        rows = self
        for column, value in values.items():
            rows = rows.where(rows.frame[column] == value)
        return rows

    def also(self, other: Rows) -> Rows:
        """These rows and those of the same table, each row once."""
        both = pd.concat([self.frame, other.frame])
        return Rows(self.table, both[~both.index.duplicated()])

    def each(self) -> Iterable[Row]:
        """The rows one by one, in their order."""
        for position in range(len(self.frame)):
            yield Row(self.table, self.frame.iloc[[position]])


@dataclass(frozen=True)
class Row(Rows):
    """One row: cells by column key, absent ones None."""

    def __getitem__(self, column: str) -> object:
        value = self.frame.iloc[0][column]
        return None if pd.isna(value) else value

    def text(self, column: str) -> str:
        """The cell as text; '' where absent."""
        value = self[column]
        return "" if value is None else str(value)

    def number(self, column: str) -> float | None:
        """The cell as a number; None where absent."""
        value = self[column]
        return None if value is None else float(value)  # type: ignore[arg-type]

    def bound(self, column: str) -> Bound:
        """What a figure written with 余, 约 or 近 says."""
        value = self.text(f"{column}_bound")
        return Bound(value) if value else Bound.EXACT


def sources_of(rows: Rows | None) -> tuple[SourceRef, ...]:
    """References to the rows; none without rows."""
    return rows.refs if rows else ()
