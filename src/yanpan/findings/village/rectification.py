"""How far the rectification of the village's problems is."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.chinese.dates import format_date
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.findings.village.problems import Found

STATES = ("已销号", "待验收", "推进中", "长期", "未启动", "逾期")


def plan_of(subject: Subject, problem: str) -> Row | None:
    """The rectification row of a problem; None without one."""
    rows = subject.rows("rectifications").equal(problem=problem)
    return next(iter(rows.each()), None)


def rectification(subject: Subject, problems: list[Found]) -> Iterator[Finding]:
    """How many problems have a plan, how the plans stand, the next deadline."""
    if not problems:
        return
    codes = [found.row.text("problem") for found in problems]
    plans = subject.rows("rectifications")
    own = plans.where(plans.frame["problem"].isin(codes))
    problem_rows = subject.rows("problems")
    values: dict[str, Value] = {
        "问题数": subject.make.count("整改.问题数", problem_rows, "条", label="登记的问题", name="问题数")
    }
    if not own:
        yield Finding("整改.没有措施", subject.village, Theme.PROBLEM, values, 0, Polarity.NEUTRAL)
        return
    values["措施数"] = subject.make.count("整改.措施数", own, "条", label="已定措施的问题", name="措施数")
    values["进度"] = series([_state(subject, own, state) for state in STATES if own.equal(status=state)])
    values["最近时限"] = _next_deadline(subject, own)
    whole = "全部有措施" if len(own.frame) == len(codes) else "部分有措施"
    yield Finding("整改.概况", subject.village, Theme.PROBLEM, values, 0, Polarity.NEUTRAL, frozenset([whole]))


def _state(subject: Subject, plans: Rows, state: str) -> Value:
    count = subject.make.count(
        f"整改.{state}", plans.equal(status=state), "条", label=f"整改{state}", name=f"{state}条数"
    )
    return (state, count)


def _next_deadline(subject: Subject, plans: Rows) -> Value:
    day = str(min(plans.frame["deadline"]))
    rows = plans.equal(deadline=day)
    return subject.make.words(
        "整改.最近时限", format_date(day), label="最近时限", rows=rows, method="各条时限最早的一天"
    )
