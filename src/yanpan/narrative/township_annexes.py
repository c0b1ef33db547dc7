"""Annexes of the township report: grades, four sources, ledger, sources of data."""

from __future__ import annotations

from collections.abc import Iterable

from yanpan.analysis.results import Source
from yanpan.chinese.dates import format_date
from yanpan.document import Cell, ReportTable, Run, cell
from yanpan.evidence import SourceRef
from yanpan.facts import Fact
from yanpan.findings.make import FactMaker
from yanpan.findings.township.data import Place, TownshipData, place_fact
from yanpan.findings.township.team_grades import basis_of, counted_facts, ungraded_facts
from yanpan.narrative.township_tables import NONE, table
from yanpan.schema.values import Dimension
from yanpan.summary import Problem, VillageSummary

UNFINISHED = "未完成"
NAMES = ("村名", "方法", "来源", "台账")
"""Subjects of facts that are names only."""

CELLS = ("分组", "分表")
"""Subjects of facts that are cells of the tables on many villages; each opens its rows where it stands."""

LONG = 60
"""A reference of more characters is told by its span."""

SHOWN = 3
"""References that a cell on sources spells out; more are counted."""


def grades_table(data: TownshipData, make: FactMaker) -> ReportTable:
    """By village: grade suggested and decided, firmness, score, satisfaction, reasons; then the counts with zeros."""
    rows = [_grade_row(data, make, place) for place in data.places]
    counts = {f"“{word}”": fact for word, fact in counted_facts(data, make).items()}
    counts |= ungraded_facts(data, make)
    total: list[Run] = [Run(text=f"{basis_of(data).value}：")]
    for word, fact in counts.items():
        total += [Run(text=f"{'；' if len(total) > 1 else ''}{word}"), Run(text=fact.text, fact=fact.key)]
    rows.append((cell("合计"), *(cell(NONE) for _ in range(7)), tuple(total)))
    return table(
        "档次",
        "班子建议档次",
        (
            "村（社区）",
            "建议档次",
            "党委定档",
            "稳定性",
            "综合得分",
            "距上一档",
            "高出下一档",
            "群众满意率（参考区间）",
            "主要理由",
        ),
        rows,
        align="lccccccll",
        note="得分和分差的单位为分；“距上一档”是离上一档分界还差的分数，“高出下一档”是高于下一档分界的分数；"
        "稳定性按票表重抽、口径变动的试算划分，“—”为不作判断。按名册顺序，不作排名。建议档次由综合得分和闸门得出，最终档次由镇党委专题会确定。",
    )


def _grade_row(data: TownshipData, make: FactMaker, place: Place) -> tuple[Cell, ...]:
    name = cell(place_fact(make, data, place))
    summary = data.summaries.get(place.id)
    if summary is None:
        return (name, cell(UNFINISHED), *(cell(NONE) for _ in range(7)))
    facts = facts_of(summary)
    grade = village_cell(facts, summary, "档次.建议")
    firmness = village_cell(facts, summary, "档次.稳定性")
    decided = facts.get(f"{place.id}.档次.定档")
    simple = (
        grade,
        cell("未定" if decided is None else decided),
        firmness,
        *(points(facts.get(f"{place.id}.档次.{word}")) for word in ("综合得分", "差距", "余量")),
    )
    return (name, *simple, satisfaction(facts, summary), _reasons(facts, summary))


def points(fact: Fact | None) -> Cell:
    """Points with one decimal, without the unit that the note tells; a dash where there are none."""
    if fact is None:
        return cell(NONE)
    value = fact.value
    text = f"{value:.1f}" if isinstance(value, float | int) else fact.text.removesuffix("分")
    return (Run(text=text, fact=fact.key),)


def _reasons(facts: dict[str, Fact], summary: VillageSummary) -> Cell:
    """The reasons beside the score, which has columns of its own: without a score the first too, as it says why."""
    listed = [fact for key, fact in facts.items() if key.startswith(f"{summary.owner}.档次.理由.")]
    said: list[Run] = []
    graded = f"{summary.owner}.档次.综合得分" in facts
    for fact in (listed[1:] if graded else ()) or listed:
        said += [*([Run(text="；")] if said else []), _run(fact)]
    return tuple(said) or cell(NONE)


