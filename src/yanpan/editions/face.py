"""What an edition does to a document before a notebook shows it: nothing (committee), or what a subclass says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from yanpan.document import Block
from yanpan.facts import Fact
from yanpan.findings.model import Finding
from yanpan.schema import Level
from yanpan.summary import Summary

Shown = TypeVar("Shown", bound=Block)
Whole = TypeVar("Whole", bound=Summary)
Lookup = Callable[[str], Fact | None]
"""The fact of a key; None if there is none."""


class Face:
    """The edition's way with sentences, blocks, facts and the hand-over. This one passes on all of its level.

    `least`: respondents that a cell must have to be told on its own.
    """

    def __init__(self, level: Level, *, least: int = 1) -> None:
        self.level = level
        self.least = least

    def text(self, words: str) -> str:
        """A text without facts (a name in a drawing) as the edition prints it."""
        return words

    def admit(self, finding: Finding) -> Finding | None:
        """What the edition may say of a finding; None if nothing."""
        return finding

    def withholds(self, fact: Fact) -> bool:
        """True if nothing at all is told in the fact's place, so that a sentence about it had better not be said."""
        return False

    def facts(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts that the edition may show, as it shows them."""
        return [fact for fact in facts if fact.level <= self.level]

    def block(self, block: Shown, lookup: Lookup) -> Shown:
        """A block as the edition shows it."""
        return block

    def summary(self, summary: Whole, lookup: Lookup) -> Whole:
        """The hand-over as the edition writes it."""
        return summary
