"""The public edition: names behind masks, withheld facts as stars, whole tables and drawings left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from yanpan.document import Block, Heading, Paragraph, ReportFigure, ReportTable, Run, Section
from yanpan.editions.face import Face, Lookup, Shown, Whole
from yanpan.editions.mask import Mask
from yanpan.editions.published import is_small, is_workload, may_publish, says
from yanpan.errors import UserError
from yanpan.facts import Fact
from yanpan.findings.model import Finding, Value
from yanpan.schema import Level
from yanpan.summary import TownshipSummary, VillageSummary

STAR = "*"
LEFT_OUT = "公开版不列此项。"
NO_RECORD = "没有记录"
"""What a table says of a step without figures: in this edition they may only have been withheld."""
TABLES = ("镇-表-票表", "镇-表-流程", "镇-表-合计", "镇-表-共性")
"""Tables that are published, by id; others are left out whole."""
FIGURES = ("镇-图-八项测评", "镇-图-问题主题")
"""Drawings that are published, by id."""
_SHOWN = ("镇-图-", "镇-表-")
"""What a remark's id begins with that stands where there was nothing to draw or to list."""
UNPUBLISHED = ("镇-提示-节",)
"""Sections that are for the analyst alone."""


class PublicFace(Face):
    """Withholds what is not named in `published`, masks what is left. `least`: respondents that a cell must have."""

    def __init__(self, mask: Mask, *, least: int, hide_workload: bool) -> None:
        super().__init__(Level.L1, least=least)
        self.mask, self.hide_workload = mask, hide_workload

    def text(self, words: str) -> str:
        """The text with masks for names."""
        return self.mask.face(words)

    def admit(self, finding: Finding) -> Finding | None:
        """The finding without what is withheld; None where its kind is."""
        if not says(finding.code):
            return None
        values = {name: value for name, value in finding.values.items() if self._tells(value)}
        return finding if len(values) == len(finding.values) else replace(finding, values=values)

    def facts(self, facts: Iterable[Fact]) -> list[Fact]:
        """The published facts, masked, without the rows that they rest on."""
        return [self._fact(fact) for fact in facts if self._shows(fact)]

    def block(self, block: Shown, lookup: Lookup) -> Shown:
        """The block masked, a withheld figure as a star; a remark instead of a table or drawing that stays inside."""
        return cast(Shown, self._block(block, lookup))

    def summary(self, summary: Whole, lookup: Lookup) -> Whole:
        """The hand-over masked: no rows, no warnings, no ledger, no grades."""
        changes: dict[str, Any] = {
            "title": self.text(summary.title),
            "facts": tuple(self.facts(summary.facts)),
            "rows": (),
            "claims": (),
            "warnings": (),
            "problems": (),
        }
        if isinstance(summary, VillageSummary):
            changes |= {"name": self.text(summary.name), "grade": None, "firm": False}
            changes |= {"states": {}, "matrix": {}, "tables": ()}
            for chapter in ("achievements", "problems_text"):
                changes[chapter] = tuple(self._paragraph(part, lookup) for part in getattr(summary, chapter))
        if isinstance(summary, TownshipSummary):
            changes["names"] = {village: self.text(name) for village, name in summary.names.items()}
        return summary.model_copy(update=changes)

    def _shows(self, fact: Fact) -> bool:
        return may_publish(fact) and not is_small(fact, self.least)

    def _tells(self, value: Value) -> bool:
        parts = value if isinstance(value, tuple) else (value,)
        return all(self._shows(part) for part in parts if isinstance(part, Fact))

    def _hides(self, fact: Fact) -> bool:
        return self.hide_workload and is_workload(fact)

    def _fact(self, fact: Fact) -> Fact:
        told = {name: self.text(getattr(fact, name)) for name in ("label", "text", "method")}
        changes: dict[str, Any] = {**told, "sources": (), "level": Level.L1}
        if isinstance(fact.value, str):
            changes["value"] = changes["text"]
        if self._hides(fact):
            changes |= {"text": STAR + fact.unit, "value": None, "n": None, "interval": None}
        return fact.model_copy(update=changes)

    def _run(self, run: Run, lookup: Lookup) -> Run:
        if run.fact is None:
            return Run(text=self.text(run.text))
        fact = lookup(run.fact)
        if fact is None or not self._shows(fact):
            return Run(text=STAR)
        return Run(text=STAR + fact.unit if self._hides(fact) else self.text(run.text), fact=run.fact)

    def _runs(self, runs: Iterable[Run], lookup: Lookup) -> tuple[Run, ...]:
        return tuple(self._run(run, lookup) for run in runs)

    def _block(self, block: Block, lookup: Lookup) -> Block:
        if isinstance(block, Heading):
            return block.model_copy(update={"text": self.text(block.text)})
        if isinstance(block, Paragraph):
            drawn = block.id.startswith(_SHOWN) and block.id not in (*TABLES, *FIGURES)
            return _left_out(block) if drawn else self._paragraph(block, lookup)
        if isinstance(block, ReportTable):
            return self._table(block, lookup) if block.id in TABLES else _left_out(block)
        if isinstance(block, ReportFigure):
            return self._figure(block) if block.id in FIGURES else _left_out(block)
        if isinstance(block, Section) and block.id not in UNPUBLISHED:
            parts = (self._block(part, lookup) for part in block.blocks)
            kept = tuple(part for part in parts if not (isinstance(part, Paragraph) and not part.runs))
            return block.model_copy(update={"blocks": kept or (_left_out(block),)})
        return _left_out(block)

    def _knows(self, run: Run, lookup: Lookup) -> bool:
        """False for a run in a table's row that is withheld, and so makes the row fall away."""
        if run.fact is None:
            return run.text != NO_RECORD
        fact = lookup(run.fact)
        return fact is not None and self._shows(fact)

    def _paragraph(self, block: Paragraph, lookup: Lookup) -> Paragraph:
        return block.model_copy(update={"runs": self._runs(block.runs, lookup)})

    def _table(self, block: ReportTable, lookup: Lookup) -> ReportTable:
        head = tuple(
            tuple(cell.model_copy(update={"text": self.text(cell.text)}) for cell in row) for row in block.head
        )
        rows = tuple(
            tuple(self._runs(cell, lookup) for cell in row)
            for row in block.rows
            if all(self._knows(run, lookup) for cell in row for run in cell)
        )
        told = {"caption": self.text(block.caption), "note": self.text(block.note)}
        return block.model_copy(update={"head": head, "rows": rows, **told})

    def _figure(self, block: ReportFigure) -> ReportFigure:
        named = [text for text in block.drawn if self.mask(text) != text]
        if named:
            raise UserError(f"图“{self.text(block.caption)}”里画着未脱敏的名称（{len(named)}处），公开版不能生成。")
        return block.model_copy(update={"caption": self.text(block.caption), "alt": self.text(block.alt)})


def _left_out(block: Block) -> Paragraph:
    """What stands where an edition shows nothing."""
    return Paragraph(id=f"{block.id}-不列", owner=block.owner, runs=(Run(text=LEFT_OUT),), style="missing")
