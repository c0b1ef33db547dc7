"""Party building, grid and governance, honours."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from yanpan.chinese.numbers import percent
from yanpan.evidence import merge_refs
from yanpan.facts import Fact
from yanpan.findings.change import LEAST_BASE
from yanpan.findings.make import Row, Rows, sources_of
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.findings.village.against import newness
from yanpan.schema.values import HONOUR_LEVELS, Grade

TOLD = ("党员示范", "主题宣讲", "书记项目")
"""Kinds of tasks that have a statement of their own."""


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
            "荣誉": series([honour(subject, row) for row in ranked], last="和"),
        }
        top = HONOUR_LEVELS.index(ranked[0].text("level"))
        term = "本届" if int(year) >= subject.round.term_start.year else "上届"
        weight = (80 if term == "本届" else 50) - 12 * top + newness(subject, year)
        yield Finding("荣誉.获评", subject.village, Theme.HONOUR, values, weight, when=frozenset([term]))


def honour(subject: Subject, row: Row) -> Value:
    """An honour as prose names it, with the period it is for, if any."""
    detail = f"荣誉.{row.text('year')}.{row.text('name')}"
    name = subject.make.words(f"{detail}.名称", row.text("name"), label=f"{row.text('level')}级荣誉", rows=row)
    plain = "“" in row.text("name") or "《" in row.text("name")
    title: tuple[Fact | str, ...] = (name,) if plain else ("“", name, "”")
    if period := row.text("period"):
        text = period.replace("-", "—") + "年度"
        return (*title, "（", subject.make.words(f"{detail}.考核期", text, label="考核期", rows=row), "）")
    return title


def _finding(subject: Subject, code: str, values: dict[str, Value], weight: float, *, filler: bool = False) -> Finding:
    return Finding(code, subject.village, Theme.PARTY, values, weight, Polarity.GOOD, filler=filler)


def _grid(subject: Subject) -> Iterator[Finding]:
    """Grid and mode of governance; the mode is not told twice where a project rests on it."""
    grid, mode = subject.roster.text("grid"), subject.roster.text("governance")
    make, roster = subject.make, subject.roster
    values: dict[str, Value] = {}
    if mode and not subject.rows("projects").where(_mentions(subject, mode)):
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


def _mentions(subject: Subject, mode: str) -> pd.Series:
    return subject.rows("projects").frame["note"].str.contains(mode, regex=False, na=False)


def _tasks(subject: Subject) -> Iterator[Finding]:
    """Tasks that the register calls good: what members did by name, the others in one statement.

    What a problem of the register says the opposite of is left out.
    """
    tasks, against = subject.rows("party_tasks"), _problem_themes(subject)
    good = tasks.equal(completion=str(Grade.GOOD))
    if "党员示范" not in against:
        for row in good.equal(kind="党员示范").each():
            yield _finding(subject, "党建.示范", _task(subject, row), 55)
    if "理论学习" not in against:
        for row in good.equal(kind="主题宣讲").each():
            yield _finding(subject, "党建.宣讲", _task(subject, row), 45, filler=True)
    if "书记项目与双强双创" not in against:
        for row in good.equal(kind="书记项目").each():
            yield _finding(subject, "党建.书记项目", _task(subject, row), 50, filler=True)
    yield from _others(subject, good.where(~good.frame["kind"].isin([*TOLD, *against])))


def _problem_themes(subject: Subject) -> set[str]:
    """Themes of the village's problems."""
    return {theme for cell in subject.rows("problems").frame["themes"] for theme in str(cell).split("、")}


def _task(subject: Subject, row: Row) -> dict[str, Value]:
    detail = f"党建任务.{row.text('kind')}.{row.text('year')}"
    make = subject.make
    values: dict[str, Value] = {
        "内容": make.words(f"{detail}.内容", row.text("content"), label=row.text("kind"), rows=row),
        "年度": make.words(f"{detail}.年度", f"{row.text('year')}年", label="年度", rows=row),
    }
    if people := row.number("participants"):
        values["人数"] = make.amount(f"{detail}.人数", people, "名", label="参与党员", rows=row)
    if share := share_of_members(subject, f"{detail}.占比", row):
        values["占比"] = share
    return values


def share_of_members(subject: Subject, detail: str, row: Row) -> Fact | None:
    """Which part of the village's party members took part in a task; None where the base is small or not known."""
    people, members = row.number("participants"), subject.roster.number("party_members")
    if not people or not members or members < LEAST_BASE or people > members:
        return None
    return subject.make.amount(
        detail,
        people / members,
        "",
        label="参与党员占全体党员",
        sources=merge_refs(sources_of(row), sources_of(subject.roster)),
        text=percent(people / members),
        method="参与党员除以名册党员数",
    )


def _others(subject: Subject, rows: Rows) -> Iterator[Finding]:
    kinds = list(dict.fromkeys(rows.frame["kind"]))
    if kinds:
        facts = [
            subject.make.words(
                f"党建任务.{kind}", f"“{kind}”", label="完成情况为好的党建任务", rows=rows.equal(kind=kind)
            )
            for kind in kinds
        ]
        yield _finding(subject, "党建.任务", {"任务": series(facts)}, 40, filler=True)
