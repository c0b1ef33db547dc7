"""Appraisal and people: the formula, how many villages were appraised, reserves, workload. Counts only at level L2."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.appraisal import Appraisal, appraisals
from yanpan.analysis.workload import Workload, proposed_postings, workloads
from yanpan.evidence import merge_refs
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding, Value
from yanpan.findings.quarter.data import QuarterData, finding
from yanpan.findings.township.people import people as township_people

POOL = ("措施.后备", "措施.导师", "措施.锻炼", "措施.离任")
"""Measures of chapter four that the quarterly report tells too."""


def appraised(data: QuarterData) -> list[Appraisal]:
    """The latest year's appraisals, roster order."""
    order = [place.id for place in data.township.places]
    found = appraisals(data.township.tables, data.township.policy.appraisal)
    return sorted((each for each in found if each.village in order), key=lambda each: order.index(each.village))


def appraisal(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """The formula with its weights, and for how many villages it could be reckoned."""
    weights, found = data.township.policy.appraisal, appraised(data)
    parts = (("督导", weights.supervision), ("实绩", weights.results), ("测评", weights.ballot))
    values: dict[str, Value] = {
        name: make.amount(f"考核.{name}", weight, "%", label=f"{name}权重", method="政策参数", text=f"{weight:g}%")
        for name, weight in parts
    }
    if not found:
        yield finding("考核", values, "无结果")
        return
    sources = merge_refs(*(each.sources for each in found))
    values["年度"] = make.words("考核.年度", f"{found[0].year}年度", label="最近考核年度", sources=sources)
    for word, part in (("已考", found), ("缺项", [each for each in found if each.score is None])):
        if part:
            values[word] = make.amount(
                f"考核.{word}", len(part), "个", label=f"年终考核{word}的村", sources=sources, method="按村计数"
            )
    when = ["有结果", *(["有缺项"] if "缺项" in values else []), *(["有表"] if data.is_committee else [])]
    yield finding("考核", values, *when)


def pool(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """Reserve pool, mentors, assignments and former cadres, as chapter four says them."""
    return (each for each in township_people(data.township, make) if each.code in POOL)


def burdens(data: QuarterData) -> tuple[list[Workload], frozenset[str]]:
    """Workloads in roster order, and the villages proposed for postings."""
    order = [place.id for place in data.township.places]
    formula, tables = data.township.policy.workload, data.township.tables
    loads = sorted(workloads(tables, formula, as_of=data.as_of), key=lambda each: order.index(each.village))
    return loads, frozenset(each.village for each in proposed_postings(tables, formula, as_of=data.as_of))


def postings(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """Where a graduate should be posted first."""
    loads, proposed = burdens(data)
    if not proposed:
        yield finding("下派", {}, "无建议")
        return
    chosen = [each for each in loads if each.village in proposed]
    names = make.words(
        "下派.建议村",
        data.township.names(proposed),
        label="建议优先派驻的村",
        sources=merge_refs(*(each.sources for each in chosen)),
        method="按政策的工作量公式，在没有人员在驻的村中选取，名册顺序",
    )
    yield finding("下派", {"村": names}, "有建议")
