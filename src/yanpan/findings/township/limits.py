"""What the report answers first, and what it cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yanpan.analysis.benchmark_results import Benchmarks
from yanpan.analysis.comparisons import Contrast
from yanpan.analysis.contrast_results import Contrasts
from yanpan.analysis.raters import raters
from yanpan.analysis.results import Agreement, Rate
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.policy_change import policy_change
from yanpan.findings.township.common import CommonTheme
from yanpan.findings.township.data import NAMED, TownshipData, places_fact
from yanpan.findings.township.team_grades import basis_of, counted_facts
from yanpan.findings.township.totals import Total
from yanpan.findings.township.work import finished_fact, groups_fact


def _finding(code: str, values: dict[str, Value], *when: str) -> Finding:
    return Finding(code, TOWNSHIP, Theme.METHOD, values, 0, Polarity.NEUTRAL, frozenset(when))


def highlights(
    data: TownshipData,
    make: FactMaker,
    *,
    benchmarks: Benchmarks,
    themes: list[CommonTheme],
    roads: Fact | None,
    lamps: Total | None,
) -> Iterator[Finding]:
    """Three to five statements, most important first."""
    if data.finished:
        yield _finding(
            "要点.档次", {"完成": finished_fact(data, make), **counted_facts(data, make)}, *basis_of(data).when
        )
    rate = satisfaction(data, make, benchmarks.satisfaction)
    if rate:
        yield _finding("要点.满意", rate)
    common = [theme for theme in themes if len(theme.ids) >= data.policy.common.least]
    widest = [theme for theme in common if len(theme.ids) == len(common[0].ids)]
    if widest:
        named: dict[str, Value] = {"主题": series([theme.name for theme in widest]), "村数": widest[0].count}
        yield _finding("要点.共性", named, *(["并列"] if len(widest) > 1 else []))
    built: dict[str, Value] = {"里程": roads} if roads is not None else {}
    if lamps is not None:
        built["盏数"] = lamps.amount
    if built:
        yield _finding("要点.合计", built, *built)


def satisfaction(data: TownshipData, make: FactMaker, rate: Rate) -> dict[str, Value]:
    """Satisfaction pooled over the township, with its interval; empty if nobody gave a view."""
    rows = data.rows("satisfaction_forms")
    if rate.value is None or not rows:
        return {}
    sources = make.amount("测评.表态份数", rate.n, "份", label="表态的满意度测评表", rows=rows).sources

    def share(detail: str, value: float, label: str, *, ends: bool) -> Fact | None:
        own = Rate(rate.hits, rate.n, value, rate.low if ends else None, rate.high if ends else None, sources=sources)
        return make.share(detail, own, label=label, method="各村有效测评表合并计算")

    values: dict[str, Value] = {}
    parts = (
        ("满意率", rate.value, "全镇群众满意率"),
        ("下限", rate.low, "参考区间下限"),
        ("上限", rate.high, "参考区间上限"),
    )
    for word, value, label in parts:
        detail = "测评.满意率" if word == "满意率" else f"测评.满意率.{word}"
        fact = None if value is None else share(detail, value, label, ends=word == "满意率")
        if fact is not None:
            values[word] = fact
    values["份数"] = make.amount("测评.表态份数", rate.n, "份", label="表态的满意度测评表", rows=rows)
    return values


def _raters(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Whether the groups' leniency can be told from the villages; no result is corrected for it either way."""
    groups, found = data.rows("work_groups"), raters(data.tables)
    if not groups:
        return
    values: dict[str, Value] = {"组数": groups_fact(make, groups)}
    if not found.crossed:
        yield _finding("局限.一组一村", values)
        return
    values["部分"] = make.amount(
        "工作组.部分", found.parts, "个", label="组与村互不相连的部分", rows=groups, method="主责村与互查村连成的图"
    )
    yield _finding("局限.互查", values, "分得开" if found.identifiable else "分不开")


def _contrasts(data: TownshipData, make: FactMaker, found: Contrasts) -> Iterator[Finding]:
    """How many pairs of villages can be told apart, by the bound words; nobody is named, nothing put in order."""
    rows, total = data.rows("satisfaction_forms"), sum(found.pairs.values())
    if not total or not rows:
        return

    def pairs(detail: str, value: int) -> Fact:
        method = "两率之差的 Newcombe 区间，全部村对作 Holm 校正"
        return make.amount(f"比较.{detail}", value, "对", label="满意率两两比较", rows=rows, method=method)

    values: dict[str, Value] = {"对数": pairs("对数", total)}
    for place, word in zip("甲乙丙", Contrast, strict=True):
        values |= {f"词{place}": word.value, f"{place}数": pairs(word.value, found.pairs[word.value])}
    if found.ranked:
        how = "名次的九成半置信集（步降法）"
        for name, value in (("收窄", found.narrowed), ("排位", found.ranked)):
            values[name] = make.amount(f"比较.{name}", value, "个村", label="名次置信集", rows=rows, method=how)
    yield _finding("局限.比较", values)


def limits(data: TownshipData, make: FactMaker, *, contrasts: Contrasts) -> Iterator[Finding]:
    """What the data cannot say, each with its reason."""
    if data.unfinished:
        ids = [place.id for place in data.unfinished]
        rows = data.roster(ids)
        yield _finding("局限.未完成", {"村": places_fact(make, "村.未完成", data, ids, label="未完成的村", rows=rows)})
    if data.missing:
        whole, more = "；".join(data.missing), data.many and len(data.missing) > NAMED
        shown = "；".join(data.missing[:NAMED]) + f"等{len(data.missing)}项" if more else whole
        said = make.words("批次.缺项", shown, label="材料缺项", method="收件核对", value=whole)
        yield _finding("局限.缺材料", {"缺项": said})
    yield from policy_change(make, data.policy_change, code="局限.口径变动", theme=Theme.METHOD)
    yield from _raters(data, make)
    yield from _contrasts(data, make, contrasts)
    states = Counter(state for summary in data.summaries.values() for state in summary.states.values())
    for state, code in ((Agreement.CONTRADICTED, "局限.矛盾"), (Agreement.INSUFFICIENT, "局限.不足")):
        ids = [key for key, summary in data.summaries.items() if str(state) in summary.states.values()]
        if ids:
            rows = data.roster(ids)
            number = make.amount(
                f"局限.{state}.单元", states[str(state)], "个", label=f"四源{state}的单元", rows=rows, method="村×维度"
            )
            names = places_fact(make, f"局限.{state}.村", data, ids, label=f"有{state}单元的村", rows=rows)
            yield _finding(code, {"单元": number, "村": names})
