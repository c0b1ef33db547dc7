"""The method notebook's tables on forms: validity, rates by several intervals, strata, schemes."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.exact import clopper_pearson, finite_interval, worst_case
from yanpan.analysis.rates import wilson
from yanpan.analysis.results import VillageAnalysis
from yanpan.analysis.schemes import scheme_scores
from yanpan.analysis.strata import Stratum
from yanpan.chinese.numbers import percent
from yanpan.document import Cell, ReportTable, cell
from yanpan.narrative.township_tables import table
from yanpan.report.method_loading import LoadedMethod
from yanpan.report.method_parts import ends, named, points, told
from yanpan.schema.values import Instrument

FORMS = "satisfaction_forms"


def validity_table(loaded: LoadedMethod) -> ReportTable:
    """Every instrument of every village: turnout, returned, valid, and why it is to be used with care."""
    rows = [
        (named(loaded, village), cell(str(instrument)), *_gate(loaded, village, instrument))
        for village, gates in loaded.found.gates.items()
        for instrument in gates
    ]
    note = "来源：会议、票表回收。“—”为没有登记；问卷可以不在会上发。比例按分数精确比较，恰在线上算达到。"
    heads = ("村（社区）", "表种", "到会率", "回收率", "有效率", "结论")
    return table("法-有效性", "有效性门槛", heads, rows, row_heads=2, align="llrrrl", note=note)


def _gate(loaded: LoadedMethod, village: str, instrument: Instrument) -> Iterator[Cell]:
    gate = loaded.found.gates[village][instrument]
    shares = {"到会率": gate.turnout, "回收率": gate.returned, "有效率": gate.valid}
    for name, share in shares.items():
        text = None if share is None else percent(float(share))
        yield told(
            loaded,
            f"有效性.{village}.{instrument}.{name}",
            text,
            label=f"{loaded.names[village]}{instrument}{name}",
            sources=gate.sources,
            method="按登记的人数、份数相除",
        )
    verdict = "达到" if gate.passed else f"慎用：{gate.told}"
    yield told(
        loaded,
        f"有效性.{village}.{instrument}",
        verdict,
        label=f"{loaded.names[village]}{instrument}有效性",
        sources=gate.sources,
        method="与会议有效的规定逐项核对",
    )


def rates_table(loaded: LoadedMethod) -> ReportTable:
    """Rates of the villages with the interval printed in the reports and the one without a finite population."""
    rows = [(named(loaded, village), *_rate(loaded, each)) for village, each in loaded.found.villages.items()]
    note = "来源：满意度测评表。“不了解”不进分母，份数单列；总体为发放测评表的会议应到人数。"
    heads = ("村（社区）", "满意/表态", "不了解", "满意率", "总体", "有限总体区间", "不修正的区间")
    return table("法-满意率", "满意率与 Wilson 区间", heads, rows, align="lrrrrrr", note=note)


def _rate(loaded: LoadedMethod, found: VillageAnalysis) -> Iterator[Cell]:
    forms, rate = found.satisfaction, found.satisfaction.overall
    alpha = loaded.policy.satisfaction.alpha
    both = None if rate.low is None or rate.high is None else (rate.low, rate.high)
    texts = {
        "份数": f"{rate.hits}/{rate.n}",
        "不了解": f"{forms.unknown}",
        "满意率": None if rate.value is None else percent(rate.value),
        "总体": None if rate.population is None else f"{rate.population}",
        "有限总体": ends(both) if rate.population is not None else None,
        "不修正": ends(wilson(rate.hits, rate.n, alpha=alpha)),
    }
    for name, text in texts.items():
        detail = f"满意率.{found.village}.{name}"
        label = f"{loaded.names[found.village]}满意率：{name}"
        yield told(loaded, detail, text, label=label, sources=forms.sources, method="Wilson 区间")


def exact_table(loaded: LoadedMethod) -> ReportTable:
    """Exact intervals and the worst-case bounds, as a check."""
    rows = [(named(loaded, village), *_exact(loaded, each)) for village, each in loaded.found.villages.items()]
    note = "来源：满意度测评表、票表回收。最坏情形把没有表态的全算不满意（下界）、全算满意（上界），不作任何假定。"
    heads = ("村（社区）", "超几何精确区间", "Clopper–Pearson 区间", "发出", "未表态", "最坏情形界限")
    return table("法-精确区间", "精确区间与最坏情形界限", heads, rows, align="lrrrrr", note=note)


def _exact(loaded: LoadedMethod, found: VillageAnalysis) -> Iterator[Cell]:
    rate, alpha = found.satisfaction.overall, loaded.policy.satisfaction.alpha
    account = next(each for each in found.returns if each.instrument is Instrument.SATISFACTION)
    worst = None if account.issued is None else worst_case(rate.hits, rate.n, issued=account.issued)
    exact = (
        None if rate.population is None else finite_interval(rate.hits, rate.n, population=rate.population, alpha=alpha)
    )
    texts = {
        "超几何": ends(exact),
        "二项": ends(clopper_pearson(rate.hits, rate.n, alpha=alpha)),
        "发出": None if account.issued is None else f"{account.issued}",
        "未表态": None if worst is None else f"{worst.silent}",
        "界限": None if worst is None else ends((worst.low, worst.high)),
    }
    for name, text in texts.items():
        detail = f"精确.{found.village}.{name}"
        sources = (*found.satisfaction.sources, *account.sources)
        label = f"{loaded.names[found.village]}满意率：{name}"
        yield told(loaded, detail, text, label=label, sources=sources, method="见方法说明第三节")


def strata_table(loaded: LoadedMethod) -> ReportTable:
    """Rates by identity over the township, small cells merged."""
    rows = [_stratum(loaded, each) for each in loaded.found.strata]
    note = "来源：满意度测评表，全镇合并；不足小格下限的身份合并。各身份应到人数没有登记，区间不作有限总体修正。"
    heads = ("身份", "含", "满意/表态", "满意率", "区间")
    return table("法-分层", "按身份分层的满意率", heads, rows, align="llrrr", note=note)


def _stratum(loaded: LoadedMethod, found: Stratum) -> tuple[Cell, ...]:
    rate = found.rate
    both = None if rate.low is None or rate.high is None else (rate.low, rate.high)
    texts = {
        "份数": f"{rate.hits}/{rate.n}",
        "满意率": None if rate.value is None else percent(rate.value),
        "区间": ends(both),
    }
    cells = (
        told(
            loaded,
            f"分层.{found.name}.{name}",
            text,
            label=f"{found.name}：{name}",
            sources=loaded.sources(FORMS),
            method="Wilson 区间",
        )
        for name, text in texts.items()
    )
    return (cell(found.name), cell("、".join(found.members)), *cells)


def schemes_table(loaded: LoadedMethod) -> ReportTable:
    """The township's forms under every scheme of the policy that knows their answers."""
    counts: dict[str, int] = {}
    for each in loaded.found.villages.values():
        for answer, votes in each.satisfaction.counts.items():
            counts[str(answer)] = counts.get(str(answer), 0) + votes
    scores = scheme_scores(counts, loaded.policy.schemes)
    rows = [
        (
            cell(name),
            cell("、".join(f"{answer}{value:g}" for answer, value in scheme.points.items())),
            told(
                loaded,
                f"赋分.{name}",
                points(scores.get(name)) or "选项不同，不适用",
                label=f"{name}赋分的得分",
                sources=loaded.sources(FORMS),
                method="按赋分加权平均，不计分的选项不进分子分母",
            ),
        )
        for name, scheme in loaded.policy.schemes.items()
    ]
    note = "来源：满意度测评表，全镇合并；赋分见 policy.yml 的“评分方案”，只作对照。"
    return table("法-赋分", "几种赋分方案", ("方案", "赋分", "全镇得分"), rows, align="llr", note=note)
