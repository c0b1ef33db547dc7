"""Collective economy: cooperation, idle assets put to use, income against last year and the township."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject

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
        detail = f"共建.{row.text('project')}"
        make = subject.make
        values: dict[str, Value] = {
            "模式": make.words(f"{detail}.模式", row.text("kind").replace("+", "＋"), label="合作模式", rows=row),
            "对方": subject.village_name(f"{detail}.对方", row.text("partner"), row),
            "内容": make.words(f"{detail}.内容", row.text("content"), label="合作内容", rows=row),
        }
        if gain := row.number("income"):
            values["年收益"] = make.amount(f"{detail}.收益", gain, "万元", label="本方年收益", rows=row)
        assets = subject.rows("idle_assets").equal(project=row.text("project"))
        if assets:
            values["资产"] = _names(subject, assets)
        yield _finding(subject, f"共建.{row.text('kind')}", values, 60)


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
            yield _finding(subject, "资产.盘活", values, 50, status)


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
    values: dict[str, Value] = {
        "年度": make.words(f"{detail}.年度", f"{latest.text('year')}年", label="年度", rows=latest),
        "金额": make.amount(
            f"{detail}.{basis}", amount, "万元", label=f"集体经济{basis}", rows=latest, name="集体收益"
        ),
        "口径": make.words(f"{detail}.口径", basis, label="口径", rows=latest),
    }
    when = [basis, *_change(subject, ordered, column, values)]
    median = subject.benchmarks.income_net_median
    weak = median is not None and column == "net" and amount < median
    if weak and _is_a_problem(subject):
        return
    yield _finding(subject, "集体经济.收益", values, 65, *when, filler=weak)


def _is_a_problem(subject: Subject) -> bool:
    return bool(subject.rows("problems").frame["themes"].str.contains("集体经济", regex=False, na=False).any())


def _change(subject: Subject, ordered: object, column: str, values: dict[str, Value]) -> list[str]:
    """Enter the difference to the year before; its direction, if that year has a figure."""
    frame = Rows("collective_income", ordered)  # type: ignore[arg-type]
    rows = list(frame.each())
    if len(rows) < 2 or rows[-2].number("year") != (rows[-1].number("year") or 0) - 1:
        return []
    before, now = rows[-2].number(column), rows[-1].number(column)
    if before is None or now is None or before == now:
        return []
    both = Rows("collective_income", frame.frame.iloc[-2:])
    values["增减"] = subject.make.amount(
        f"集体经济.{rows[-1].text('year')}.增减",
        round(abs(now - before), 2),
        "万元",
        label="与上年相差",
        rows=both,
        method="两年同一口径相减",
    )
    return ["增加" if now > before else "减少"]


def _basis(row: Row) -> tuple[str, str]:
    """The stated basis and its column; where none is stated, the net figure before the others."""
    stated = row.text("basis")
    if stated in COLUMNS:
        return stated, COLUMNS[stated]
    column = next((column for column in COLUMNS.values() if row.number(column) is not None), "net")
    return stated, column
