"""Tables of the township report: forms, totals, common problems, grades, four sources, ledger, sources of data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yanpan.document import Cell, HeadCell, ReportTable, Run, cell
from yanpan.facts import TOWNSHIP, Fact, FactBook
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Value
from yanpan.findings.township.common import CommonTheme
from yanpan.findings.township.data import TownshipData
from yanpan.findings.township.totals import Total
from yanpan.findings.township.work import return_facts
from yanpan.narrative.render import pieces
from yanpan.schema.values import Instrument

NONE = "—"


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
