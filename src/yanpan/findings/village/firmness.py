"""How firm the suggested grade is, and what would change it: findings and their facts."""

from __future__ import annotations

import math
from collections.abc import Iterator

from yanpan.analysis.firmness_results import Stability
from yanpan.evidence import SourceRef, merge_refs
from yanpan.facts import Fact
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.schema.values import Grade

HOW = "票表重抽（有限总体）、权重、标杆、聚合、指标取舍联合变动的试算"
HOW_FLIP = "其余不变，逐份或逐分试算，取最小的变动"


def firmness(subject: Subject) -> Iterator[Finding]:
    """The label with its shares, for 临界 the smallest changes that flip the grade, and the geometric control."""
    found = subject.analysis.firmness
    if found.label is None:
        if subject.analysis.suggestion.grade is not None:
            reason = subject.make.words("档次.稳定性不明", found.missing, label="稳定性不作判断的原因", method=HOW)
            yield _finding("档次.稳定性不明", subject, {"原因": reason}, 45)
        return
    yield _finding("档次.稳定性", subject, _shares(subject), 45, str(found.label))
    changes = list(flips(subject))
    if found.label is Stability.EDGE:
        yield from changes
    yield from _control(subject)


def _finding(code: str, subject: Subject, values: dict[str, Value], weight: float, *when: str) -> Finding:
    return Finding(code, subject.village, Theme.GRADE, values, weight, Polarity.NEUTRAL, frozenset(when))


def _grounds(subject: Subject) -> tuple[SourceRef, ...]:
    analysis = subject.analysis
    return merge_refs(analysis.satisfaction.sources, analysis.questionnaire.sources, analysis.team_ballot.sources)


def _shares(subject: Subject) -> dict[str, Value]:
    found, make, sources = subject.analysis.firmness, subject.make, _grounds(subject)
    label = make.words(
        "档次.稳定性", str(found.label), label="档次稳定性", sources=sources, name="档次稳定性", method=HOW
    )
    told = [(grade, share) for grade, share in found.probabilities.items() if share > 0]
    parts: list[Value] = [(f"“{grade}”占", share_fact(subject, grade, share)) for grade, share in told]
    times = make.amount("档次.试算次数", found.replicates, "次", label="试算次数", sources=sources, method="政策参数")
    return {"标签": label, "分布": series(parts), "次数": times}


def share_fact(subject: Subject, grade: Grade, share: float) -> Fact:
    """The share of replicates that came out as this grade, in whole percent."""
    return subject.make.amount(
        f"档次.概率.{grade}",
        round(100 * share, 2),
        "%",
        label=f"试算中为“{grade}”的占比",
        sources=_grounds(subject),
        n=subject.analysis.firmness.replicates,
        method=HOW,
        text=share_text(share),
    )


def share_text(share: float) -> str:
    """Whole percent; neither certain nor impossible, as no number of replicates shows that.

    >>> share_text(0.581), share_text(1.0), share_text(0.002)
    ('58%', '99%以上', '不足1%')
    """
    if share >= 0.995:
        return "99%以上"
    return f"{100 * share:.0f}%" if share >= 0.01 else "不足1%"


def flips(subject: Subject) -> Iterator[Finding]:
    """The fewest forms and the fewest points that give another grade; nothing where no such change does."""
    flip, make = subject.analysis.firmness.flip, subject.make
    if flip.votes is not None and flip.votes_to is not None:
        votes = make.amount(
            "档次.翻档.票数",
            flip.votes,
            "份",
            label="改变档次的最少测评表",
            sources=subject.analysis.satisfaction.sources,
            method=HOW_FLIP,
        )
        values: dict[str, Value] = {"票数": votes, "变为": str(flip.votes_to)}
        yield _finding("档次.翻档票", subject, values, 44, "升" if flip.votes_up else "降")
    if flip.points is not None and flip.points_to is not None:
        points = make.amount(
            "档次.翻档.分数",
            _tenths(flip.points, up=flip.points_up),
            "分",
            label="改变档次的最小分差",
            sources=merge_refs(*(item.sources for item in subject.analysis.suggestion.indicators)),
            method=HOW_FLIP,
        )
        yield _finding(
            "档次.翻档分", subject, {"分数": points, "变为": str(flip.points_to)}, 43, "升" if flip.points_up else "降"
        )


def _tenths(points: float, *, up: bool) -> float:
    """The least tenth of a point that is enough: upwards the cut must be reached, downwards left behind."""
    tenths = math.ceil(round(points * 10, 6)) if up else math.floor(round(points * 10, 6)) + 1
    return tenths / 10


def _control(subject: Subject) -> Iterator[Finding]:
    control = subject.analysis.firmness.control
    if control is None:
        return
    score = subject.make.amount(
        "档次.几何得分",
        round(control.score, 1),
        "分",
        label="几何平均对照得分",
        sources=merge_refs(*(item.sources for item in subject.analysis.suggestion.indicators)),
        method="一级指标之间改用加权几何平均，高分不能全额补低分",
    )
    same = control.grade is subject.analysis.suggestion.grade
    values: dict[str, Value] = {"得分": score, "档次": str(control.grade)}
    yield _finding("档次.对照", subject, values, 40, "不变" if same else "有变")
