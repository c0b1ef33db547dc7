"""The named figures that the method notebook's sentences print: made once, before any sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import mean

from yanpan.analysis.comparisons import Contrast
from yanpan.analysis.firmness_results import Stability
from yanpan.analysis.influence import ASSUMPTIONS
from yanpan.analysis.method import ALL_QUESTIONS
from yanpan.chinese.numbers import percent
from yanpan.evidence import SourceRef, merge_refs
from yanpan.report.method_forms import FORMS
from yanpan.report.method_grades import grounds
from yanpan.report.method_loading import LoadedMethod
from yanpan.report.method_parts import ends
from yanpan.schema.values import Grade

Named = tuple[str, float | str, str, tuple[SourceRef, ...]]
"""Name, value (a text is printed as it is), unit, rows."""


def make_key_facts(loaded: LoadedMethod) -> None:
    """Enter every named figure that the round gives in the book; one that cannot be said has no name there."""
    for part in (_forms, _questionnaires, _sources, _grades, _influence, _villages):
        for name, value, unit, sources in part(loaded):
            if isinstance(value, str):
                loaded.make.words(f"方法.{name}", value, label=name, sources=sources, name=name, method="见方法说明")
            else:
                loaded.make.amount(
                    f"方法.{name}", value, unit, label=name, sources=sources, name=name, method="见方法说明"
                )


def _forms(loaded: LoadedMethod) -> Iterator[Named]:
    rate, sources = loaded.benchmarks.satisfaction, loaded.sources(FORMS)
    yield "村数", len(loaded.names), "个", loaded.sources("villages")
    gates = [gate for gates in loaded.found.gates.values() for gate in gates.values()]
    failed = [gate for gate in gates if not gate.passed]
    yield "核对项数", len(gates), "项", loaded.sources("form_returns")
    yield "慎用项数", len(failed), "项", loaded.sources("form_returns")
    yield "表态份数", rate.n, "份", sources
    unknown = sum(each.satisfaction.unknown for each in loaded.found.villages.values())
    yield "不了解份数", unknown, "份", sources
    if rate.value is not None and rate.low is not None and rate.high is not None:
        yield "全镇满意率", percent(rate.value), "", sources
        yield "全镇区间", ends((rate.low, rate.high)) or "", "", sources
    shares = [(each.name, each.rate) for each in loaded.found.strata if each.rate.value is not None]
    if shares:
        yield "身份数", len(shares), "类", sources


def _questionnaires(loaded: LoadedMethod) -> Iterator[Named]:
    sources, found = loaded.sources("questionnaires"), loaded.found.reliability[ALL_QUESTIONS]
    if found.alpha is not None and found.low is not None and found.high is not None:
        yield "全卷信度", f"{found.alpha:.2f}", "", sources
        yield "全卷信度区间", f"{found.low:.2f}—{found.high:.2f}", "", sources
    parts = [each.alpha for name, each in loaded.found.reliability.items() if name != ALL_QUESTIONS]
    known = [alpha for alpha in parts if alpha is not None]
    if known:
        yield "分项信度最低", f"{min(known):.2f}", "", sources
        yield "分项信度最高", f"{max(known):.2f}", "", sources
    any_sign = loaded.found.careless[-1]
    yield "有迹象份数", any_sign.flagged, "份", sources
    if any_sign.shift is not None:
        yield "去掉后分差", f"{abs(any_sign.shift):.2f}分", "", sources


def _sources(loaded: LoadedMethod) -> Iterator[Named]:
    found = loaded.found.agreement
    rows = merge_refs(*(c.sources for each in loaded.found.villages.values() for c in each.matrix))
    yield "可比单元", found.units, "个", rows
    yield "矛盾单元", len(found.contradictions), "个", rows
    if found.alpha is not None:
        yield "符合系数", f"{found.alpha:.2f}", "", rows
    if found.ac2 is not None:
        yield "抗偏系数", f"{found.ac2:.2f}", "", rows


def _grades(loaded: LoadedMethod) -> Iterator[Named]:
    villages = loaded.found.villages.values()
    rows = merge_refs(*(grounds(each) for each in villages))
    grades = Counter(each.suggestion.grade for each in villages)
    for grade in Grade:
        yield f"建议{grade}", grades[grade], "个", rows
    labels = Counter(each.firmness.label for each in villages)
    for label in Stability:
        yield f"标签{label}", labels[label], "个", rows
    yield "试算次数", loaded.policy.firmness.replicates, "次", ()
    other = [each for each in villages if (c := each.firmness.control) and c.grade is not each.suggestion.grade]
    yield "几何改档", len(other), "个", rows


def _influence(loaded: LoadedMethod) -> Iterator[Named]:
    known = [found for found in loaded.found.influence.values() if found]
    if not known:
        return
    rows = merge_refs(*(grounds(each) for each in loaded.found.villages.values()))
    means = {name: mean(found[name].total for found in known) for name in ASSUMPTIONS}
    first = max(means, key=lambda name: means[name])
    yield "首要假定", first, "", rows
    yield "首要总效应", f"{means[first]:.2f}", "", rows
    yield "首要村数", sum(max(f, key=lambda name: f[name].total) == first for f in known), "个", rows


def _villages(loaded: LoadedMethod) -> Iterator[Named]:
    sources, marks = loaded.sources(FORMS), loaded.benchmarks.contrasts
    if marks.pairs:
        yield "对数", sum(marks.pairs.values()), "对", sources
        for word in Contrast:
            yield f"称“{word}”的对数", marks.pairs[word.value], "对", sources
            yield f"用词{word}", word.value, "", ()
    if marks.ranked:
        yield "收窄村数", marks.narrowed, "个", sources
    shrunk = loaded.found.shrunk
    if shrunk is not None:
        level = "各村的差别没有超出抽样误差能解释的范围，收缩值几乎落在同一水平"
        said = level if shrunk.bounded else f"收缩所用的先验相当于{shrunk.a + shrunk.b:.0f}份票"
        yield "收缩说明", said, "", sources
    graph, rows = loaded.found.graph, loaded.sources("work_groups")
    yield "组数", marks.raters.groups, "个", rows
    yield "连通部分", len(graph.components), "个", rows
    yield "可估参数", graph.rank, "个", rows
    yield "应估参数", graph.needed, "个", rows
