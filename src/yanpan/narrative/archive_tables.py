"""Tables of performance files: registers as they stand, headings by the schema, every cell with its row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yanpan.chinese.dates import format_date
from yanpan.chinese.numbers import format_quantity, plain
from yanpan.document import Cell, HeadCell, ReportTable, cell
from yanpan.findings.archive.data import ArchiveData, RoundMaterial
from yanpan.findings.archive.village import quarters
from yanpan.findings.make import FactMaker, Row, Rows
from yanpan.narrative.township_tables import NONE
from yanpan.schema import TABLES, Kind, Level

YES_NO = {True: "是", False: "否"}


def register_table(
    make: FactMaker,
    rows: Rows,
    caption: str,
    columns: Sequence[str],
    *,
    level: Level = Level.L2,
    by_round: bool = False,
) -> ReportTable:
    """The rows in the order given with these columns; `by_round`: the round that each belongs to stands first."""
    headings = [*(["批次"] if by_round else []), *(TABLES[rows.table].by_key[key].zh for key in columns)]
    body = [
        (
            *([cell(row.text("source_file").partition("/")[0])] if by_round else []),
            *(_cell(make, row, key, f"{TABLES[rows.table].zh}.{number}", level) for key in columns),
        )
        for number, row in enumerate(rows.each(), start=1)
    ]
    told = make.count(f"表.{caption}.行数", rows, "行", label=f"{caption}所列的行")
    return table(make, caption, headings, body, note=f"来源：{TABLES[rows.table].zh}，{told.text}。")


def _cell(make: FactMaker, row: Row, key: str, detail: str, level: Level) -> Cell:
    text = shown(row, key)
    if not text:
        return cell(NONE)
    heading = TABLES[row.table].by_key[key].zh
    return cell(make.words(f"{detail}.{heading}", text, label=heading, rows=row, level=level))


def shown(row: Row, key: str) -> str:
    """A cell as the file prints it; '' where it is blank."""
    value, column = row[key], TABLES[row.table].by_key[key]
    if value is None:
        return ""
    if column.kind is Kind.BOOL:
        return YES_NO[bool(value)]
    if column.kind is Kind.QUANTITY:
        return format_quantity(float(str(value)), column.unit, row.bound(key))
    if column.kind in (Kind.INT, Kind.NUMBER, Kind.YEAR):
        return plain(float(str(value)))
    return format_date(str(value)) if column.kind in (Kind.DATE, Kind.MONTH) else str(value)


def table(
    make: FactMaker, caption: str, headings: Sequence[str], rows: Iterable[tuple[Cell, ...]], *, note: str
) -> ReportTable:
    """A table of the file's owner."""
    return ReportTable(
        id=f"{make.owner}-表-{caption}",
        owner=make.owner,
        caption=caption,
        head=(tuple(HeadCell(text=heading) for heading in headings),),
        rows=tuple(rows),
        note=note,
    )


def rounds_table(data: ArchiveData, make: FactMaker) -> ReportTable:
    """Rounds with closing day and the team's suggested grade, as far as reports are there."""
    return table(
        make,
        "历次研判",
        ("批次", "名称", "截止日", "班子建议档次"),
        [_round(data, make, each) for each in data.rounds],
        note="来源：批次设置、村级报告。“—”为该批次没有村级报告；最终档次由镇党委专题会确定。",
    )


def _round(data: ArchiveData, make: FactMaker, each: RoundMaterial) -> tuple[Cell, ...]:
    grade = each.grades.get(make.owner)
    detail, setting = f"批次.{each.round_id}", "批次设置"
    words = [
        make.words(f"{detail}.编号", each.round_id, label="批次", method=setting),
        make.words(f"{detail}.名称", each.name, label="名称", method=setting),
        make.words(f"{detail}.截止日", format_date(each.as_of), label="截止日", method=setting),
    ]
    if grade is None:
        return (*map(cell, words), cell(NONE))
    roster = data.of("villages", make.owner)
    fact = make.words(f"{detail}.建议档次", grade, label="班子建议档次", rows=roster, method="村级报告")
    return (*map(cell, words), cell(fact))


def quarters_table(data: ArchiveData, make: FactMaker) -> ReportTable:
    """Inspections by quarter: months, items, failed, mean deduction, not mended."""
    rows = []
    for quarter, part, unmended in quarters(data, make):
        detail = f"督查.{quarter}"
        mean = float(part.frame["deduction"].fillna(0).mean())
        facts = (
            make.words(f"{detail}.季度", quarter.zh, label="季度", rows=part),
            make.amount(f"{detail}.月数", part.frame["month"].nunique(), "", label="督查月数", rows=part),
            make.count(f"{detail}.事项", part, "", label="督查事项"),
            make.count(f"{detail}.未达标", part.equal(result="未达标"), "", label="未达标的督查事项"),
            make.amount(f"{detail}.平均扣分", round(mean, 2), "", label="平均每项扣分", rows=part, text=f"{mean:.2f}"),
            make.count(f"{detail}.未整改", unmended, "", label="未整改的督查问题"),
        )
        rows.append(tuple(map(cell, facts)))
    headings = ("季度", "督查月数", "事项", "未达标", "平均每项扣分", "未整改")
    return table(make, "分季度督查情况", headings, rows, note="来源：月督查。扣分单位为分。")


PLANNED = ("measure", "owner", "deadline", "status", "closed")


def rectification_table(data: ArchiveData, make: FactMaker) -> ReportTable:
    """Problems of all rounds by deadline with what is done about each; problems without a plan come last."""
    problems, plans = data.of("problems", make.owner), data.of("rectifications", make.owner)
    ordered = Rows("rectifications", plans.frame.sort_values(["deadline", "problem"], kind="stable"))
    rows = [_planned(make, row, problems.equal(problem=row.text("problem"))) for row in ordered.each()]
    without = problems.where(~problems.frame["problem"].isin(plans.frame["problem"]))
    rows += [(_said(make, row), *(cell(NONE) for _ in PLANNED)) for row in without.each()]
    headings = ("问题", *(TABLES["rectifications"].by_key[key].zh for key in PLANNED))
    told = make.amount(
        "表.问题整改.条数", len(rows), "条", label="问题整改所列的条数", rows=problems, method="按条计数"
    )
    return table(make, "问题整改", headings, rows, note=f"来源：问题清单、整改台账，{told.text}，按时限先后。")


def _planned(make: FactMaker, plan: Row, problem: Rows) -> tuple[Cell, ...]:
    """A plan; its problem by the register that found it, or, where that is not at hand, as the ledger names it."""
    said = next((_said(make, row) for row in problem.each()), None)
    told = _cell(make, plan, "statement", f"整改.{plan.text('problem')}", Level.L2) if said is None else said
    return (told, *(_cell(make, plan, key, f"整改.{plan.text('problem')}", Level.L2) for key in PLANNED))


def _said(make: FactMaker, problem: Row) -> Cell:
    return _cell(make, problem, "gist", f"问题.{problem.text('problem')}", Level.L2)