def satisfaction(facts: dict[str, Fact], summary: VillageSummary) -> Cell:
    """The rate with its reference interval; a dash where there is none."""
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
    """Villages by dimensions: the state, and what each source says, in one cell."""
    order = "、".join(Source)
    return table(
        "四源",
        "四源互证矩阵",
        ("村（社区）", *(str(dimension) for dimension in Dimension)),
        (_matrix_row(data, make, place) for place in data.places),
        note=f"括号内依次为{order}给出的档次，“—”为该来源没有可用材料。"
        "一致、基本一致可作肯定判断，矛盾须核实，不足不作判断。",
    )


def _matrix_row(data: TownshipData, make: FactMaker, place: Place) -> tuple[Cell, ...]:
    name = cell(place_fact(make, data, place))
    summary = data.summaries.get(place.id)
    if summary is None:
        return (name, *(cell(UNFINISHED) for _ in Dimension))
    facts = facts_of(summary)
    return (name, *(_dimension(summary, facts, str(dimension)) for dimension in Dimension))


def _dimension(summary: VillageSummary, facts: dict[str, Fact], dimension: str) -> Cell:
    key = f"{summary.owner}.互证.{dimension}"
    said = [Run(text=summary.states.get(dimension, NONE), fact=_known(f"{key}.维度", facts)), Run(text="（")]
    for number, source in enumerate(Source):
        grade = summary.matrix.get(dimension, {}).get(str(source))
        said += [Run(text="/")] if number else []
        said.append(Run(text=grade or NONE, fact=_known(f"{key}.{source}", facts)))
    return (*said, Run(text="）"))


def _known(key: str, facts: dict[str, Fact]) -> str | None:
    return key if key in facts else None


def ledger_table(data: TownshipData, make: FactMaker) -> ReportTable:
    """Every problem of the finished villages with what is to be done, by whom, until when, and how far it is."""
    rows = [
        _ledger_row(make, data, place, problem)
        for place in data.finished
        for problem in data.summaries[place.id].problems
    ]
    return table(
        "台账",
        "问题整改台账",
        ("村（社区）", "问题", "整改方向和措施", "责任人", "时限", "状态"),
        rows,
        align="lllccc",
        note="来源：问题清单、整改台账。编号、证据见电子表格（整改台账.xlsx）。" if rows else "没有登记的问题。",
    )


def _ledger_row(make: FactMaker, data: TownshipData, place: Place, problem: Problem) -> tuple[Cell, ...]:
    facts, key = facts_of(data.summaries[place.id]), f"{place.id}.整改.{problem.problem}"
    stated = problem.said or (Run(text=problem.statement),)
    direction = _held(problem.direction, f"{key}.整改方向", facts)
    plan = (*direction, Run(text="："), *_held(problem.measure, f"{key}.具体措施", facts))
    deadline = format_date(problem.deadline) if problem.deadline else ""
    rest = ((problem.person, "责任人"), (deadline, "完成时限"), (problem.status, "整改状态"))
    cells = (_held(text, f"{key}.{label}", facts) for text, label in rest)
    return (cell(place_fact(make, data, place)), stated, plan, *cells)


def _held(text: str, key: str, facts: dict[str, Fact]) -> Cell:
    return (Run(text=text or NONE, fact=_known(key, facts)),)


def sources_table(facts: Iterable[Fact]) -> ReportTable:
    """Where the township's figures come from; names, policy's settings and villages' shares are left out."""
    rows = [
        (cell(fact.label), cell(fact), cell(fact.method or NONE), cell(references(fact)))
        for fact in facts
        if _listed(fact)
    ]
    return table(
        "来源",
        "全镇数据来源对照",
        ("事项", "数据", "方法", "来源行"),
        rows,
        align="llll",
        note="来源行写作“表名@文件/工作表#编号”或“表名@文件/工作表|行号”；各村数据的来源见村级报告。",
    )


def _listed(fact: Fact) -> bool:
    parts = fact.key.split(".")
    named = parts[1] in (*NAMES, *CELLS) or parts[-1] in ("名称", "主题", "村数")
    share = parts[1] == "合计" and fact.method == "照录"
    return bool(fact.sources) and fact.method != "政策参数" and not named and not share


def references(fact: Fact) -> str:
    """References of a fact; beyond the first few only how many more there are."""
    told = [_reference(ref) for ref in fact.sources[:SHOWN]]
    return "；".join(told) + (f"；等{len(fact.sources)}处" if len(fact.sources) > SHOWN else "")


def _reference(ref: SourceRef) -> str:
    """A reference; of rows in many pieces, the span and how many."""
    full = str(ref)
    if len(full) <= LONG:
        return full
    place = full.partition("|")[0].partition("#")[0]
    return f"{place}|{min(ref.rows)}–{max(ref.rows)}内{len(ref.rows)}行"
