"""What was built: roads, lamps, courtyards, surroundings, culture and tourism, plants."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.facts import Fact
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.findings.village.against import newness, scale_weight, share
from yanpan.findings.village.income import own_cooperations
from yanpan.findings.village.problems import cited_projects

DONE = ("已完成", "完成", "已建成", "建成", "已完工")
OTHER_KINDS = ("小区院落", "人居环境", "文化旅游", "产业设施", "其他")


def projects(subject: Subject) -> Iterator[Finding]:
    """One finding per group of projects that one sentence can tell."""
    rows = subject.rows("projects")
    yield from _roads(subject, rows.equal(kind="道路"))
    yield from _lamps(subject, rows.equal(kind="路灯"))
    for kind in OTHER_KINDS:
        yield from _others(subject, kind, rows.equal(kind=kind))


def _finding(subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str) -> Finding:
    return Finding(code, subject.village, Theme.PROJECT, values, weight, Polarity.GOOD, frozenset(when))


def _detail(row: Row, what: str) -> str:
    return f"项目.{row.text('project')}.{what}"


def project_amount(subject: Subject, row: Row, column: str = "amount", unit: str = "unit") -> Fact | None:
    """The project's (second) amount with its unit; None where not given."""
    value = row.number(column)
    if value is None:
        return None
    return subject.make.amount(
        _detail(row, "数量" if column == "amount" else "第二数量"),
        value,
        row.text(unit),
        label=row.text("name"),
        rows=row,
        bound=row.bound(column),
        name=f"{row.text('name')}{'规模' if column == 'amount' else '面积'}",
    )


def _roads(subject: Subject, rows: Rows) -> Iterator[Finding]:
    for turnout in ("自发", "组织", "无"):
        part = rows.equal(turnout=turnout)
        if part:
            values: dict[str, Value] = {
                "路段": series([_stretch(subject, row) for row in part.each()]),
                "工程": _work(subject, part),
            }
            length = float(part.frame["amount"].sum())
            told = share(subject, f"项目.道路.{turnout}", "道路", part, length, "公里")
            if told is not None:
                values["占比"] = told
            weight = 50 + scale_weight(subject, "道路", length) + _latest(subject, part)
            yield _finding(subject, "项目.道路", values, weight, turnout)


def _latest(subject: Subject, rows: Rows) -> float:
    """Newness of the latest of the projects."""
    return max((newness(subject, row.text("finished") or subject.round.as_of) for row in rows.each()), default=0.0)


def _stretch(subject: Subject, row: Row) -> Value:
    road = subject.make.words(_detail(row, "路名"), row.text("road") or row.text("name"), label="路名", rows=row)
    length = project_amount(subject, row)
    segment = row.text("segment")
    parts: list[Fact | str] = [road]
    if segment:
        stretch = segment if segment.endswith("段") else f"（{segment}）"
        parts.append(subject.make.words(_detail(row, "路段"), stretch, label="路段", rows=row))
    return (*parts, length) if length is not None else tuple(parts)


def _work(subject: Subject, rows: Rows) -> Fact:
    """What was done to the road (路基扩面), from the project's name: what follows the road and its segment."""
    row = next(iter(rows.each()))
    work = row.text("name")
    for known in (row.text("road"), row.text("segment"), "项目", "工程"):
        work = work.replace(known, "") if known else work
    return subject.make.words(_detail(row, "工程"), work or "建设", label="工程内容", rows=rows, method="取自项目名称")


def _lamps(subject: Subject, rows: Rows) -> Iterator[Finding]:
    for row in rows.each():
        amount = project_amount(subject, row)
        if amount is None:
            continue
        lamp = "太阳能路灯" if "太阳能" in row.text("name") + row.text("note") else "路灯"
        values: dict[str, Value] = {
            "盏数": amount,
            "灯": subject.make.words(_detail(row, "灯"), lamp, label="灯的种类", rows=row, method="取自项目名称"),
        }
        values |= _place(subject, row)
        if (money := _money(subject, row)) is not None:
            values["金额"] = money
        told = share(subject, _detail(row, "路灯"), "路灯", row, float(row.number("amount") or 0), "盏")
        if told is not None:
            values["占比"] = told
        funded = ["筹资"] if row.text("funding") == "群众筹资" and "金额" in values else []
        weight = 42 + scale_weight(subject, "路灯", row.number("amount")) + _latest(subject, row)
        yield _finding(subject, "项目.路灯", values, weight, *funded)


def _money(subject: Subject, row: Row) -> Fact | None:
    value = row.number("money")
    if value is None:
        return None
    return subject.make.amount(
        _detail(row, "金额"), value, "元", label=f"{row.text('name')}金额", rows=row, bound=row.bound("money")
    )


def _place(subject: Subject, row: Row) -> dict[str, Value]:
    place = row.text("place")
    return {"地点": subject.make.words(_detail(row, "地点"), place, label="地点", rows=row)} if place else {}


def _others(subject: Subject, kind: str, rows: Rows) -> Iterator[Finding]:
    for row in rows.each():
        if _told_elsewhere(subject, row):
            continue
        values: dict[str, Value] = {
            "名称": subject.make.words(_detail(row, "名称"), _title(row), label=kind, rows=row),
            **_place(subject, row),
            **_sizes(subject, row),
        }
        if note := row.text("note"):
            values["说明"] = subject.make.words(_detail(row, "说明"), note, label="说明", rows=row)
        when = ["建成" if row.text("status") in DONE else "在建", *(["有面积"] if "面积" in values else [])]
        weight = 42 - OTHER_KINDS.index(kind) + (_latest(subject, row) if "建成" in when else 0)
        yield _finding(subject, f"项目.{kind}", values, weight, *when)


def _told_elsewhere(subject: Subject, row: Row) -> bool:
    """True if a cooperation tells it, or if it is unfinished and stands as evidence of a problem."""
    built = any(row.text("name") in other.text("content") for other in own_cooperations(subject).each())
    open_end = row.text("status") not in DONE and row.text("project") in cited_projects(subject)
    return built or open_end


def _title(row: Row) -> str:
    """The name; a noun that its unit says too (个院落) is not said twice, and the place is part of the name."""
    noun = row.text("unit").lstrip("个处座")
    name = row.text("name")
    return name.removeprefix(noun) if noun and name != noun else name


def _sizes(subject: Subject, row: Row) -> dict[str, Value]:
    """Amounts worth printing: one building is named, not counted."""
    facts = {
        "数量": project_amount(subject, row),
        "面积": project_amount(subject, row, "amount2", "unit2"),
    }
    return {word: fact for word, fact in facts.items() if fact is not None and (fact.value != 1 or word == "面积")}
