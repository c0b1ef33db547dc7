"""The village's text: paragraphs of chapters two and three, and of the chapters of its own report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from yanpan.config.phrases import PhraseBook
from yanpan.config.policy import Policy
from yanpan.document import Paragraph, Run
from yanpan.errors import UserError
from yanpan.findings.model import Finding, Polarity, Theme, Value
from yanpan.findings.village.collect import VillageFindings
from yanpan.findings.village.verdict import conflicts
from yanpan.narrative.compose import Voice, admitted, all_of_it, enough, ordered, paragraph, turn_of, worded
from yanpan.narrative.render import joined

LEAST = 170
"""Characters below which the section on achievements takes in fillers."""
LONG = 330
"""Characters from which the section is set as two paragraphs."""
FIRST_HALF = (Theme.VERDICT, Theme.TEAM, Theme.PARTY)


def voice_of(found: VillageFindings, book: PhraseBook, admit: Callable[[Finding], Finding | None] = all_of_it) -> Voice:
    """The voice for a village: its name, the terms of its kind, its turn in the cycle of variants."""
    subject = found.subject
    terms = book.terms.get(subject.kind, {})
    common: dict[str, Value] = {**terms, "村名": subject.name, "镇名": subject.round.township}
    return Voice(book, common, turn_of(subject.village), admit)


def achievements(found: VillageFindings, voice: Voice) -> tuple[Paragraph, ...]:
    """The village's section of chapter two: the judgement on the team first, then by theme."""
    owner = found.subject.village
    chosen = ordered(enough(found.achievements, voice, least=LEAST))
    if all(finding.theme in FIRST_HALF[:2] for finding in chosen):
        chosen.append(Finding("成绩.无", owner, Theme.HONOUR, {}, polarity=Polarity.NEUTRAL))
    whole = paragraph(chosen, voice, id=f"{owner}-成绩-甲", owner=owner)
    if len(whole.plain()) < LONG:
        return (whole,)
    first = [finding for finding in chosen if finding.theme in FIRST_HALF]
    rest = [finding for finding in chosen if finding.theme not in FIRST_HALF]
    parts = (("甲", first), ("乙", rest))
    return tuple(paragraph(part, voice, id=f"{owner}-成绩-{mark}", owner=owner) for mark, part in parts if part)


def check_verdict(paragraphs: Iterable[Paragraph], found: VillageFindings, policy: Policy) -> None:
    """UserError if a sentence says of the team what another grade's word says; the grade and its word are one."""
    own = next((fact.text for fact in found.book if fact.name == "总评词"), None)
    for block in paragraphs:
        for word in conflicts(block.plain(), policy, own):
            told = f"而本村总评是“{own}”" if own else "而本村材料不足、没有总评"
            raise UserError(
                f"{found.subject.name.text}报告里有一句说班子“{word}”，{told}，两者不能并存："
                f"“{block.plain()[:40]}”。请改这句话；档次要改，须由党委专题会定档。"
            )


def chapter(findings: Iterable[Finding], voice: Voice, *, id: str, owner: str) -> tuple[Paragraph, ...]:
    """One paragraph of the findings, heaviest first; none without findings."""
    chosen = ordered(findings)
    return (paragraph(chosen, voice, id=id, owner=owner),) if chosen else ()


def highlights(found: VillageFindings, voice: Voice) -> tuple[Paragraph, ...]:
    """Three to five findings that answer first: the judgement, what stands out, the gravest problem, what is open."""
    owner = found.subject.village
    by_weight = sorted(found.achievements, key=lambda finding: -finding.weight)
    verdicts = [finding for finding in by_weight if finding.theme is Theme.VERDICT]
    deeds = [f for f in by_weight if f.theme not in FIRST_HALF and not f.filler][:2]
    worst = sorted(found.problems, key=lambda finding: -finding.weight)[:1]
    split = [finding for finding in found.sources if finding.code in ("互证.矛盾", "互证.不足")][:1]
    chosen: Sequence[Finding] = admitted([*verdicts, *deeds, *worst, *split], voice)
    return tuple(
        paragraph([finding], voice, id=f"{owner}-要点-{number}", owner=owner, style="lead")
        for number, finding in enumerate(chosen, start=1)
    )


def statement(finding: Finding, voice: Voice) -> tuple[Run, ...]:
    """One problem worded, for a cell of the ledger; nothing where the edition withholds it."""
    return joined(run for said in admitted([finding], voice) for run in worded(said, voice))
