"""What the party committee has decided on the team, beside the suggestion; its reason for the committee's edition."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.decisions import Decision, decisions
from yanpan.chinese.dates import format_date
from yanpan.findings.model import Finding, Polarity, Theme, Value
from yanpan.findings.subject import Subject
from yanpan.schema import Level
from yanpan.schema.values import Target

HOW = "照录党委定档"


def decision_of(subject: Subject, kind: Target, target: str) -> Decision | None:
    """The committee's decision on the village's team or one of its members; None before it is taken."""
    return decisions(subject.tables, kind).get(target)


def decision(subject: Subject) -> Iterator[Finding]:
    """The decided grade of the team and how it stands to the suggestion; nothing before it is taken."""
    found = decision_of(subject, Target.TEAM, subject.village)
    if found is None:
        return
    make = subject.make
    grade = make.words(
        "档次.定档", str(found.grade), label="党委定档", sources=found.sources, name="党委定档", method=HOW
    )
    values: dict[str, Value] = {"档次": grade}
    if found.met:
        day = format_date(found.met)
        values["日期"] = make.words("档次.定档日期", day, label="定档会议日期", sources=found.sources, method=HOW)
    yield _finding("档次.定档", subject, values, 89, *_stand(subject, found))
    if found.reason:
        reason = make.words(
            "档次.定档理由",
            found.reason.rstrip("。；"),
            label="定档理由",
            sources=found.sources,
            level=Level.L3,
            method=HOW,
        )
        yield _finding("档次.定档理由", subject, {"理由": reason}, 88)


def _stand(subject: Subject, found: Decision) -> tuple[str, ...]:
    suggested = subject.analysis.suggestion.grade
    if suggested is None:
        return ("无建议",)
    if suggested is found.grade:
        return ("相同",)
    return ("不同", "有理由" if found.reason else "缺理由")


def _finding(code: str, subject: Subject, values: dict[str, Value], weight: float, *when: str) -> Finding:
    return Finding(code, subject.village, Theme.GRADE, values, weight, Polarity.NEUTRAL, frozenset(when))
