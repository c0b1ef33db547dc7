"""What the village grows and sells: areas by kind (never added across kinds), brands, activities."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.facts import Fact
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.findings.village.against import newness, scale_weight, share
from yanpan.schema.values import AreaKind

KINDS = (
    (AreaKind.GOAL, "产业.基地", 68),
    (AreaKind.NEW, "产业.新增", 66),
    (AreaKind.REPLANTED, "产业.改种", 64),
    (AreaKind.TENDED, "产业.抚育", 54),
)


def industry(subject: Subject) -> Iterator[Finding]:
    """Findings on industry, and gatherings beside it."""
    rows = subject.rows("industries")
    for kind, code, weight in KINDS:
        yield from _areas(subject, rows.equal(area_kind=str(kind)), code, weight)
    yield from _transfers(subject, rows.equal(area_kind=str(AreaKind.TRANSFERRED)))
    yield from _brands(subject, rows)
    yield from _activities(subject)


def _finding(
    subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str, filler: bool = False
) -> Finding:
    return Finding(code, subject.village, Theme.INDUSTRY, values, weight, Polarity.GOOD, frozenset(when), filler)


def _detail(row: Row, what: str) -> str:
    parts = (row.text("category"), row.text("area_kind"), row.text("year"), row.text("industry"), what)
    return ".".join(("产业", *(part for part in parts if part)))


def _areas(subject: Subject, rows: Rows, code: str, weight: float) -> Iterator[Finding]:
    """The largest first; what the village makes up of the township's area of a category; what is sold from it."""
    sized = sorted(rows.each(), key=lambda row: -(row.number("area") or 0))
    said = [stretch for row in sized if (stretch := _area(subject, row)) is not None]
    if not said:
        return
    values: dict[str, Value] = {"清单": series(said)}
    shares = [part for row in sized if (part := _share(subject, row)) is not None]
    if shares:
        values["占比"] = (f"全镇{sized[0].text('area_kind')}", *_parts(series(shares)))
    earned = [row for row in sized if row.number("income")]
    if earned and len(earned) == len(sized):
        values["收益"] = _income(subject, rows, code)
    scale = max(scale_weight(subject, _measure(row), row.number("area")) for row in sized)
    level = 4 if any(row.text("level") in ("国家", "省") for row in sized) else 0
    recent = max(newness(subject, row.text("year")) for row in sized)
    yield _finding(subject, code, values, weight + scale + level + recent)


def _parts(value: Value) -> tuple[Fact | str, ...]:
    return value if isinstance(value, tuple) else (value,)


def _measure(row: Row) -> str:
    return f"面积.{row.text('area_kind')}.{row.text('category')}"


def _share(subject: Subject, row: Row) -> Value | None:
    """`中药材的36.8%`; None where the village has little of it, or nobody else any; bases have names, no size."""
    area = row.number("area")
    if area is None or row.text("area_kind") not in (AreaKind.NEW, AreaKind.REPLANTED):
        return None
    told = share(subject, _detail(row, "面积"), _measure(row), row, area, "亩")
    if told is None:
        return None
    name = subject.make.words(_detail(row, "品类"), row.text("category"), label="品类", rows=row)
    return (name, "的", told)


def _income(subject: Subject, rows: Rows, code: str) -> Fact:
    total = round(float(rows.frame["income"].sum()), 2)
    return subject.make.amount(
        f"{code}.集体收益", total, "万元", label="集体年收益", rows=rows, method="所列各项集体收益合计"
    )


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


def _transfers(subject: Subject, rows: Rows) -> Iterator[Finding]:
    for row in rows.each():
        area = _area_fact(subject, row)
        if area is None:
            continue
        values: dict[str, Value] = {
            "面积": area,
            "产业": subject.make.words(_detail(row, "名称"), row.text("industry"), label="产业", rows=row),
        }
        if note := row.text("note"):
            values["说明"] = subject.make.words(_detail(row, "说明"), note, label="说明", rows=row)
        yield _finding(subject, "产业.流转", values, 56)


def _brands(subject: Subject, rows: Rows) -> Iterator[Finding]:
    for row in rows.each():
        if brand := row.text("brand"):
            values: dict[str, Value] = {
                "品牌": subject.make.words(_detail(row, "品牌"), brand.strip("“”"), label="品牌", rows=row),
                "产业": subject.make.words(_detail(row, "名称"), row.text("industry"), label="产业", rows=row),
            }
            if (area := _area_fact(subject, row)) is not None:
                values["面积"] = area
            if gain := row.number("income"):
                values["收益"] = subject.make.amount(
                    _detail(row, "收益"), gain, "万元", label=f"{row.text('industry')}集体收益", rows=row
                )
            registered = ["注册"] if row["brand_registered"] else []
            yield _finding(subject, "产业.品牌", values, 62, *registered)


def _activities(subject: Subject) -> Iterator[Finding]:
    rows = subject.rows("activities")
    for kind, code in (("产业推广", "活动.产业推广"), ("其他", "活动.民生")):
        part = rows.equal(kind=kind) if kind == "产业推广" else rows.where(rows.frame["kind"] != "产业推广")
        for platform in ("线上", "线下"):
            if own := part.equal(platform=platform):
                named = [_activity(subject, row) for row in own.each()]
                filler = kind != "产业推广"
                yield _finding(subject, code, {"活动": series(named)}, 50 if filler else 58, platform, filler=filler)


def _activity(subject: Subject, row: Row) -> Value:
    detail = f"活动.{row.text('date')}.{row.text('name')}"
    name = subject.make.words(f"{detail}.名称", row.text("name"), label="活动", rows=row)
    people = row.number("people")
    if not people:
        return (name,)
    count = subject.make.amount(f"{detail}.人次", people, "人次", label=row.text("name"), rows=row)
    return (name, "（", count, "）")
