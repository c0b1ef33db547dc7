"""A Fact: one value that the report may print, with unit, count, interval, level and the rows it came from."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from yanpan.errors import UserError
from yanpan.evidence import SourceRef
from yanpan.schema import Bound, Level
from yanpan.schema.values import TOWNSHIP as TOWNSHIP


class Fact(BaseModel):
    """One printable value.

    `key` is stable across runs: owner, subject, detail (`V03.项目.路灯.盏数`). `text` is exactly what prose prints,
    unit included (`38盏`, `1500余亩`, `92.2%`); `value` is the exact number or string behind it. `name` is the short
    Chinese name under which `say("…{满意率}…")` finds it, unique per owner where given.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    owner: str
    label: str
    text: str
    value: float | int | str | None = None
    unit: str = ""
    bound: Bound = Bound.EXACT
    n: int | None = None
    interval: tuple[float, float] | None = None
    """Lower and upper end in the unit of `value`."""
    level: Level = Level.L2
    sources: tuple[SourceRef, ...] = ()
    method: str = ""
    """How it was derived, in one Chinese phrase (`按份计数`, `Wilson 95% 区间，有限总体修正`)."""
    name: str = ""


class Relation(StrEnum):
    """How one fact stands to another."""

    HIGHER = "高"
    LOWER = "低"
    SAME = "同"
    NOT_HIGHER = "不高"
    HIGHEST = "最高"
    LOWEST = "最低"
    TESTED = "检验"
    """The anchor is one of the bound words; the test that chose it is the method's."""


class Claim(BaseModel):
    """A comparison that the sentence makes which prints the fact `anchor`: how `of` stands to `than` (keys).

    `than` empty: to nothing (a difference above or below zero). The checks over finished reports hold words against it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    anchor: str
    relation: Relation
    of: str = ""
    than: str = ""


def compared(claims: Iterable[Claim], facts: Iterable[Fact]) -> list[str]:
    """Keys that the claims compare and that are not among the facts, each once."""
    known = {fact.key for fact in facts}
    keys = dict.fromkeys(key for claim in claims for key in (claim.of, claim.than) if key)
    return [key for key in keys if key not in known]


class FactBook:
    """Facts by key, in order of entry. A key entered twice with another value is a programming error (ValueError)."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._facts: dict[str, Fact] = {}
        self._claims: dict[Claim, None] = {}
        for fact in facts:
            self.add(fact)

    def add(self, fact: Fact) -> Fact:
        """Enter a fact and hand it back."""
        if self._facts.get(fact.key, fact) != fact:
            raise ValueError(f"two different facts under the key {fact.key}")
        self._facts[fact.key] = fact
        return fact

    def claim(self, claim: Claim) -> None:
        """Enter what a sentence says of facts of this book."""
        self._claims[claim] = None

    def claims(self, facts: Iterable[Fact]) -> tuple[Claim, ...]:
        """Comparisons whose anchor is among these facts, in order of entry."""
        keys = {fact.key for fact in facts}
        return tuple(claim for claim in self._claims if claim.anchor in keys)

    def __getitem__(self, key: str) -> Fact:
        return self._facts[key]

    def get(self, key: str) -> Fact | None:
        """The fact of that key; None if there is none."""
        return self._facts.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._facts

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts.values())

    def __len__(self) -> int:
        return len(self._facts)

    def under(self, prefix: str) -> list[Fact]:
        """Facts whose key is `prefix` or begins with `prefix.`, in order of entry."""
        return [fact for fact in self if fact.key == prefix or fact.key.startswith(prefix + ".")]

    def named(self, name: str) -> Fact:
        """The fact with that short name; UserError naming near ones if there is none."""
        for fact in self:
            if fact.name == name:
                return fact
        names = sorted({fact.name for fact in self if fact.name})
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.3) or names[:5]
        raise UserError(f"没有名为“{name}”的数据；相近的有：{'、'.join(near) or '（无）'}。")
