"""The suggested grade of the team: the word that goes with it, its reasons, its distance to the next grade."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.evidence import merge_refs
from yanpan.facts import Fact
from yanpan.findings.model import Finding, Polarity, Theme, Value
from yanpan.findings.subject import Subject
from yanpan.findings.village.firmness import firmness
from yanpan.schema.values import Grade


def grade(subject: Subject) -> Iterator[Finding]:
    """Findings of the chapter on the suggested grade."""
    suggestion = subject.analysis.suggestion
    if suggestion.grade is None:
        yield _finding(subject, "档次.不能评", {}, 90)
        return
    values: dict[str, Value] = {"档次": grade_fact(subject, suggestion.grade)}
    if suggestion.score is not None:
        values["得分"] = score_fact(subject, suggestion.score)
        indicators_fact(subject)
    yield _finding(subject, "档次.建议", values, 90)
    yield from _distances(subject)
    if suggestion.grade is Grade.GOOD and not suggestion.firm:
        yield _finding(subject, "档次.不稳", {}, 70)
    yield from firmness(subject)


def _finding(subject: Subject, code: str, values: dict[str, Value], weight: float) -> Finding:
    return Finding(code, subject.village, Theme.GRADE, values, weight, Polarity.NEUTRAL)


def grade_fact(subject: Subject, value: Grade) -> Fact:
    """The suggested grade."""
    suggestion = subject.analysis.suggestion
    return subject.make.words(
        "档次.建议",
        str(value),
        label="班子建议档次",
        sources=merge_refs(*(indicator.sources for indicator in suggestion.indicators)),
        name="建议档次",
        method="综合得分按分界定档，再过闸门；最终档次由党委专题会定",
    )


def indicators_fact(subject: Subject) -> Fact:
    """How many indicators the score is made of; the figure's caption names it."""
    scored = [item for item in subject.analysis.suggestion.indicators if item.contribution is not None]
    return subject.make.amount(
        "档次.指标数",
        len(scored),
        "项",
        label="计入得分的指标",
        sources=merge_refs(*(item.sources for item in scored)),
        method="有数的指标计数",
    )


def score_fact(subject: Subject, score: float) -> Fact:
    """The composite score, one decimal."""
    return subject.make.amount(
        "档次.综合得分",
        round(score, 1),
        "分",
        label="综合得分",
        sources=merge_refs(*(item.sources for item in subject.analysis.suggestion.indicators)),
        name="综合得分",
        method="指标按权重加权，缺数的指标剔除后重新分配权重",
    )


def _distances(subject: Subject) -> Iterator[Finding]:
    suggestion = subject.analysis.suggestion
    gaps = (("差距", suggestion.to_better, "档次.距上档", 60), ("余量", suggestion.to_worse, "档次.距下档", 50))
    for word, points, code, weight in gaps:
        if points is not None:
            fact = subject.make.amount(
                f"档次.{word}",
                round(points, 1),
                "分",
                label=f"得分{word}",
                sources=merge_refs(*(item.sources for item in suggestion.indicators)),
                name=f"得分{word}",
                method="综合得分与分界之差",
            )
            yield _finding(subject, code, {word: fact}, weight)


def reason_facts(subject: Subject) -> list[Fact]:
    """The reasons for the grade, most important first; each sentence is one fact."""
    suggestion = subject.analysis.suggestion
    sources = merge_refs(*(item.sources for item in suggestion.indicators))
    return [
        subject.make.words(
            f"档次.理由.{number}", reason.rstrip("。；"), label="定档理由", sources=sources, method="由指标和闸门推出"
        )
        for number, reason in enumerate(suggestion.reasons, start=1)
    ]
