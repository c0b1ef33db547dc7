"""Four sources held against each other: what agrees may be said, what contradicts is told as such."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.results import Agreement, MatrixCell, Source
from yanpan.chinese.terms import listed
from yanpan.evidence import merge_refs
from yanpan.facts import Fact
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.schema.values import Dimension, Grade

SUPPORTED = (Agreement.AGREED, Agreement.MOSTLY)


def sources(subject: Subject) -> Iterator[Finding]:
    """One finding per dimension that has a state, then what contradicts and what could not be held against another."""
    by_state: dict[Agreement, list[Dimension]] = {}
    for dimension, state in subject.analysis.states.items():
        by_state.setdefault(state, []).append(dimension)
    for weight, state in enumerate(reversed(Agreement), start=1):
        if state in by_state:
            yield _state(subject, state, by_state[state], weight * 10.0)


def _state(subject: Subject, state: Agreement, dimensions: list[Dimension], weight: float) -> Finding:
    facts: list[Value] = [state_fact(subject, dimension, f"{dimension}") for dimension in dimensions]
    values: dict[str, Value] = {"维度": series(facts)}
    if state is Agreement.CONTRADICTED:
        values["分歧"] = series([split_fact(subject, dimension) for dimension in dimensions], "；")
    return Finding(f"互证.{state}", subject.village, Theme.SOURCES, values, weight, Polarity.NEUTRAL)


def contradictions(subject: Subject) -> Iterator[Finding]:
    """What the sources contradict each other in, told among the problems as still to be verified."""
    split = [dim for dim, state in subject.analysis.states.items() if state is Agreement.CONTRADICTED]
    if split:
        facts = [split_fact(subject, dimension) for dimension in split]
        values: dict[str, Value] = {"分歧": series(facts, "；"), "维度": series([str(dim) for dim in split])}
        yield Finding("问题.来源不一", subject.village, Theme.PROBLEM, values, -1, Polarity.NEUTRAL)


def cells(subject: Subject, dimension: Dimension) -> list[MatrixCell]:
    """What the sources say of a dimension, those that say anything, in the sources' order."""
    order = list(Source)
    said = [cell for cell in subject.analysis.matrix if cell.dimension is dimension and cell.grade is not None]
    return sorted(said, key=lambda cell: order.index(cell.source))


def state_fact(subject: Subject, dimension: Dimension, text: str) -> Fact:
    """The dimension's name as a fact that carries the rows of all sources and the state as its method."""
    said = cells(subject, dimension)
    state = subject.analysis.states.get(dimension, Agreement.INSUFFICIENT)
    return subject.make.words(
        f"互证.{dimension}.维度",
        text,
        label=f"{dimension}：{state}",
        sources=merge_refs(*(cell.sources for cell in said)),
        method="；".join(f"{cell.source}为{cell.grade}" for cell in said) or "没有来源",
    )


def support_fact(subject: Subject, dimension: Dimension) -> Fact | None:
    """Sources that bear a judgement of the dimension out, named (问卷测评、谈心谈话); None where they do not agree."""
    if subject.analysis.states.get(dimension) not in SUPPORTED:
        return None
    said = cells(subject, dimension)
    state = subject.analysis.states[dimension]
    return subject.make.words(
        f"互证.{dimension}.来源",
        listed(str(cell.source) for cell in said),
        label=f"{dimension}的来源：{state}",
        sources=merge_refs(*(cell.sources for cell in said)),
        method="；".join(f"{cell.source}为{cell.grade}" for cell in said),
    )


def leaning(subject: Subject, dimension: Dimension) -> Grade | None:
    """The grade that most sources give, the worse one at a tie; None where they contradict or are too few."""
    if subject.analysis.states.get(dimension) not in SUPPORTED:
        return None
    grades = [cell.grade for cell in cells(subject, dimension) if cell.grade is not None]
    worst_first = list(reversed(Grade))
    return max(worst_first, key=grades.count)


def split_fact(subject: Subject, dimension: Dimension) -> Fact:
    """What the sources say, one by one, of a dimension in which they contradict each other."""
    said = cells(subject, dimension)
    return subject.make.words(
        f"互证.{dimension}.分歧",
        f"{dimension}方面，" + "、".join(f"{cell.source}为“{cell.grade}”" for cell in said),
        label=f"{dimension}：来源不一",
        sources=merge_refs(*(cell.sources for cell in said)),
        method="逐源列出",
    )
