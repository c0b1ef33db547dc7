"""What a verification found, and the checks that every kind of finished report goes through."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from yanpan.summary import Summary
from yanpan.verify.blocks import Page
from yanpan.verify.fault import Fault
from yanpan.verify.formats import held_together
from yanpan.verify.lock import locked
from yanpan.verify.rawfiles import RawFolder, held_against


@dataclass
class Verdict:
    """What was found, by kind; `facts` derived again, `by_rows` of them held against their raw rows."""

    reports: int = 0
    facts: int = 0
    by_rows: int = 0
    archives: int = 0
    """Performance files among the reports."""
    slip_sheets: int = 0
    """Reminder slips beside quarters' reports."""
    lock: list[Fault] = field(default_factory=list)
    formats: list[Fault] = field(default_factory=list)
    rows: list[Fault] = field(default_factory=list)
    derived: list[Fault] = field(default_factory=list)
    links: list[Fault] = field(default_factory=list)
    slips: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """True if every figure holds; slips of the pen and remarks do not count."""
        return not (self.lock or self.formats or self.rows or self.derived or self.links)

    def hold_facts(self, summary: Summary, raw: RawFolder, name: str) -> None:
        """Hold a report's facts against their raw rows."""
        checked, faults = held_against(summary.facts, raw, name)
        self.facts += len({fact.key for fact in summary.facts})
        self.by_rows += checked
        self.rows += faults

    def hold_page(
        self,
        page: Page,
        summary: Summary,
        folder: Path,
        name: str,
        *,
        set_terms: Collection[str],
        stem: str = "report",
        framed: str = "",
    ) -> None:
        """Lock a report's page to its facts, and hold the Word and PDF files of that stem in `folder` against it."""
        facts = {fact.key: fact for fact in summary.facts}
        self.lock += locked(page, name, facts, claims=summary.claims, set_terms=set_terms)
        self.formats += held_together(page, folder, name, stem=stem, framed=framed)
