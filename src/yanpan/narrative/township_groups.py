"""Tables of a township of many villages: groups at a glance, one line a village by group, problems by theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from yanpan.analysis.results import Agreement
from yanpan.document import Cell, ReportTable, Run, cell
from yanpan.facts import Fact
from yanpan.findings.make import FactMaker
from yanpan.findings.township.common import CommonTheme
from yanpan.findings.township.data import TownshipData, place_fact, places_fact
from yanpan.findings.township.groups import UNFINISHED, Group, GroupFacts, concerns
from yanpan.findings.township.people import STATUSES
from yanpan.narrative.township_annexes import facts_of, points, satisfaction, village_cell
from yanpan.narrative.township_tables import NONE, table
from yanpan.schema.values import Dimension

NO_PLAN = "无措施"


def groups_table(known: Sequence[GroupFacts]) -> ReportTable:
    """A line a group: how many villages, the median of the scores, contradictions, problems, concerns."""
    rows = [
        (
            cell(each.group.title),
            *(
                cell(NONE) if fact is None else cell(fact)
                for fact in (each.count, each.score, each.contradicted, each.problems, each.concerned)
            ),
        )
        for each in known
    ]
    return table(
        "分组",
        "各组概况",
        ("组别", "村数", "综合得分中位数", "四源有矛盾的村", "问题", "须关注的村"),
        rows,
        note="来源：各村报告。须关注指建议档次较差、未提出建议、四源有矛盾或档次临界。",
    )


def lines_table(data: TownshipData, make: FactMaker, group: Group, reasons: Mapping[str, Fact | None]) -> ReportTable:
    """A line a village of the group: decided grade, firmness, score, satisfaction, problems, why to look at it."""
    if group.key == UNFINISHED:
        rows = [_unfinished(data, make, place.id, reasons) for place in group.places]
        return table(f"逐村-{group.key}", group.title, ("村（社区）", "状态", "原因"), rows, align="lcl")
    return table(
        f"逐村-{group.key}",
        group.title,
        ("村（社区）", "党委定档", "稳定性", "综合得分", "群众满意率（参考区间）", "问题（条）", "关注事由"),
        list(_lines(data, make, group)),
        align="lcccccl",
        note="得分的单位为分。按名册顺序，不作排名。",
    )


def _lines(data: TownshipData, make: FactMaker, group: Group) -> Iterator[tuple[Cell, ...]]:
    counts = data.reviewed("problems").frame["village"].value_counts()
    for place in group.places:
        summary = data.summaries[place.id]
        facts, decided = facts_of(summary), f"{place.id}.档次.定档"
        yield (
            cell(place_fact(make, data, place)),
            cell(facts[decided]) if decided in facts else cell("未定"),
            village_cell(facts, summary, "档次.稳定性"),
            points(facts.get(f"{place.id}.档次.综合得分")),
            satisfaction(facts, summary),
            cell(str(counts.get(place.id, 0))),
            cell("、".join(concerns(summary)) or NONE),
        )


def _unfinished(
    data: TownshipData, make: FactMaker, village: str, reasons: Mapping[str, Fact | None]
) -> tuple[Cell, ...]:
    (place,) = data.in_order([village])
    reason = reasons.get(village)
    return (cell(place_fact(make, data, place)), cell(UNFINISHED), cell(NONE) if reason is None else cell(reason))


def states_table(data: TownshipData, make: FactMaker) -> ReportTable:
    """Dimensions by state: how many villages, and the first of those whose sources contradict each other."""
    return table(
        "四源",
        "四源互证状态",
        ("维度", *(str(state) for state in Agreement), "矛盾的村（社区）"),
        [_states_row(data, make, str(dimension)) for dimension in Dimension],
        align="lccccl",
        note="一致、基本一致可作肯定判断，矛盾须核实，不足不作判断。各来源给出的档次见各村的报告。",
    )


def _states_row(data: TownshipData, make: FactMaker, dimension: str) -> tuple[Cell, ...]:
    by_state: dict[str, list[str]] = {str(state): [] for state in Agreement}
    for village, summary in data.summaries.items():
        by_state[summary.states.get(dimension, str(Agreement.INSUFFICIENT))].append(village)
    counts = [
        make.amount(
            f"分表.互证.{dimension}.{state}",
            len(ids),
            "个",
            label=f"{dimension}：四源{state}的村",
            rows=data.roster(ids),
            method="按村计数",
        )
        for state, ids in by_state.items()
    ]
    odd = by_state[str(Agreement.CONTRADICTED)]
    named = cell(NONE)
    if odd:
        label = f"{dimension}：来源相矛盾的村"
        named = cell(places_fact(make, f"分表.互证.{dimension}.矛盾.村", data, odd, label=label, rows=data.roster(odd)))
    return (cell(dimension), *(cell(fact) for fact in counts), named)


def ledger_by_theme(data: TownshipData, make: FactMaker, themes: Sequence[CommonTheme]) -> ReportTable:
    """Themes by how far the rectification of their problems is; a problem of two themes stands under both."""
    columns = (*STATUSES, NO_PLAN)
    problems = data.reviewed("problems")
    plans = data.rectified().frame.drop_duplicates("problem").set_index("problem")["status"]
    states = problems.frame["problem"].map(plans).fillna(NO_PLAN).astype(str)
    named = [str(found).split("、") for found in problems.frame["themes"]]
    rows = []
    for theme in themes:
        own = pd.Series([theme.name.text in found for found in named], index=states.index, dtype=bool)
        cells = [cell(theme.name)]
        for status in columns:
            part = problems.where((states == status) & own)
            fact = make.count(f"分表.{theme.name.text}.{status}", part, "条", label=f"{theme.name.text}：{status}")
            cells.append((Run(text=f"{len(part.frame)}", fact=fact.key),) if part else cell(NONE))
        rows.append(tuple(cells))
    return table(
        "台账",
        "问题整改情况（按主题）",
        ("主题", *columns),
        rows,
        note="来源：问题清单、整改台账，单位为条；有几个主题的问题在各主题下分别计数。"
        "逐条的问题、措施、责任人和时限见与本报告同放的电子表格（整改台账.xlsx）。"
        if rows
        else "没有登记的问题。",
    )
