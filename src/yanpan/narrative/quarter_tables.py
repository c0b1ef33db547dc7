"""Tables of the quarterly report: inspections, standings, what is not mended, rectification, calendar."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.quarters import Standing, Visit
from yanpan.chinese.dates import format_date
from yanpan.document import Cell, ReportTable, Run, cell
from yanpan.findings.closing import late_fact, rate_fact
from yanpan.findings.make import FactMaker, Row, Rows
from yanpan.findings.quarter.data import QuarterData, standing_fact
from yanpan.findings.quarter.inspections import unmended
from yanpan.findings.quarter.progress import own_plans
from yanpan.findings.quarter.tasks import calendar
from yanpan.findings.township.data import Place, place_fact
from yanpan.findings.township.people import STATUSES
from yanpan.narrative.township_tables import NONE, table
from yanpan.schema import TABLES

MISSED, NOT_YET = "缺查", "未到"


def zh(key: str, column: str) -> str:
    """Heading of a column as the schema has it."""
    return TABLES[key].by_key[column].zh


def visits_table(data: QuarterData, make: FactMaker) -> ReportTable:
    """Village × month: items looked at and points deducted; gaps and months that are not over are marked."""
    rows = [
        (name_cell(data, make, place), *(_visit(make, visit) for visit in data.visits if visit.village == place.id))
        for place in data.township.places
    ]
    return table(
        "督查",
        f"{data.quarter.zh}各村督查情况",
        ("村（社区）", *(format_date(month) for month in data.quarter.months)),
        rows,
        align="lccc",
        note=f"来源：月督查。格内为督查事项数和扣分；“{MISSED}”为该月没有督查记录，“{NOT_YET}”为截止日时该月尚未结束。",
    )


def _visit(make: FactMaker, visit: Visit) -> Cell:
    if not visit.items:
        return cell(MISSED if visit.due else NOT_YET)
    detail = f"督查.{visit.village}.{visit.month}"
    items = make.amount(f"{detail}.事项", visit.items, "项", label="督查事项", sources=visit.sources, method="按行计数")
    lost = make.amount(f"{detail}.扣分", visit.deduction, "分", label="扣分", sources=visit.sources, method="各项相加")
    return (*cell(items), Run(text="，扣"), *cell(lost))


def standings_table(data: QuarterData, make: FactMaker) -> ReportTable:
    """Mean deduction an item: this quarter, the one before, the change; the difference from the median."""
    names = {place.id: place for place in data.township.places}
    rows = [(name_cell(data, make, names[each.village]), *_standing(make, each)) for each in data.standings]
    return table(
        "短板",
        "平均每项扣分的纵向、横向比较",
        ("村（社区）", "本季", "上季", "纵向：比上季", "横向：比中位数"),
        rows,
        align="lcccc",
        note="来源：月督查。单位为分，扣分越多越差；纵向与本村上季比，横向与全镇各村的中位数比；“—”为没有记录、不能比。按名册顺序，不作排名。",
    )


def _standing(make: FactMaker, each: Standing) -> Iterator[Cell]:
    for word in ("本季", "上季", "比上季", "比中位数"):
        yield cell(standing_fact(make, each, word) or NONE)


def unmended_table(data: QuarterData, make: FactMaker) -> ReportTable:
    """The quarter's failed items that are not mended."""
    columns = ("month", "item", "issue", "deadline", "recheck")
    rows = [
        (name_cell(data, make, place), *(_text(make, row, f"督查.未整改.{place.id}.{number}", key) for key in columns))
        for place in data.township.places
        for number, row in enumerate(unmended(data).equal(village=place.id).each(), start=1)
    ]
    return table(
        "未整改",
        "未整改的督查问题",
        ("村（社区）", *(zh("inspections", key) for key in columns)),
        rows,
        align="lcclcc",
        note="来源：月督查。复查未整改，或整改期限已过而没有复查结果（“—”）。" if rows else "没有未整改的督查问题。",
    )


def _text(make: FactMaker, row: Row, detail: str, key: str) -> Cell:
    text = format_date(row.text(key))
    heading = zh(row.table, key)
    return cell(make.words(f"{detail}.{heading}", text, label=heading, rows=row)) if text else cell(NONE)


def progress_table(data: QuarterData, make: FactMaker) -> ReportTable:
    """Problems by village and status, 销号率, and how many are overdue."""
    rows = [
        (name_cell(data, make, place), *_progress(data, make, place.id, problems))
        for place in data.township.places
        if (problems := data.township.of("problems", place.id))
    ]
    return table(
        "整改",
        "各村问题整改进度",
        ("村（社区）", "问题", *STATUSES, "销号率", "到期未销号"),
        rows,
        align="l" + "c" * (len(STATUSES) + 3),
        note="来源：问题清单、整改台账。单位为条；销号率为已销号占全部问题的比例；到期未销号指标为逾期，或截止日已过时限而未销号（长期坚持的除外）。",
    )


def _progress(data: QuarterData, make: FactMaker, village: str, problems: Rows) -> Iterator[Cell]:
    plans = own_plans(data)
    own = plans.where(plans.frame["problem"].isin(problems.frame["problem"]))
    yield count_cell(make, f"整改.{village}.问题", problems, "问题")
    for status in STATUSES:
        yield count_cell(make, f"整改.{village}.{status}", own.equal(status=status), f"整改{status}")
    rate = rate_fact(make, problems, own, f"整改.{village}.销号率")
    yield cell(NONE if rate is None else rate)
    yield cell(late_fact(make, problems, own, f"整改.{village}.到期", as_of=data.as_of, unit=""))


def count_cell(make: FactMaker, detail: str, rows: Rows, label: str, *, unit: str = "") -> Cell:
    """A count as a bare number; zero rests on nothing."""
    return cell(make.count(detail, rows, unit, label=label))


def calendar_table(data: QuarterData, make: FactMaker) -> ReportTable:
    """Unfinished tasks by deadline, each with where its deadline lies."""
    names = {place.id: place for place in data.township.places}
    rows = []
    for entry in calendar(data):
        row, village = entry.row, entry.row.text("village")
        cells = (_text(make, row, f"调度.{row.text('task')}", key) for key in ("deadline", "content", "status"))
        deadline, content, status = cells
        place = name_cell(data, make, names[village]) if village in names else cell(village)
        rows.append((deadline, place, content, status, cell(entry.state)))
    return table(
        "日历",
        "重点工作调度日历",
        (zh("key_tasks", "deadline"), "村（社区）", zh("key_tasks", "content"), zh("key_tasks", "status"), "情况"),
        rows,
        align="llccc",
        note="来源：重点工作。只列未完成的，按时限先后；情况以截止日为准。" if rows else "没有未完成的重点工作。",
    )


def name_cell(data: QuarterData, make: FactMaker, place: Place) -> Cell:
    """A village's name."""
    return cell(place_fact(make, data.township, place))
