"""Party building, grid and governance, honours."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.facts import Fact
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.schema.values import HONOUR_LEVELS, Grade


def party(subject: Subject) -> Iterator[Finding]:
    """Findings on party building and governance."""
    yield from _grid(subject)
    yield from _tasks(subject)


def honours(subject: Subject) -> Iterator[Finding]:
    """One finding per year of award, latest and highest first."""
    rows = subject.rows("honours")
    for year in sorted(set(rows.frame["year"]), reverse=True):
        part = rows.equal(year=year)
        ranked = sorted(part.each(), key=lambda row: HONOUR_LEVELS.index(row.text("level")))
        values: dict[str, Value] = {
            "年度": subject.make.words(f"荣誉.{year}.年度", f"{year}年", label="授予年", rows=part),
            "荣誉": series([honour(subject, row) for row in ranked]),
        }
        top = HONOUR_LEVELS.index(ranked[0].text("level"))
        yield Finding("荣誉.获评", subject.village, Theme.HONOUR, values, 100 - 10 * top, Polarity.GOOD)


def honour(subject: Subject, row: Row) -> Value:
    """An honour as prose names it: the period it is for, if any, and its name."""
    detail = f"荣誉.{row.text('year')}.{row.text('name')}"
    name = subject.make.words(f"{detail}.名称", row.text("name"), label=f"{row.text('level')}级荣誉", rows=row)
    quoted = row.text("name")[:1] not in "“《"
    title: tuple[Fact | str, ...] = ("“", name, "”") if quoted else (name,)
    if period := row.text("period"):
        text = period.replace("-", "—") + "年度"
        return (subject.make.words(f"{detail}.考核期", text, label="考核期", rows=row), *title)
    return title


def _finding(subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str) -> Finding:
    return Finding(code, subject.village, Theme.PARTY, values, weight, Polarity.GOOD, frozenset(when))


def _grid(subject: Subject) -> Iterator[Finding]:
    grid, mode = subject.roster.text("grid"), subject.roster.text("governance")
    make, roster = subject.make, subject.roster
    values: dict[str, Value] = {}
    if mode:
        values["模式"] = make.words(
            "治理.模式", mode.replace("+", "＋"), label="治理模式", rows=roster, name="治理模式"
        )
    if grid:
        values["网格"] = make.words(
            "治理.网格", grid.replace("+", "＋"), label="网格体系", rows=roster, name="网格体系"
        )
        values["级数"] = make.amount(
            "治理.级数",
            len(grid.split("+")),
            "级",
            label="网格级数",
            rows=roster,
            name="网格级数",
            method="网格体系各级计数",
        )
    if values:
        yield _finding(subject, "治理.网格", values, 60)


def _tasks(subject: Subject) -> Iterator[Finding]:
    good = subject.rows("party_tasks").equal(completion=str(Grade.GOOD))
    if not good:
        return
    kinds = list(dict.fromkeys(good.frame["kind"]))
    facts = [_task(subject, kind, good.equal(kind=kind)) for kind in kinds]
    values: dict[str, Value] = {"任务": series(list(facts))}
    yield Finding("党建.任务", subject.village, Theme.PARTY, values, 40, Polarity.GOOD, filler=True)


def _task(subject: Subject, kind: str, rows: Rows) -> Fact:
    return subject.make.words(
        f"党建任务.{kind}", f"“{kind}”", label="完成情况为好的党建任务", rows=rows, method="完成情况为好"
    )
