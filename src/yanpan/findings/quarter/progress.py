"""Rectification in the quarter: how much is signed off, what is overdue, what goes on from earlier rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yanpan.analysis.rectification import CLOSED, carried_over, closed_between, overdue
from yanpan.findings.closing import closing
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Value, series
from yanpan.findings.quarter.data import QuarterData, finding, period
from yanpan.findings.township.data import villages_in
from yanpan.findings.township.measures import gap
from yanpan.findings.township.people import STATUSES


def own_plans(data: QuarterData) -> Rows:
    """Plans of the problems that this round found."""
    rows = data.township.rows("rectifications")
    return rows.where(rows.frame["problem"].isin(data.township.rows("problems").frame["problem"]))


def late_plans(data: QuarterData) -> Rows:
    """Plans overdue on the closing day, this round's and earlier ones'."""
    rows = data.township.rows("rectifications")
    return Rows("rectifications", overdue(rows.frame, as_of=data.as_of))


def rectification(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """This round's problems, then those that go on from earlier rounds."""
    problems, plans = data.township.rows("problems"), own_plans(data)
    if not problems:
        yield finding("整改.无", period(data, make))
    else:
        yield _own(data, make, problems, plans)
    yield from _carried(data, make)


def _own(data: QuarterData, make: FactMaker, problems: Rows, plans: Rows) -> Finding:
    values: dict[str, Value] = {
        **period(data, make),
        "问题数": make.count("问题.总数", problems, "条", label="问题清单"),
        **closing(make, problems, plans, as_of=data.as_of),
    }
    counts = Counter(str(status) for status in plans.frame["status"])
    if plans:
        values["分状态"] = series(
            [
                (status, make.count(f"整改.{status}", plans.equal(status=status), "条", label=f"整改{status}"))
                for status in STATUSES
                if counts[status]
            ]
        )
    closed = Rows("rectifications", closed_between(plans.frame, start=data.quarter.start, end=data.quarter.end))
    if closed:
        values["本季销号"] = make.count("整改.本季销号", closed, "条", label="本季销号", method="销号日期在本季度")
    late = problems.where(problems.frame["problem"].isin(overdue(plans.frame, as_of=data.as_of)["problem"]))
    if late:
        values["逾期村"] = gap(data.township, make, "季度.整改逾期", villages_in(late), late, "有到期未销号问题的村")[
            "村"
        ]
    when = ["有措施" if plans else "无措施", *(["有逾期"] if late else [])]
    return finding("整改", values, *when)


def _carried(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    rows = data.township.rows("rectifications")
    earlier = Rows("rectifications", carried_over(data.township.tables["problems"], rows.frame))
    if not earlier:
        return
    done = earlier.equal(status=CLOSED)
    yield finding(
        "转入",
        {
            "转入": make.count("整改.转入", earlier, "条", label="以前批次转入的整改事项"),
            "销号": make.count("整改.转入销号", done, "条", label="转入事项中已销号"),
        },
        "全销" if len(done.frame) == len(earlier.frame) else "未全销",
    )
