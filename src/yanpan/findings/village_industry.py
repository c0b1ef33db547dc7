"""What the village lives on: areas by kind (never added across kinds), brands, cooperation, assets, income."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.facts import Fact
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.schema.values import AreaKind

KINDS = (
    (AreaKind.GOAL, "产业.基地", 90),
    (AreaKind.NEW, "产业.新增", 85),
    (AreaKind.REPLANTED, "产业.改种", 80),
    (AreaKind.TENDED, "产业.抚育", 75),
    (AreaKind.TRANSFERRED, "产业.流转", 70),
)
IN_USE = ("出租", "共建", "盘活")


def industry(subject: Subject) -> Iterator[Finding]:
    """Findings on industry and collective economy."""
    rows = subject.rows("industries")
    for kind, code, weight in KINDS:
        yield from _areas(subject, rows.equal(area_kind=str(kind)), code, weight)
    yield from _brands(subject, rows)
    yield from _cooperations(subject)
    yield from _activities(subject)
    yield from _assets(subject)
    yield from _income(subject)


def _finding(
    subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str, theme: Theme = Theme.INDUSTRY
) -> Finding:
    return Finding(code, subject.village, theme, values, weight, Polarity.GOOD, frozenset(when))


def _detail(row: Row, what: str) -> str:
    parts = (row.text("category"), row.text("area_kind"), row.text("year"), row.text("industry"), what)
    return ".".join(("产业", *(part for part in parts if part)))


def _areas(subject: Subject, rows: Rows, code: str, weight: float) -> Iterator[Finding]:
    said = [stretch for row in rows.each() if (stretch := _area(subject, row)) is not None]
    if said:
        values: dict[str, Value] = {"清单": series(said)}
        yield _finding(subject, code, values, weight)


def _area(subject: Subject, row: Row) -> Value | None:
    """Industry and area; for a base also its level (省级万亩…基地)."""
    goal = row.text("area_kind") == AreaKind.GOAL
    name = subject.make.words(_detail(row, "名称"), row.text("industry"), label="产业", rows=row)
    area = _area_fact(subject, row)
    if goal:
        level = row.text("level")
        rank = subject.make.words(_detail(row, "级别"), f"{level}级", label="级别", rows=row) if level else None
        return tuple(part for part in (rank, area, name) if part is not None)
    return None if area is None else (name, area)


def _area_fact(subject: Subject, row: Row) -> Fact | None:
    value = row.number("area")
    if value is None:
        return None
    return subject.make.amount(
        _detail(row, "面积"),
        value,
        "亩",
        label=f"{row.text('industry')}{row.text('area_kind')}面积",
        rows=row,
        bound=row.bound("area"),
        name=f"{row.text('industry')}{row.text('area_kind')}面积",
    )


def _brands(subject: Subject, rows: Rows) -> Iterator[Finding]:
    for row in rows.each():
        if brand := row.text("brand"):
            values: dict[str, Value] = {
                "品牌": subject.make.words(_detail(row, "品牌"), brand.strip("“”"), label="品牌", rows=row),
                "产业": subject.make.words(_detail(row, "名称"), row.text("industry"), label="产业", rows=row),
            }
            registered = ["注册"] if row["brand_registered"] else []
            yield _finding(subject, "产业.品牌", values, 65, *registered)


def _cooperations(subject: Subject) -> Iterator[Finding]:
    own = subject.rows("cooperations").equal(village=subject.village)
    for row in own.each():
        detail = f"共建.{row.text('project')}"
        values: dict[str, Value] = {
            "模式": subject.make.words(f"{detail}.模式", row.text("kind"), label="合作模式", rows=row),
            "对方": subject.village_name(f"{detail}.对方", row.text("partner"), row),
            "内容": subject.make.words(f"{detail}.内容", row.text("content"), label="合作内容", rows=row),
        }
        if income := row.number("income"):
            values["年收益"] = subject.make.amount(f"{detail}.收益", income, "万元", label="本方年收益", rows=row)
        yield _finding(subject, f"共建.{row.text('kind')}", values, 60)


def _activities(subject: Subject) -> Iterator[Finding]:
    for number, row in enumerate(subject.rows("activities").equal(kind="产业推广").each(), start=1):
        detail = f"活动.{number}"
        values: dict[str, Value] = {
            "名称": subject.make.words(f"{detail}.名称", row.text("name"), label="活动", rows=row),
        }
        if people := row.number("people"):
            values["人次"] = subject.make.amount(f"{detail}.人次", people, "人次", label=row.text("name"), rows=row)
        yield _finding(subject, "活动.产业推广", values, 55, row.text("platform"))


def _assets(subject: Subject) -> Iterator[Finding]:
    assets = subject.rows("idle_assets")
    for status in IN_USE:
        part = assets.equal(status=status)
        if part:
            names = [
                subject.make.words(f"资产.{row.text('name')}.名称", row.text("name"), label="盘活的资产", rows=row)
                for row in part.each()
            ]
            yield _finding(subject, "资产.盘活", {"资产": series(list(names))}, 50, status, theme=Theme.INCOME)


def _income(subject: Subject) -> Iterator[Finding]:
    years = subject.rows("collective_income")
    if not years:
        return
    latest = Row("collective_income", years.frame.sort_values("year").iloc[[-1]])
    year = int(latest.number("year") or 0)
    basis = latest.text("basis")
    amount = next((latest.number(column) for column in _columns(basis) if latest.number(column) is not None), None)
    if amount is None:
        return
    detail = f"集体经济.{year}"
    values: dict[str, Value] = {
        "年度": subject.make.words(f"{detail}.年度", f"{year}年", label="年度", rows=latest),
        "金额": subject.make.amount(
            f"{detail}.收益", amount, "万元", label=f"集体经济{basis}", rows=latest, name="集体收益"
        ),
        "口径": subject.make.words(f"{detail}.口径", basis, label="口径", rows=latest),
    }
    yield _finding(subject, "集体经济.收益", values, 40, basis, theme=Theme.INCOME)


def _columns(basis: str) -> tuple[str, ...]:
    """Columns that hold the figure, first the one that the stated basis names."""
    named = {"总收入": "total", "经营性收入": "operating", "净收益": "net"}.get(basis)
    return (*([named] if named else []), "net", "operating", "total")
