"""Tables of the township report: forms, totals, common problems, grades, four sources, ledger, sources of data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yanpan.analysis.results import Source
from yanpan.document import Cell, HeadCell, ReportTable, Run, cell
from yanpan.facts import TOWNSHIP, Fact, FactBook
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Value
from yanpan.findings.township_common import CommonTheme
from yanpan.findings.township_data import Place, TownshipData, place_fact
from yanpan.findings.township_grades import team_facts
from yanpan.findings.township_totals import Total
from yanpan.findings.township_work import return_facts
from yanpan.narrative.render import pieces
from yanpan.schema.values import Dimension, Instrument
from yanpan.summary import Problem, VillageSummary

NONE = "—"
UNFINISHED = "未完成"
NAMES = (f"{TOWNSHIP}.村名.", f"{TOWNSHIP}.方法.", f"{TOWNSHIP}.来源.", f"{TOWNSHIP}.台账.")
"""Facts that are names only."""

SHOWN = 3
"""References that a cell on sources spells out; more are counted."""


def head(*names: str) -> tuple[tuple[HeadCell, ...], ...]:
    """One head row."""
    return (tuple(HeadCell(text=name) for name in names),)


def table(id: str, caption: str, names: Sequence[str], rows: Iterable[tuple[Cell, ...]], **more: object) -> ReportTable:
    """A table of the township's."""
    return ReportTable.model_validate(
        {"id": f"镇-表-{id}", "owner": TOWNSHIP, "caption": caption, "head": head(*names), "rows": tuple(rows), **more}
    )


def returns_table(data: TownshipData, make: FactMaker) -> ReportTable:
    """Forms issued, returned, valid and invalid by instrument."""
    words = ("发出", "收回", "有效", "无效")
    rows = []
    for instrument in Instrument:
        facts = return_facts(data, make, instrument)
        rows.append((cell(str(instrument)), *(cell(facts[word]) if facts else cell(NONE) for word in words)))
    note = f"来源：票表回收登记，{len(data.places)}个村（社区）合计。有效与无效之和等于收回。"
    return table("票表", "票表发放回收情况", ("表种", *words), rows, note=note)


STEPS = (
    ("摸底", "向有关部门征询成员情况", ("摸底.完成",)),
    ("调研", "召开党员群众代表会议", ("会议.场次",)),
    ("调研", "谈心谈话", ("谈话.人次",)),
    ("调研", "问卷调查（有效）", (f"票表.{Instrument.QUESTIONNAIRE}.有效",)),
    ("调研", "满意度测评（有效）", (f"票表.{Instrument.SATISFACTION}.有效",)),
    ("调研", "收集问题建议（归并后）", ("建议.条数",)),
    ("调研", "查阅资料", ("资料.项次",)),
    ("研判", "四源互证", ("互证.单元",)),
    ("研判", "形成村级分析研判报告", ("报告.份数",)),
    ("运用", "梳理问题、落实措施", ("问题.总数", "整改.措施数")),
    ("运用", "提出班子和成员建议档次", ("村.已研判", "档次.成员.合计")),
)
"""Steps of the review with the township facts that say how much was done."""


def workflow_table(book: FactBook) -> ReportTable:
    """What was done at each step and how much; steps of which nothing is recorded are marked."""
    rows = []
    for step, what, details in STEPS:
        facts = [book[key] for detail in details if (key := f"{TOWNSHIP}.{detail}") in book]
        said: list[Run] = []
        for fact in facts:
            said += [*([Run(text="、")] if said else []), Run(text=fact.text, fact=fact.key)]
        rows.append((cell(step), cell(what), tuple(said) or cell("没有记录")))
    return table("流程", "工作流程与工作量", ("环节", "主要工作", "工作量"), rows, row_heads=2, align="llc")


def totals_table(
    roads: Sequence[Total], all_roads: Fact | None, lamps: Total | None, areas: Sequence[Total]
) -> ReportTable:
    """Totals with each village's share; areas of different kinds on lines of their own."""
    rows = [_total_row("道路", total) for total in roads]
    if all_roads is not None:
        rows.append((cell("道路"), cell("合计"), cell(all_roads), cell("各路里程相加")))
    rows += [_total_row("路灯", lamps)] if lamps is not None else []
    rows += [_total_row(f"面积·{total.kind}", total) for total in areas]
    return table(
        "合计",
        "全镇项目和产业合计",
        ("类别", "事项", "合计", "构成"),
        rows,
        row_heads=2,
        align="llcl",
        note="来源：项目建设、产业发展登记。面积只在同一品类、同一性质之内相加；带“余”的是下限，合计也是下限。",
    )


