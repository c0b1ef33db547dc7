"""What the township report is made from: the round, the tables of all villages, and the villages that are finished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from yanpan.analysis.results import PrecheckResult
from yanpan.config.policy import Policy
from yanpan.config.policy_lock import PolicyChange
from yanpan.config.township import RoundConfig
from yanpan.facts import TOWNSHIP, Fact, FactBook
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Value, series
from yanpan.schema import TABLES
from yanpan.schema.values import MANY_VILLAGES, Grade
from yanpan.summary import VillageSummary

NAMED = 5
"""Villages that a sentence or a cell names where there are many; the fact's value holds all their names."""


@dataclass(frozen=True)
class Place:
    """A village of the roster."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True)
class TownshipData:
    """Everything that the township's facts are derived from. `places` are in roster order."""

    config: RoundConfig
    policy: Policy
    tables: Mapping[str, pd.DataFrame]
    places: tuple[Place, ...]
    summaries: Mapping[str, VillageSummary]
    """By village id; finished villages only."""
    prechecks: Mapping[str, PrecheckResult]
    """By village id; a village of the roster that is not here was not asked about."""
    member_grades: Mapping[Grade, int] = field(default_factory=dict)
    """Members by suggested grade, over the township; nothing about anyone."""
    ungraded: int = 0
    """Members with neither a decided nor a suggested grade."""
    members_decided: int = 0
    """Members among `member_grades` that are counted by the committee's decision."""
    policy_change: PolicyChange | None = None
    """What has changed in the policy since it was locked."""
    missing: tuple[str, ...] = ()
    """What the hand-in lacks, Chinese; not empty: no all-clear sentence."""
    _whole: dict[str, Rows] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def finished(self) -> tuple[Place, ...]:
        """Places with a summary, roster order."""
        return tuple(place for place in self.places if place.id in self.summaries)

    @property
    def unfinished(self) -> tuple[Place, ...]:
        """Places without a summary, roster order."""
        return tuple(place for place in self.places if place.id not in self.summaries)

    @property
    def many(self) -> bool:
        """True if there are too many villages to list each in full: the report tells them by group."""
        return len(self.places) > MANY_VILLAGES

    @property
    def as_of(self) -> str:
        """The round's closing day, ISO."""
        return self.config.as_of.isoformat()

    def rows(self, table: str) -> Rows:
        """All rows of a table; the same object every time, as its references take long with many villages."""
        return self._whole.setdefault(table, Rows(table, self.tables[table]))

    def of(self, table: str, village: str) -> Rows:
        """A village's rows of a table."""
        return self.rows(table).equal(**{TABLES[table].village_column or "village": village})

    def reviewed(self, table: str) -> Rows:
        """Rows of a table that belong to finished villages."""
        rows = self.rows(table)
        return rows.where(rows.frame["village"].isin(list(self.summaries)))

    def rectified(self) -> Rows:
        """Rectifications of the finished villages' problems."""
        rows = self.rows("rectifications")
        return rows.where(rows.frame["problem"].isin(self.reviewed("problems").frame["problem"]))

    def roster(self, ids: Iterable[str]) -> Rows:
        """Rows of the roster for these villages."""
        rows = self.rows("villages")
        return rows.where(rows.frame["village"].isin(list(ids)))

    def names(self, ids: Iterable[str]) -> str:
        """Names of villages joined by `、`, roster order."""
        wanted = set(ids)
        return "、".join(place.name for place in self.places if place.id in wanted)

    def first(self, ids: Iterable[str]) -> list[Place]:
        """The places of these ids that are named: all, of many villages the first ten, roster order."""
        found = self.in_order(ids)
        return found[:NAMED] if self.many else found

    def told(self, ids: Iterable[str]) -> str:
        """The same as a sentence tells it: of many villages the first ten, and how many they are in all."""
        found = self.in_order(ids)
        if not self.many or len(found) <= NAMED:
            return "、".join(place.name for place in found)
        return "、".join(place.name for place in found[:NAMED]) + f"等{len(found)}个村（社区）"

    def in_order(self, ids: Iterable[str]) -> list[Place]:
        """The places of these ids in roster order, each once."""
        wanted = set(ids)
        return [place for place in self.places if place.id in wanted]


def township_maker(book: FactBook) -> FactMaker:
    """A maker of township facts."""
    return FactMaker(TOWNSHIP, book)


def place_fact(make: FactMaker, data: TownshipData, place: Place) -> Fact:
    """A village's name, resting on its row of the roster."""
    return make.words(f"村名.{place.id}", place.name, label="村（社区）", rows=data.of("villages", place.id))


def places_fact(
    make: FactMaker, detail: str, data: TownshipData, ids: Iterable[str], *, label: str, rows: Rows, method: str = ""
) -> Fact:
    """The names of the villages `ids` in roster order, resting on `rows` (those of these villages that count)."""
    known = list(ids)
    how = method or "按村汇总，名册顺序"
    return make.words(detail, data.told(known), label=label, rows=rows, method=how, value=data.names(known))


def named_series(
    data: TownshipData, make: FactMaker, detail: str, values: Sequence[Value], *, whole: int, label: str, rows: Rows
) -> Value:
    """What is told of single villages, one after another; how many they are in all where only the first are told."""
    if len(values) >= whole:
        return series(values)
    count = make.amount(f"{detail}.村数", whole, "个村（社区）", label=label, rows=rows, method="按村计数")
    return (*series(values), "等", count)


def villages_in(rows: Rows) -> list[str]:
    """Ids of the villages that have a row, each once, in order of appearance."""
    return [str(village) for village in rows.frame["village"].unique()]


def distinct(make: FactMaker, detail: str, rows: Rows, column: str, label: str) -> Fact:
    """Distinct items of a column of lists, joined."""
    return make.words(detail, "、".join(items(rows, column)), label=label, rows=rows, method="去重列出")


def items(rows: Rows, column: str) -> list[str]:
    """Distinct items of a column of lists, in order of appearance."""
    cells = (str(cell) for cell in rows.frame[column].dropna())
    return list(dict.fromkeys(item for cell in cells for item in cell.split("、") if item))
