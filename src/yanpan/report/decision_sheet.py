"""What the committee sees before it decides: suggestion, firmness, three reasons, what would change it, the members."""

from __future__ import annotations

from collections.abc import Iterable

from yanpan.analysis.results import Agreement, MemberResult
from yanpan.findings.model import Finding
from yanpan.findings.subject import Subject
from yanpan.findings.village.firmness import flips
from yanpan.findings.village.grade import reason_facts
from yanpan.narrative.compose import Voice, worded
from yanpan.report.loading import Loaded
from yanpan.summary import DecisionSheet, MemberLine

REASONS = 3
_FIRMNESS = ("档次.稳定性", "档次.稳定性不明")
NO_CHANGE = "单改测评表或单改得分，都试不出别的档次。"


def decision_sheet(loaded: Loaded, voice: Voice) -> DecisionSheet | None:
    """The sheet's text; None outside the committee's edition."""
    if loaded.edition != "committee":
        return None
    subject = loaded.found.subject
    suggestion = subject.analysis.suggestion
    firm = [finding for finding in loaded.found.grade if finding.code in _FIRMNESS]
    return DecisionSheet(
        suggested="；".join(_suggested(subject)),
        firmness=_said(firm, voice) or "没有提出建议档次，稳定性不作判断。",
        label=str(subject.analysis.firmness.label or ""),
        reasons=tuple(fact.text for fact in reason_facts(subject))[:REASONS],
        changes=(_said(flips(subject), voice) or NO_CHANGE) if suggestion.grade else "—",
        doubts="、".join(_doubts(subject)),
        members=tuple(map(_line, subject.analysis.members)),
    )


def _suggested(subject: Subject) -> Iterable[str]:
    suggestion = subject.analysis.suggestion
    yield f"“{suggestion.grade}”" if suggestion.grade else "现有数据不足，不提建议档次"
    if suggestion.score is not None:
        yield f"综合得分{round(suggestion.score, 1)}分"


def _said(findings: Iterable[Finding], voice: Voice) -> str:
    """The findings worded, as one sentence."""
    clauses = ["".join(run.text for run in worded(finding, voice)) for finding in findings]
    return "；".join(clauses) + "。" if clauses else ""


def _doubts(subject: Subject) -> Iterable[str]:
    """Dimensions on which the sources contradict each other or are too few."""
    for dimension, state in subject.analysis.states.items():
        if state in (Agreement.CONTRADICTED, Agreement.INSUFFICIENT):
            yield f"{dimension}（{state}）"


def _line(member: MemberResult) -> MemberLine:
    return MemberLine(
        member=member.member,
        name=member.name,
        posts=member.posts,
        suggested=str(member.grade) if member.grade else None,
        label=str(member.firmness.label or ""),
    )
