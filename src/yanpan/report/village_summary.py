"""What a village's run hands over: facts of its edition, their rows, chapter sections, problems, grade and matrix."""

from __future__ import annotations

from collections.abc import Mapping

from yanpan.config.remarks import Place
from yanpan.document import Paragraph
from yanpan.facts import Fact
from yanpan.narrative.compose import Voice
from yanpan.report.decision_sheet import decision_sheet
from yanpan.report.evidence_rows import evidence_rows
from yanpan.report.loading import Loaded
from yanpan.report.village_annexes import ledger_rows
from yanpan.report.village_tables import matrix_grades
from yanpan.summary import Notice, VillageSummary


def title_of(loaded: Loaded) -> str:
    """The report's title."""
    return f"{loaded.round.township}{loaded.found.subject.name.text}“两委”班子运行情况分析研判报告"


def visible_facts(loaded: Loaded) -> list[Fact]:
    """Facts that the edition may show, in the order in which they were made."""
    return loaded.face.facts(loaded.found.book)


def missing_material(loaded: Loaded) -> list[Fact]:
    """What the round lacks, one fact a sentence."""
    make = loaded.found.subject.make
    return [
        make.words(f"缺项.{number}", text, label="本轮缺的材料", method="收件核对")
        for number, text in enumerate(loaded.missing, start=1)
    ]


def village_summary(
    loaded: Loaded, voice: Voice, chapters: Mapping[Place, tuple[Paragraph, ...]], *, warnings: tuple[Notice, ...]
) -> VillageSummary:
    """The hand-over; `chapters` are the sections for the township's chapters two (成绩) and three (问题)."""
    subject, facts = loaded.found.subject, visible_facts(loaded)
    suggestion = subject.analysis.suggestion
    return VillageSummary(
        round=loaded.round_id,
        edition=loaded.edition,
        owner=subject.village,
        title=title_of(loaded),
        as_of=loaded.round.as_of.isoformat(),
        inputs=loaded.inputs,
        facts=tuple(facts),
        rows=evidence_rows(loaded.raw, facts, level=loaded.level),
        claims=subject.make.book.claims(facts),
        warnings=warnings,
        name=subject.name.text,
        village_kind=subject.kind,
        grade=str(suggestion.grade) if suggestion.grade else None,
        firm=suggestion.firm,
        achievements=chapters["成绩"],
        problems_text=chapters["问题"],
        problems=ledger_rows(loaded.found, voice),
        states={str(dimension): str(state) for dimension, state in subject.analysis.states.items()},
        matrix=matrix_grades(subject),
        decision=decision_sheet(loaded, voice),
    )