def _total_row(kind: str, total: Total) -> tuple[Cell, ...]:
    return (cell(kind), cell(total.subject), cell(total.amount), runs(total.split))


def runs(value: Value) -> Cell:
    """A value as the runs of a cell."""
    return pieces(value)


def themes_table(themes: Sequence[CommonTheme], *, least: int) -> ReportTable:
    """Themes with the number and names of villages."""
    rows = [
        (cell(theme.name), cell(theme.count), cell(theme.villages), cell("共性" if len(theme.ids) >= least else "个性"))
        for theme in themes
    ]
    return table(
        "共性",
        "问题主题分布",
        ("主题", "村数", "村（社区）", "性质"),
        rows,
        align="lclc",
        note="来源：问题清单。一个村同一主题有几条问题只计一次；主题归类由工作组作出。",
    )


def grades_table(data: TownshipData, make: FactMaker) -> ReportTable:
    """Suggested grade, score, distances, satisfaction and the first reason by village, then the counts with zeros."""
    rows = [_grade_row(data, make, place) for place in data.places]
    counts = team_facts(data, make)
    total: list[Run] = []
    for word, fact in counts.items():
        total += [Run(text=f"{'；' if total else ''}“{word}”"), Run(text=fact.text, fact=fact.key)]
    rows.append((cell("合计"), tuple(total), *(cell(NONE) for _ in range(5))))
    return table(
        "档次",
        "班子建议档次",
        ("村（社区）", "建议档次", "综合得分", "距上一档", "高出下一档", "群众满意率（参考区间）", "主要理由"),
        rows,
        align="lccccll",
        note="按名册顺序，不作排名。建议档次由综合得分和闸门得出，最终档次由镇党委专题会确定。",
    )


def _grade_row(data: TownshipData, make: FactMaker, place: Place) -> tuple[Cell, ...]:
    name = cell(place_fact(make, data, place))
    summary = data.summaries.get(place.id)
    if summary is None:
        return (name, cell(UNFINISHED), *(cell(NONE) for _ in range(5)))
    facts = facts_of(summary)
    simple = (village_cell(facts, summary, f"档次.{word}") for word in ("建议", "综合得分", "差距", "余量"))
    return (name, *simple, _satisfaction(facts, summary), village_cell(facts, summary, "档次.理由.1"))


def _satisfaction(facts: dict[str, Fact], summary: VillageSummary) -> Cell:
    rate, low, high = (facts.get(f"{summary.owner}.测评.满意率{end}") for end in ("", ".下限", ".上限"))
    if rate is None:
        return cell(NONE)
    shown = [_run(rate)]
    if low is not None and high is not None:
        shown += [Run(text="（"), _run(low), Run(text="—"), _run(high), Run(text="）")]
    return tuple(shown)


def facts_of(summary: VillageSummary) -> dict[str, Fact]:
    """A village's facts by key."""
    return {fact.key: fact for fact in summary.facts}


def village_cell(facts: dict[str, Fact], summary: VillageSummary, detail: str) -> Cell:
    """A village's fact as a cell; a dash where it has none."""
    fact = facts.get(f"{summary.owner}.{detail}")
    return cell(NONE) if fact is None else cell(fact)


def _run(fact: Fact) -> Run:
    return Run(text=fact.text, fact=fact.key)


def matrix_table(data: TownshipData, make: FactMaker) -> ReportTable:
    """Villages by dimensions: the state, and what each source says."""
    first = (HeadCell(text="村（社区）", rowspan=2), *(HeadCell(text=str(d), colspan=2) for d in Dimension))
    second = tuple(HeadCell(text=word) for _ in Dimension for word in ("状态", "各来源"))
    order = "、".join(source[:2] for source in Source)
    return ReportTable(
        id="镇-表-四源",
        owner=TOWNSHIP,
        caption="四源互证矩阵",
        head=(first, second),
        rows=tuple(_matrix_row(data, make, place) for place in data.places),
        note=f"“各来源”依次为{order}，好、正常、较差按来源写出，“—”为该来源没有可用材料。"
        "一致、基本一致可作肯定判断，矛盾须核实，不足不作判断。",
    )


