"""The method notebook's tables and figures on comparing villages and groups: no order, no names put above others."""

from __future__ import annotations

from collections.abc import Mapping

from yanpan.analysis.comparisons import Contrast
from yanpan.document import Block, Cell, ReportTable, cell
from yanpan.figures import VillageRate, VillageShrunk, satisfaction_by_village, shrinkage_by_village
from yanpan.narrative.township_tables import table
from yanpan.report.method_loading import LoadedMethod
from yanpan.report.method_parts import named, probability, ratio, signed, told

FORMS = "satisfaction_forms"


def rates_figure(loaded: LoadedMethod) -> Block:
    """Satisfaction by village with the interval of the reports."""
    rows = [
        VillageRate(village, loaded.names[village], rate.value, rate.low, rate.high, rate.n)
        for village, rate in ((village, each.satisfaction.overall) for village, each in loaded.found.villages.items())
    ]
    floor = loaded.policy.satisfaction.good_rate / 100
    return satisfaction_by_village(rows, loaded.benchmarks.satisfaction, floor=floor)


def differences_table(loaded: LoadedMethod) -> ReportTable:
    """Pairs of villages that can be told apart at least before the adjustment, in roster order."""
    shown = [each for each in loaded.found.differences if each.word is not Contrast.LEVEL]
    rows = []
    for each in shown:
        texts: dict[str, str | None] = {
            "差值": signed(100 * each.value),
            "区间": f"{signed(100 * each.low)}至{signed(100 * each.high)}",
            "p": probability(each.p),
            "校正后 p": probability(each.p_holm),
            "用词": each.words(),
        }
        pair = f"{loaded.names[each.first]}比{loaded.names[each.second]}："
        detail = f"差值.{each.first}.{each.second}"
        cells = _cells(loaded, detail, texts, "Newcombe 区间，Holm 校正", label=pair)
        rows.append((named(loaded, each.first), named(loaded, each.second), *cells))
    note = (
        f"前者减后者，百分点；全部{len(loaded.found.differences)}对一起校正，表中只列校正前就分得出的{len(shown)}对。"
    )
    heads = ("村（社区）", "相比", "差值", "区间", "p", "校正后 p", "用词")
    return table("法-差值", "两两差值与用词", heads, rows, row_heads=2, align="llrrrrc", note=note)


def ranks_table(loaded: LoadedMethod) -> ReportTable:
    """The ranks that cannot be ruled out, roster order; no point ranks."""
    rows = [
        (
            named(loaded, village),
            *_cells(
                loaded,
                f"名次.{village}",
                {"名次范围": f"{found.low}—{found.high}"},
                "步降法",
                label=loaded.names[village],
            ),
        )
        for village, found in loaded.found.ranks.items()
    ]
    note = "按名册顺序。范围为同时九成半置信的名次集合，不是名次；范围宽是常态，不据以排先后。"
    return table("法-名次", "名次置信集", ("村（社区）", "不能排除的名次"), rows, align="lc", note=note)


def shrinkage_figure(loaded: LoadedMethod) -> Block:
    """Rates as counted and drawn together, with the caveat in the caption."""
    shrunk = loaded.found.shrunk
    rates = {village: each.satisfaction.overall for village, each in loaded.found.villages.items()}
    values = shrunk.values if shrunk else (None,) * len(rates)
    rows = [
        VillageShrunk(loaded.names[village], rate.value, value)
        for (village, rate), value in zip(rates.items(), values, strict=True)
    ]
    return shrinkage_by_village(
        rows, forms=sum(rate.n for rate in rates.values()), caveat=shrunk.caveat if shrunk else ""
    )


def raters_table(loaded: LoadedMethod) -> ReportTable:
    """Connected parts of the group × village graph; with cross-checks that connect all, leniency by group too."""
    fitted = loaded.found.two_way
    rows = []
    for number, (groups, villages) in enumerate(loaded.found.graph.components, start=1):
        names = "、".join(loaded.names.get(village, village) for village in villages)
        texts: dict[str, str | None] = {"组": "、".join(groups), "村": names}
        rows.append(
            (cell(f"{number}"), *_cells(loaded, f"组.{number}", texts, "主责村与互查村连成的图", "work_groups"))
        )
    note = (
        "连成一片，两因素模型的估计见下表。"
        if fitted
        else "互不相连的部分之间，组的松严与村的情况分不开；分不开的不给估计值。"
    )
    return table("法-组", "工作组与村的连通部分", ("部分", "工作组", "村（社区）"), rows, align="rll", note=note)


def leniency_table(loaded: LoadedMethod) -> ReportTable:
    """Leniency by group where it can be told; else an empty table that says why."""
    fitted = loaded.found.two_way
    rows = []
    for group, value in fitted.leniency.items() if fitted else ():
        rows.append(
            (cell(group), *_cells(loaded, f"松严.{group}", {"松严": signed(value)}, "两因素模型最小二乘", "talks"))
        )
    why = "谈心谈话里各组的打分没有把各组各村连成一片，两因素模型不可识别，不给估计值。"
    spread = ratio(fitted.residual) if fitted else None
    note = f"来源：谈心谈话（涉及班子的），按赋分折为百分；正为偏松，合计为零；残差{spread}分。只供参看。"
    heads = ("工作组", "松严（分）")
    return table("法-松严", "各组松严的估计", heads, rows, align="lr", note=note if fitted else why)


def _cells(
    loaded: LoadedMethod,
    detail: str,
    texts: Mapping[str, str | None],
    method: str,
    source: str = FORMS,
    *,
    label: str = "",
) -> tuple[Cell, ...]:
    return tuple(
        told(loaded, f"{detail}.{name}", text, label=f"{label}{name}", sources=loaded.sources(source), method=method)
        for name, text in texts.items()
    )
