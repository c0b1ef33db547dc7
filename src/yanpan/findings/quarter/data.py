"""What the quarterly report is made from: the township's tables, the quarter, and what was reckoned of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from yanpan.analysis.quarters import Quarter, Standing, Visit, standings, visits, within
from yanpan.chinese.dates import format_date
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value
from yanpan.findings.township.data import TownshipData
from yanpan.schema import Level


@dataclass(frozen=True)
class QuarterData:
    """The township and the quarter. `level`: the most sensitive level that the edition shows."""

    quarter: Quarter
    township: TownshipData
    level: Level = Level.L2

    @property
    def as_of(self) -> dt.date:
        """The round's closing day: what the registers know."""
        return self.township.config.as_of

    @cached_property
    def visits(self) -> list[Visit]:
        """Village × month."""
        return visits(self.township.tables, self.quarter, as_of=self.as_of)

    @cached_property
    def standings(self) -> list[Standing]:
        """Every village against itself and the township."""
        return standings(self.township.tables, self.quarter)

    @cached_property
    def inspected(self) -> Rows:
        """The quarter's inspections."""
        return Rows("inspections", within(self.township.tables["inspections"], self.quarter))

    @property
    def is_committee(self) -> bool:
        """True in the edition that may show rows of level L3."""
        return self.level >= Level.L3


def finding(code: str, values: dict[str, Value], *when: str, owner: str = TOWNSHIP) -> Finding:
    """A finding of the quarterly report."""
    return Finding(f"季.{code}", owner, Theme.METHOD, values, 0, Polarity.NEUTRAL, frozenset(when))


def period(data: QuarterData, make: FactMaker) -> dict[str, Value]:
    """`季度` and `截止日`."""
    config = data.township.config
    return {
        "季度": make.words("季度", data.quarter.zh, label="季度", method="运行参数"),
        "截止日": make.words("截止日", format_date(config.as_of.isoformat()), label="截止日", method="批次设置"),
    }


def standing_fact(make: FactMaker, each: Standing, word: str) -> Fact | None:
    """A village's mean deduction 本季 or 上季, or how it stands 比上季 or 比中位数 (signed); None where not known."""
    both = (*each.sources, *each.before_sources)
    known = {
        "本季": (each.now, each.sources),
        "上季": (each.before, each.before_sources),
        "比上季": (each.change, both),
        "比中位数": (each.above, each.sources),
    }
    value, sources = known[word]
    if value is None:
        return None
    signed = f"{value:+.2f}" if word.startswith("比") and abs(value) >= 0.005 else f"{abs(value):.2f}"
    return points(make, f"督查.{each.village}.{word}", value, label=f"平均每项扣分{word}", sources=sources, text=signed)


def points(make: FactMaker, detail: str, value: float, *, label: str, rows: Rows | None = None, **more: object) -> Fact:
    """Points with at most two decimals (`1.67分`)."""
    settings = {"method": "扣分之和除以督查事项数", **more}
    return make.amount(detail, round(value, 2), "分", label=label, rows=rows, **settings)  # type: ignore[arg-type]
