"""How the team conducts itself: judged only where two kinds of sources or more agree, with a figure beside."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.config.policy import Policy
from yanpan.evidence import merge_refs
from yanpan.findings.make import Rows
from yanpan.findings.model import Finding, Theme, Value
from yanpan.findings.subject import Subject
from yanpan.findings.village.sources import leaning, state_fact, support_fact
from yanpan.findings.village.support import dimension_support
from yanpan.schema.values import Dimension, Grade


def conduct(subject: Subject, policy: Policy) -> Iterator[Finding]:
    """Political conduct, duty and cohesion; nothing of a dimension in which the sources contradict or are too few."""
    for dimension, code, weight in ((Dimension.THOUGHT, "班子.政治", 90), (Dimension.DUTY, "班子.履职", 80)):
        basis, grade = support_fact(subject, dimension), leaning(subject, dimension)
        if basis is None or grade is None or grade is Grade.POOR:
            continue
        values: dict[str, Value] = {"来源": basis, "评价": basis}
        values |= _meetings(subject, policy) if dimension is Dimension.THOUGHT else _inspections(subject)
        yield _finding(subject, code, values, weight, grade, dimension, filler=grade is not Grade.GOOD)
    yield from _cohesion(subject, policy)


def _finding(
    subject: Subject,
    code: str,
    values: dict[str, Value],
    weight: float,
    grade: Grade,
    dimension: Dimension,
    *,
    filler: bool = False,
) -> Finding:
    support = dimension_support(subject, dimension)
    when = frozenset([str(grade)])
    return Finding(code, subject.village, Theme.TEAM, values, weight, when=when, filler=filler, support=support)


def _meetings(subject: Subject, policy: Policy) -> dict[str, Value]:
    """Meetings of party life, due and held, where none is lacking; a lack is told among the problems."""
    wanted = set(policy.dimensions[Dimension.THOUGHT].documents)
    items = [item for name, item in subject.analysis.documents.items.items() if name in wanted]
    due = sum(item.due for item in items)
    if not due or any(item.found < item.due for item in items):
        return {}
    sources = merge_refs(*(item.sources for item in items))
    label = "党内组织生活应开、实开"
    return {
        "应开": subject.make.amount("资料.组织生活.应开", due, "次", label=label, sources=sources, method="应有合计")
    }


def _inspections(subject: Subject) -> dict[str, Value]:
    """Monthly inspections and how many reached the standard, where most did."""
    rows = subject.rows("inspections")
    reached = rows.equal(result="达标")
    if not rows or 2 * len(reached.frame) <= len(rows.frame):
        return {}
    make = subject.make
    return {
        "督查": make.count("督查.项次", rows, "项次", label="月督查"),
        "达标": make.count("督查.达标", reached, "项次", label="月督查达标"),
        "督查期": _period(subject, rows),
    }


def _period(subject: Subject, rows: Rows) -> Value:
    first, last = min(rows.frame["month"]), max(rows.frame["month"])
    text = _month(first) if first == last else f"{_month(first)}至{_month(last)}"
    return subject.make.words("督查.期间", text, label="月督查期间", rows=rows, method="最早与最晚的月份")


def _month(value: object) -> str:
    year, month = str(value).split("-")[:2]
    return f"{year}年{int(month)}月"


def _cohesion(subject: Subject, policy: Policy) -> Iterator[Finding]:
    """Cohesion: the sources on duty agree, and the item on working together does not speak against it."""
    found = subject.analysis.satisfaction.items.get("teamwork")
    grade = leaning(subject, Dimension.DUTY)
    if found is None or found.value is None or grade is None or grade is Grade.POOR:
        return
    percent, rules = 100 * found.value, policy.satisfaction
    if percent < rules.review_rate:
        return
    rate = subject.make.share("测评.分项.团结合作", found, label="团结合作满意率", name="团结合作满意率")
    if rate is None:
        return
    told = grade if percent >= rules.good_rate else Grade.NORMAL
    basis = state_fact(subject, Dimension.DUTY, str(Dimension.DUTY))
    yield _finding(subject, "班子.团结", {"团结率": rate, "依据": basis}, 70, told, Dimension.DUTY)
