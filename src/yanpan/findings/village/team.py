"""The team: organisation, posts, education; how it runs is told in `verdict` and `conduct`."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.findings.make import Row
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject

UPGRADES = {"大专": "大专人数", "本科": "本科人数"}
MANY = 3
"""Members with a new degree from which this is worth saying in any case."""


def team(subject: Subject) -> Iterator[Finding]:
    """Findings on the team's make-up, for chapter two."""
    yield from _posts(subject)
    yield from _organisation(subject)
    yield from _education(subject)


def _finding(
    subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str, filler: bool = False
) -> Finding:
    return Finding(code, subject.village, Theme.TEAM, values, weight, Polarity.GOOD, frozenset(when), filler)


def _posts(subject: Subject) -> Iterator[Finding]:
    posts = subject.rows("positions")
    if not posts or posts.frame["vacant"].sum() > 0:
        return
    filled = subject.make.amount(
        "班子.在岗职数",
        int(posts.frame["filled"].sum()),
        "职",
        label="在岗职数",
        rows=posts,
        name="在岗职数",
        method="在岗合计",
    )
    yield _finding(subject, "班子.健全", {"在岗职数": filled}, 60, filler=True)


def vacancies(subject: Subject) -> list[Row]:
    """Posts with a vacancy."""
    posts = subject.rows("positions")
    return [post for post in posts.each() if (post.number("vacant") or 0) > 0]


def _organisation(subject: Subject) -> Iterator[Finding]:
    roster, make = subject.roster, subject.make
    dual = subject.rows("members").where(subject.rows("members").frame["dual_role"]).equal(serving=True)
    full_time = subject.rows("members").where(subject.rows("members").frame["full_time"]).equal(serving=True)
    values: dict[str, Value] = {
        "党组织": make.words(
            "村情.党组织", roster.text("party_org"), label="党组织形式", rows=roster, name="党组织形式"
        ),
        "小组数": _roster_count(subject, "groups", "小组数", "个"),
        "党员数": _roster_count(subject, "party_members", "党员数", "人"),
    }
    if roster.number("branches"):
        values["支部数"] = _roster_count(subject, "branches", "下设支部数", "个")
    if merged := roster.text("merged_from"):
        values["合并前村"] = make.words("村情.合并前村", merged, label="合并前村", rows=roster)
    if dual:
        values["一肩挑"] = make.words(
            "班子.一肩挑", "“一肩挑”", label="书记、主任由一人担任", rows=dual, method="在任成员中有一肩挑"
        )
    if full_time:
        values["常职人数"] = make.count(
            "班子.常职人数", full_time, "人", label="在任常职干部", name="常职人数", method="在任且常职的成员计数"
        )
    yield _finding(subject, "组织.概况", values, 50, *(["合村"] if merged else []), filler=not merged)


def _roster_count(subject: Subject, column: str, label: str, unit: str) -> Value:
    return subject.make.amount(
        f"村情.{label}", subject.roster.number(column) or 0, unit, label=label, rows=subject.roster, name=label
    )


def _education(subject: Subject) -> Iterator[Finding]:
    members = subject.rows("members").equal(serving=True)
    upgraded = {word: members.equal(upgrade=degree) for degree, word in UPGRADES.items()}
    facts = {
        word: subject.make.count(
            f"班子.学历提升.{word}", rows, "人", label=f"学历提升：{word}", name=f"提升{word}", method="在任成员计数"
        )
        for word, rows in upgraded.items()
        if rows
    }
    if facts:
        together = series([(fact, f"取得{word[:2]}学历") for word, fact in facts.items()], "，")
        few = sum(len(rows.frame) for rows in upgraded.values()) < MANY
        yield _finding(subject, "班子.学历提升", {**facts, "提升": together}, 40, filler=few)
