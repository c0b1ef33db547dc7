"""How far problems are put right: 销号率 and what is past its deadline, made in one way for every document."""

from __future__ import annotations

import datetime as dt

from yanpan.analysis.rectification import overdue, progress
from yanpan.chinese.numbers import percent
from yanpan.facts import Fact
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Value

RATE = "已销号的问题占全部问题的比例，没有措施的也计入分母"
LATE = "标为逾期，或截止日已过完成时限而未销号（长期坚持的除外）"


def closing(make: FactMaker, problems: Rows, plans: Rows, *, as_of: dt.date) -> dict[str, Value]:
    """Placeholders 销号率 and, where any plan is past its deadline on the day, 逾期数; empty without a problem.

    Plans of other problems are left aside.
    """
    rate = rate_fact(make, problems, plans, "整改.销号率")
    if rate is None:
        return {}
    late = late_fact(make, problems, plans, "整改.到期未销号", as_of=as_of)
    return {"销号率": rate, **({"逾期数": late} if late.value else {})}


def rate_fact(make: FactMaker, problems: Rows, plans: Rows, detail: str) -> Fact | None:
    """销号率 of these problems (0…1); None without a problem."""
    own = _of(plans, problems)
    found = progress(problems.frame, own.frame, as_of=dt.date.min)
    if found.rate is None:
        return None
    return make.amount(
        detail,
        found.rate,
        "",
        label="销号率",
        rows=own or problems,
        n=found.problems,
        method=RATE,
        text=percent(found.rate).replace(".0%", "%"),
    )


def late_fact(make: FactMaker, problems: Rows, plans: Rows, detail: str, *, as_of: dt.date, unit: str = "条") -> Fact:
    """How many plans of these problems are past their deadline on the day; zero rests on nothing."""
    late = Rows("rectifications", overdue(_of(plans, problems).frame, as_of=as_of))
    return make.count(detail, late, unit, label="到期未销号", method=LATE)


def _of(plans: Rows, problems: Rows) -> Rows:
    return plans.where(plans.frame["problem"].isin(problems.frame["problem"]))