def _matrix_row(data: TownshipData, make: FactMaker, place: Place) -> tuple[Cell, ...]:
    name = cell(place_fact(make, data, place))
    summary = data.summaries.get(place.id)
    if summary is None:
        return (name, *(cell(text) for _ in Dimension for text in (UNFINISHED, NONE)))
    facts = facts_of(summary)
    return (name, *(part for dimension in Dimension for part in _dimension(summary, facts, str(dimension))))


def _dimension(summary: VillageSummary, facts: dict[str, Fact], dimension: str) -> tuple[Cell, Cell]:
    key = f"{summary.owner}.互证.{dimension}.维度"
    state = Run(text=summary.states.get(dimension, NONE), fact=key if key in facts else None)
    said: list[Run] = []
    for source in Source:
        grade = summary.matrix.get(dimension, {}).get(str(source))
        own = f"{summary.owner}.互证.{dimension}.{source}"
        said += [Run(text="/")] if said else []
        said.append(Run(text=grade or NONE, fact=own if own in facts else None))
    return ((state,), tuple(said))


def ledger_table(data: TownshipData, make: FactMaker) -> ReportTable:
    """Every problem of the finished villages with direction, measure, person, deadline and status."""
    rows = [
        _ledger_row(make, data, place, problem)
        for place in data.finished
        for problem in data.summaries[place.id].problems
    ]
    return table(
        "台账",
        "问题整改台账",
        ("编号", "村（社区）", "问题", "整改方向", "具体措施", "责任人", "时限", "状态"),
        rows,
        align="llllllcc",
        note="来源：问题清单、整改台账。电子表格另附（整改台账.xlsx）。" if rows else "没有登记的问题。",
    )


def _ledger_row(make: FactMaker, data: TownshipData, place: Place, problem: Problem) -> tuple[Cell, ...]:
    facts = facts_of(data.summaries[place.id])
    parts = (
        (problem.statement, f"问题.{problem.problem}"),
        (problem.direction, f"整改.{problem.problem}.整改方向"),
        (problem.measure, f"整改.{problem.problem}.具体措施"),
        (problem.person, f"整改.{problem.problem}.责任人"),
        (problem.deadline, f"整改.{problem.problem}.完成时限"),
        (problem.status, f"整改.{problem.problem}.整改状态"),
    )
    cells = [_held(text, f"{place.id}.{detail}", facts) for text, detail in parts]
    return (cell(problem.problem), cell(place_fact(make, data, place)), *cells)


def _held(text: str, key: str, facts: dict[str, Fact]) -> Cell:
    return (Run(text=text or NONE, fact=key if key in facts else None),)


def sources_table(facts: Iterable[Fact]) -> ReportTable:
    """Where every figure and every list of villages that the township prints comes from; mere names are left out."""
    rows = [
        (cell(fact.label), cell(fact), cell(fact.method or NONE), cell(references(fact)))
        for fact in facts
        if fact.sources and not fact.key.startswith(NAMES) and not fact.key.endswith((".名称", ".主题"))
    ]
    return table(
        "来源",
        "全镇数据来源对照",
        ("事项", "数据", "方法", "来源行"),
        rows,
        align="llll",
        note="来源行写作“表名@文件/工作表#编号”或“表名@文件/工作表|行号”；各村数据的来源见村级报告。",
    )


def references(fact: Fact) -> str:
    """References of a fact; beyond the first few only how many more there are."""
    told = [str(ref) for ref in fact.sources]
    more = f"；等{len(told)}处" if len(told) > SHOWN else ""
    return "；".join(told[:SHOWN]) + more


def printed(parts: Iterable[object], book: FactBook) -> list[Fact]:
    """Facts of the book that the blocks print, in the order in which they are printed."""
    keys = dict.fromkeys(run.fact for part in parts for run in runs_in(part) if run.fact)
    return [book[key] for key in keys if key in book]


def runs_in(part: object) -> Iterable[Run]:
    """Every run of a block: paragraph, table or section."""
    for inner in getattr(part, "blocks", ()):
        yield from runs_in(inner)
    yield from getattr(part, "runs", ())
    for row in getattr(part, "rows", ()):
        for content in row:
            yield from content
