"""Collective economy: cooperation, idle assets put to use, income against last year and the township."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from yanpan.facts import Fact
from yanpan.findings.change import change
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.findings.village.against import alone, households, scale_weight

IN_USE = ("出租", "共建", "盘活")
COLUMNS = {"净收益": "net", "经营性收入": "operating", "总收入": "total"}


def income(subject: Subject) -> Iterator[Finding]:
    """Findings on the collective economy."""
    yield from _cooperations(subject)
    yield from _assets(subject)
    yield from _income(subject)


def own_cooperations(subject: Subject) -> Rows:
    """The village's own side of its cooperations."""
    return subject.rows("cooperations").equal(village=subject.village)


def _finding(
    subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str, filler: bool = False
) -> Finding:
    return Finding(code, subject.village, Theme.INCOME, values, weight, Polarity.GOOD, frozenset(when), filler)


def _cooperations(subject: Subject) -> Iterator[Finding]:
    for row in own_cooperations(subject).each():
        kind, detail = row.text("kind"), f"共建.{row.text('project')}"
        make = subject.make
        values: dict[str, Value] = {
            "模式": make.words(f"{detail}.模式", kind.replace("+", "＋"), label="合作模式", rows=row),
            "对方": subject.village_name(f"{detail}.对方", row.text("partner"), row),
            "内容": make.words(f"{detail}.内容", row.text("content"), label="合作内容", rows=row),
        }
        if gain := row.number("income"):
            values["年收益"] = make.amount(f"{detail}.收益", gain, "万元", label="本方年收益", rows=row)
        assets = subject.rows("idle_assets").equal(project=row.text("project"))
        if assets:
            values["资产"] = _names(subject, assets)
        only = alone(subject, f"共建.{kind}")
        weight = 60 + (10 if only else 0) + min(row.number("income") or 0, 10)
        yield _finding(subject, f"共建.{kind}", values, weight, *(["独有"] if only else []))


def _assets(subject: Subject) -> Iterator[Finding]:
    """Assets in use, those apart that a cooperation has told already."""
    assets = subject.rows("idle_assets")
    told = set(own_cooperations(subject).frame["project"])
    rest = assets.where(~assets.frame["project"].isin(list(told)))
    for status in IN_USE:
        part = rest.equal(status=status)
        if part:
            values: dict[str, Value] = {"资产": _names(subject, part)}
            gain = float(part.frame["income"].sum())
            if gain:
                values["年收益"] = subject.make.amount(
                    f"资产.{status}.年收益", gain, "万元", label=f"{status}资产年收益", rows=part, method="年收益合计"
                )
            yield _finding(subject, "资产.盘活", values, 45 + min(gain, 10), status)


def _names(subject: Subject, assets: Rows) -> Value:
    return series(
        [
            subject.make.words(f"资产.{row.text('name')}.名称", row.text("name"), label="盘活的资产", rows=row)
            for row in assets.each()
        ]
    )


def _income(subject: Subject) -> Iterator[Finding]:
    """The latest year's figure; told as an achievement where it is no less than the township's median."""
    years = subject.rows("collective_income")
    if not years:
        return
    ordered = years.frame.sort_values("year")
    latest = Row("collective_income", ordered.iloc[[-1]])
    basis, column = _basis(latest)
    amount = latest.number(column)
    if amount is None:
        return
    detail = f"集体经济.{latest.text('year')}"
    make = subject.make
    told = make.amount(f"{detail}.{basis}", amount, "万元", label=f"集体经济{basis}", rows=latest, name="集体收益")
    values: dict[str, Value] = {
        "年度": make.words(f"{detail}.年度", f"{latest.text('year')}年", label="年度", rows=latest),
        "金额": told,
        "口径": make.words(f"{detail}.口径", basis, label="口径", rows=latest),
    }
    when = [basis, *_change(subject, Rows("collective_income", ordered), column, basis, told, values)]
    if column == "net":
        values |= households(subject, detail, amount, latest)
    weak = _is_weak(subject, column, amount)
    if weak and _is_a_problem(subject):
        return
    weight = 55 + scale_weight(subject, "户均净收益", _per_household(subject, amount)) + (5 if "增加" in when else 0)
    yield _finding(subject, "集体经济.收益", values, weight, *when, filler=weak)


def _per_household(subject: Subject, amount: float) -> float | None:
    count = subject.roster.number("households")
    return 10_000 * amount / count if count else None


def _is_weak(subject: Subject, column: str, amount: float) -> bool:
    median = subject.benchmarks.income_net_median
    return median is not None and column == "net" and amount < median


def _is_a_problem(subject: Subject) -> bool:
    return bool(subject.rows("problems").frame["themes"].str.contains("集体经济", regex=False, na=False).any())


def _change(subject: Subject, years: Rows, column: str, basis: str, now: Fact, values: dict[str, Value]) -> list[str]:
    """Enter base, period and difference to the year before; the direction, if that year has a figure."""
    both = with_year_before(subject, years, basis)
    rows = list(both.each())
    if len(rows) < 2 or rows[-2].number("year") != (rows[-1].number("year") or 0) - 1:
        return []
    before = rows[-2].number(column)
    if before is None:
        return []
    told, direction = change(
        subject.make,
        f"集体经济.{rows[-1].text('year')}",
        before,
        now,
        "万元",
        label=f"集体经济{basis}",
        period=f"{rows[-2].text('year')}年",
        rows=Rows("collective_income", both.frame.iloc[-2:]),
    )
    values |= told
    return [direction]


def with_year_before(subject: Subject, years: Rows, basis: str) -> Rows:
    """The years in order; where the year before the last is not among them, the round before may have it on the
    same basis."""
    last = years.frame["year"].iloc[-1]
    if subject.earlier is None or (years.frame["year"] == last - 1).any():
        return years
    held = subject.earlier.rows("collective_income").equal(year=last - 1, basis=basis)
    both = pd.concat([held.frame, years.frame], ignore_index=True)
    return Rows("collective_income", both.sort_values("year", kind="stable")) if held else years


def other_basis(subject: Subject) -> str:
    """Why the round before's figure of the year before is not set beside the latest one; '' if nothing hinders it."""
    years = subject.rows("collective_income")
    if subject.earlier is None or not years:
        return ""
    latest = Row("collective_income", years.frame.sort_values("year").iloc[[-1]])
    year, basis = int(latest.number("year") or 0) - 1, _basis(latest)[0]
    held = next(iter(subject.earlier.rows("collective_income").equal(year=year).each()), None)
    if held is None or held.text("basis") == basis or (years.frame["year"] == year).any():
        return ""
    return f"集体经济{year}年登记的口径是“{held.text('basis')}”，与本轮的“{basis}”不同，不作纵向对比。"


def _basis(row: Row) -> tuple[str, str]:
    """The stated basis and its column; where none is stated, the net figure before the others."""
    stated = row.text("basis")
    if stated in COLUMNS:
        return stated, COLUMNS[stated]
    column = next((column for column in COLUMNS.values() if row.number(column) is not None), "net")
    return stated, column
