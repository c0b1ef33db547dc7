"""The calendar of key tasks: what is overdue on the closing day, due this quarter or the next, or later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from yanpan.analysis.needs import overdue_tasks
from yanpan.analysis.quarters import quarter_of
from yanpan.findings.make import FactMaker, Row, Rows
from yanpan.findings.model import Finding, Value
from yanpan.findings.quarter.data import QuarterData, finding, period
from yanpan.findings.township.data import villages_in
from yanpan.findings.township.measures import gap

LATE, NOW, NEXT, LATER, DONE = "到期未完成", "本季到期", "下季到期", "以后到期", "已完成"
STATES = (LATE, NOW, NEXT, LATER)


@dataclass(frozen=True)
class Entry:
    """A task of the calendar and where its deadline lies."""

    row: Row
    state: str


def calendar(data: QuarterData) -> list[Entry]:
    """Tasks that are not finished, by deadline, then by number. "本季" is the quarter of the report, or, where the
    closing day lies later, the quarter of that day."""
    rows = data.township.rows("key_tasks")
    late = set(overdue_tasks(data.township.tables, as_of=data.as_of).index)
    unfinished = rows.where(rows.frame["status"].ne(DONE))
    order = unfinished.frame.sort_values(["deadline", "task"], kind="stable")
    return [
        Entry(row, LATE if row.frame.index[0] in late else _when(data, row.text("deadline")))
        for row in Rows("key_tasks", order).each()
    ]


def _when(data: QuarterData, deadline: str) -> str:
    this = max(data.quarter, quarter_of(data.as_of.isoformat()))
    if dt.date.fromisoformat(deadline) <= this.end:
        return NOW
    return NEXT if quarter_of(deadline) == this.after else LATER


def entries_as_rows(entries: list[Entry], state: str, data: QuarterData) -> Rows:
    """The tasks of one state as rows."""
    picked = [entry.row.frame.index[0] for entry in entries if entry.state == state]
    rows = data.township.rows("key_tasks")
    return Rows("key_tasks", rows.frame[rows.frame.index.isin(picked)])


def tasks(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """How many tasks there are and how many are overdue or due soon."""
    rows = data.township.rows("key_tasks")
    if not rows:
        yield finding("调度.无", period(data, make))
        return
    entries = calendar(data)
    values: dict[str, Value] = {
        **period(data, make),
        "总数": make.count("调度.总数", rows, "项", label="重点工作"),
        "完成": make.count("调度.已完成", rows.equal(status=DONE), "项", label="已完成的重点工作"),
    }
    for word, state in (("逾期", LATE), ("本季", NOW), ("下季", NEXT)):
        if part := entries_as_rows(entries, state, data):
            values[word] = make.count(f"调度.{state}", part, "项", label=f"重点工作{state}")
    late = entries_as_rows(entries, LATE, data)
    if late:
        values["逾期村"] = gap(data.township, make, "季度.调度", villages_in(late), late, "有到期未完成事项的村")["村"]
    yield finding("调度", values, "有逾期" if late else "无逾期")
