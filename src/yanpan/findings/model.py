"""A Finding: one statement that the data support, not yet worded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from yanpan.facts import Fact
from yanpan.schema import Level

Value = Fact | str | tuple[Fact | str, ...]
"""What a placeholder may hold: a fact, a term without digits, or several of both one after another."""

SOURCES_NEEDED = 2
"""Kinds of sources without which no judgement is worded."""


class Theme(StrEnum):
    """Subjects of a section, in the order in which a paragraph takes them."""

    VERDICT = "总评"
    TEAM = "组织与班子"
    PARTY = "党建与治理"
    INDUSTRY = "产业"
    INCOME = "集体经济"
    PROJECT = "项目与民生"
    HONOUR = "荣誉"
    PROBLEM = "问题"
    METHOD = "工作开展"
    PUBLIC = "群众评价"
    SOURCES = "四源互证"
    GRADE = "档次"


class Polarity(StrEnum):
    """Which way a statement points."""

    GOOD = "成绩"
    BAD = "问题"
    NEUTRAL = "情况"


@dataclass(frozen=True)
class Finding:
    """A statement about facts. `code` names its patterns, `when` the conditions that hold; heavier ones come first."""

    code: str
    owner: str
    theme: Theme
    values: Mapping[str, Value]
    weight: float = 0.0
    polarity: Polarity = Polarity.GOOD
    when: frozenset[str] = field(default=frozenset())
    filler: bool = False
    """True: said only where a section would otherwise be thin."""
    support: frozenset[str] = field(default=frozenset())
    """Kinds of sources that bear a judgement out, each counted once (问卷测评, 谈心谈话, 查阅资料, 平时掌握 …)."""

    @property
    def attested(self) -> bool:
        """True if enough kinds of sources bear it out for a judgement to be worded."""
        return len(self.support) >= SOURCES_NEEDED

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Facts that the statement prints, in order of placeholder."""
        return tuple(fact for value in self.values.values() for fact in _facts(value))

    @property
    def level(self) -> Level:
        """The most sensitive level among its facts."""
        return max((fact.level for fact in self.facts), default=Level.L1)


def _facts(value: Value) -> Iterator[Fact]:
    for part in value if isinstance(value, tuple) else (value,):
        if isinstance(part, Fact):
            yield part


def series(values: Sequence[Value], mark: str = "、", *, last: str = "") -> Value:
    """Several values as one, with a mark between them, before the last one `last` if given."""
    parts: list[Fact | str] = []
    for position, value in enumerate(values):
        if position:
            parts.append(last if last and position == len(values) - 1 else mark)
        parts.extend(value if isinstance(value, tuple) else (value,))
    return tuple(parts)
