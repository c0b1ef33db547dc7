"""The method notebook's tables and figures on sources, composite, firmness and what the composite hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.influence import ASSUMPTIONS
from yanpan.analysis.results import Source, VillageAnalysis
from yanpan.config.indicators import Direction
from yanpan.document import Block, Cell, ReportTable, cell
from yanpan.evidence import SourceRef, merge_refs
from yanpan.facts import TOWNSHIP
from yanpan.figures import (
    VillageFirmness,
    VillageInfluence,
    VillageScores,
    VillageStates,
    domain_heatmap,
    firmness_by_village,
    four_source_heatmap,
    influence_heatmap,
)
from yanpan.narrative.township_tables import NONE, table
from yanpan.report.method_loading import LoadedMethod
from yanpan.report.method_parts import named, points, ratio, told


def grounds(found: VillageAnalysis) -> tuple[SourceRef, ...]:
    """Rows behind a village's composite."""
    return merge_refs(*(each.sources for each in found.suggestion.indicators))


CAPTIONED = f"{TOWNSHIP}.方法.图注"
"""Facts that captions name and no text prints."""


def domains_figure(loaded: LoadedMethod) -> Block:
    """Questionnaire scores by village and domain."""
    rows = [
        VillageScores(
            village,
            loaded.names[village],
            {name: domain.score for name, domain in each.questionnaire.domains.items()},
            each.questionnaire.n,
        )
        for village, each in loaded.found.villages.items()
    ]
    loaded.make.amount(
        CAPTIONED.removeprefix(f"{TOWNSHIP}."),
        sum(row.n for row in rows),
        "份",
        label="有效问卷",
        sources=loaded.sources("questionnaires"),
        method="各村有效份数相加",
    )
    return domain_heatmap(rows)


def states_figure(loaded: LoadedMethod) -> Block:
    """State of every village and dimension."""
    return four_source_heatmap(
        [
            VillageStates(
                village, loaded.names[village], {str(name): str(state) for name, state in each.states.items()}
            )
            for village, each in loaded.found.villages.items()
        ]
    )


def contradictions_table(loaded: LoadedMethod) -> ReportTable:
    """Cells where 好 stands against 较差, with what each source says."""
    rows = []
    for village, dimension in loaded.found.agreement.contradictions:
        cells = {each.source: each for each in loaded.found.villages[village].matrix if each.dimension is dimension}
        said = (
            told(
                loaded,
                f"矛盾.{village}.{dimension}.{source}",
                str(cells[source].grade) if cells[source].grade else None,
                label=f"{dimension}：{source}",
                sources=cells[source].sources,
                method=cells[source].basis,
            )
            for source in Source
        )
        rows.append((named(loaded, village), cell(str(dimension)), *said))
    note = "来源：问卷、测评表、谈心谈话、资料查阅、平时掌握。" if rows else "没有好与较差并存的单元。"
    heads = ("村（社区）", "维度", *(str(source) for source in Source))
    return table("法-矛盾", "来源相互矛盾的单元", heads, rows, row_heads=2, note=note)


def indicators_table(loaded: LoadedMethod) -> ReportTable:
    """The policy's indicators: goalposts, direction, weight, source."""
    rows = [
        tuple(
            cell(text)
            for text in (
                each.name,
                each.group,
                f"{each.low:g}{each.unit}",
                f"{each.high:g}{each.unit}",
                "越高越好" if each.direction is Direction.UP else "越低越好",
                f"{each.weight:g}%",
                each.source,
            )
        )
        for each in loaded.policy.indicators
    ]
    heads = ("指标", "一级指标", "低标", "高标", "方向", "权重", "依据")
    note = "来源：params/policy.yml。折算分为 (原值 − 低标)/(高标 − 低标)，截断在零到一百之间。"
    return table("法-指标", "标杆与权重", heads, rows, align="llrrlrl", note=note)


def composites_table(loaded: LoadedMethod) -> ReportTable:
    """Score by the arithmetic mean, the geometric control, gates, and the grade; roster order."""
    rows = [(named(loaded, village), *_composite(loaded, each)) for village, each in loaded.found.villages.items()]
    note = "按名册顺序，不是名次。几何平均只作对照：高分不能全额补低分。闸门一栏为限制档次的闸门。"
    heads = ("村（社区）", "算术平均", "几何平均", "几何平均的档次", "闸门", "建议档次")
    return table("法-合成", "综合得分与建议档次", heads, rows, align="lrrccc", note=note)


def _composite(loaded: LoadedMethod, found: VillageAnalysis) -> Iterator[Cell]:
    suggested, control = found.suggestion, found.firmness.control
    caps = [gate for gate in suggested.gates if gate.applies and gate.cap is not None]
    texts = {
        "算术": points(suggested.score),
        "几何": points(control.score) if control else None,
        "几何档次": str(control.grade) if control else None,
        "闸门": "、".join(f"最高“{gate.cap}”" for gate in caps) or "无",
        "建议": str(suggested.grade) if suggested.grade else "不提建议",
    }
    for name, text in texts.items():
        detail = f"合成.{found.village}.{name}"
        label = f"{loaded.names[found.village]}综合得分：{name}"
        yield told(loaded, detail, text, label=label, sources=grounds(found), method="见方法说明第九节")


def firmness_figure(loaded: LoadedMethod) -> Block:
    """Shares of the trials by grade."""
    rows = [
        VillageFirmness(loaded.names[village], each.firmness.probabilities, str(each.firmness.label or "不作判断"))
        for village, each in loaded.found.villages.items()
    ]
    return firmness_by_village(rows, trials=loaded.policy.firmness.replicates)


def flips_table(loaded: LoadedMethod) -> ReportTable:
    """The smallest changes that give another grade, for every village."""
    rows = [(named(loaded, village), *_flip(loaded, each)) for village, each in loaded.found.villages.items()]
    note = "其余不变，逐份、逐分试算取最小；“—”为没有这样的变动能改变档次。"
    heads = ("村（社区）", "建议档次", "标签", "改几份测评表", "差几分")
    return table("法-翻档", "最小翻档条件", heads, rows, align="lccll", note=note)


def _flip(loaded: LoadedMethod, found: VillageAnalysis) -> Iterator[Cell]:
    firm, flip = found.firmness, found.firmness.flip
    way, move = "满意" if flip.votes_up else "不满意", "多" if flip.points_up else "少"
    texts = {
        "档次": str(found.suggestion.grade) if found.suggestion.grade else None,
        "标签": str(firm.label) if firm.label else firm.missing or None,
        "票": None if flip.votes is None else f"{flip.votes}份改为{way}即为“{flip.votes_to}”",
        "分": None if flip.points is None else f"{move}{flip.points:.2f}分即为“{flip.points_to}”",
    }
    for name, text in texts.items():
        detail = f"翻档.{found.village}.{name}"
        label = f"{loaded.names[found.village]}翻档：{name}"
        yield told(loaded, detail, text, label=label, sources=grounds(found), method="逐份逐分试算")


def influence_figure(loaded: LoadedMethod) -> Block:
    """Total indices by village and assumption."""
    return influence_heatmap(
        [
            VillageInfluence(loaded.names[village], {name: index.total for name, index in found.items()})
            for village, found in loaded.found.influence.items()
        ]
    )


def influence_table(loaded: LoadedMethod) -> ReportTable:
    """Mean first-order and total indices over the villages, with the widest bootstrap error."""
    known = [found for found in loaded.found.influence.values() if found]
    rows = []
    for name in ASSUMPTIONS if known else ():
        first = sum(found[name].first for found in known) / len(known)
        total = sum(found[name].total for found in known) / len(known)
        most = sum(found[name].total == max(each.total for each in found.values()) for found in known)
        error = max(found[name].error for found in known)
        texts = {"主效应": ratio(first), "总效应": ratio(total), "误差": ratio(error), "居首村数": f"{most}"}
        cells = (
            told(
                loaded,
                f"影响.{name}.{word}",
                text,
                label=f"{name}：{word}",
                sources=merge_refs(*(grounds(each) for each in loaded.found.villages.values())),
                method="Sobol 抽样，Jansen 估计（SALib）",
            )
            for word, text in texts.items()
        )
        rows.append((cell(name), *cells))
    note = f"各村指数的平均（{len(known)}个村）。主效应为单独解释的份额，总效应含共同作用；误差为自助法半宽的最大者。"
    heads = ("假定", "主效应", "总效应", "误差", "影响居首的村数")
    return table("法-影响", "哪条假定最要紧", heads, rows or [(cell(NONE),) * 5], align="lrrrr", note=note)
