"""What is wrong: the work group's problems, each with what its evidence rows say; vacancies and circulars beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yanpan.chinese.dates import format_date
from yanpan.chinese.parse import squeeze
from yanpan.chinese.terms import listed
from yanpan.evidence import SourceRef, merge_refs, unfold
from yanpan.facts import Fact
from yanpan.findings.make import Row, Rows, sources_of
from yanpan.findings.model import SOURCES_NEEDED, Finding, Polarity, Theme, Value
from yanpan.findings.subject import Subject
from yanpan.findings.village.catalogue import THEMES
from yanpan.findings.village.details import details
from yanpan.findings.village.support import ORDER, SPOKEN, kinds_of, suggestion_kind, verified
from yanpan.findings.village.team import vacancies
from yanpan.schema import BY_NAME, Level

SEVERITY = {"严重": 30, "较重": 20, "一般": 10}
SEALED = "prechecks"
_REFERENCE = re.compile(r"^(?P<table>[^#|@]+)(?:@[^#|]*)?[#|](?P<rest>.+)$")


@dataclass(frozen=True)
class Found:
    """One row of the problem register: its finding, and what the ledger needs beside it."""

    row: Row
    finding: Finding
    gist: Fact
    themes: tuple[str, ...]
    evidence: tuple[SourceRef, ...]


def problems(subject: Subject) -> list[Found]:
    """The village's problems in the order of the register; a detail that one has given is not given again."""
    told: set[str] = set()
    return [_found(subject, row, told) for row in subject.rows("problems").each()]


def _found(subject: Subject, row: Row, told: set[str]) -> Found:
    themes = tuple(row.text("themes").split("、"))
    cited = [rows for item in row.text("evidence").split("、") if (rows := resolve(subject, item))]
    heard = verified(subject, themes)
    evidence = merge_refs(*(sources_of(rows) for rows in cited))
    gist = subject.make.words(
        f"问题.{row.text('problem')}",
        row.text("gist").rstrip("。；，"),
        label=f"问题：{themes[0]}",
        sources=merge_refs(sources_of(row), evidence, sources_of(heard)),
        method="工作组问题清单，附证据",
    )
    fresh = [rows for rows in cited if not told.intersection(str(ref) for ref in sources_of(rows))]
    told.update(str(ref) for rows in cited for ref in sources_of(rows))
    values: dict[str, Value] = {"要点": gist, **details(subject, row.text("problem"), fresh)}
    support = kinds_of(evidence) | {suggestion_kind(each) for each in heard.each()}
    severity = row.text("severity")
    finding = Finding(
        _code(themes[0], support, values),
        subject.village,
        Theme.PROBLEM,
        values | _hearsay(subject, row, support, values, gist),
        SEVERITY.get(severity, 0),
        Polarity.BAD,
        frozenset([severity, themes[0]]),
        support=support,
    )
    return Found(row, finding, gist, themes, evidence)


def _code(theme: str, support: frozenset[str], values: Mapping[str, Value]) -> str:
    """The theme's code; of what rests on one account alone, or on none, the code that says so."""
    if not support:
        return "问题.待核"
    if len(support) < SOURCES_NEEDED and support <= set(SPOKEN) and len(values) == 1:
        return "问题.单源"
    return f"问题.{theme if theme in THEMES else '其他'}"


def _hearsay(
    subject: Subject, row: Row, support: frozenset[str], values: Mapping[str, Value], gist: Fact
) -> dict[str, Value]:
    """Who says so, where no register shows it in figures."""
    if len(values) > 1 or not support or not (len(support) >= SOURCES_NEEDED or support <= set(SPOKEN)):
        return {}
    names = listed(kind for kind in ORDER if kind in support)
    fact = subject.make.words(
        f"问题.{row.text('problem')}.出处", names, label="问题的来源", sources=gist.sources, method="证据所在的来源"
    )
    return {"出处": fact}


def resolve(subject: Subject, reference: str) -> Rows | None:
    """Rows that a register's reference (`资料查阅#12`, `项目建设#XM-V03-01`) names; None if it names nothing there.

    Of a table without an id column the number after # is the row as the spreadsheet shows it. Prechecks are sealed.
    """
    match = _REFERENCE.match(reference.strip())
    if match is None or match["table"].strip() not in BY_NAME:
        return None
    table = BY_NAME[match["table"].strip()]
    rows = subject.rows(table.key)
    if table.key == "sanctions":
        rows = public_sanctions(subject)
    elif table.level > Level.L3 or table.key == SEALED:
        return None
    found = rows.where(rows.frame[table.id_column or "source_row"].astype(str).isin(unfold(squeeze(match["rest"]))))
    return found or None


def cited_projects(subject: Subject) -> frozenset[str]:
    """Project numbers that a problem of the register gives as evidence."""
    listed = "、".join(str(cell) for cell in subject.rows("problems").frame["evidence"])
    return frozenset(re.findall(r"项目建设#([^、]+)", listed))


def vacancy_findings(subject: Subject, told: list[Found]) -> Iterator[Finding]:
    """Vacant posts that no problem of the register tells already."""
    text = "".join(found.gist.text for found in told)
    for post in vacancies(subject):
        if post.text("post") not in text:
            yield _vacancy(subject, post)


def _vacancy(subject: Subject, post: Row) -> Finding:
    detail = f"班子.空缺.{post.text('post')}"
    values: dict[str, Value] = {
        "职位": subject.make.words(f"{detail}.职位", post.text("post"), label="空缺职位", rows=post),
        "空缺数": subject.make.amount(f"{detail}.数", post.number("vacant") or 0, "职", label="空缺数", rows=post),
    }
    if since := post.text("vacant_since"):
        values["起始"] = subject.make.words(f"{detail}.起始", format_date(since), label="空缺起始", rows=post)
    return Finding("问题.职位空缺", subject.village, Theme.PROBLEM, values, 25, Polarity.BAD)


def circular_findings(subject: Subject, told: list[Found]) -> Iterator[Finding]:
    """Concluded circulars about the team that may be told openly and that no problem tells already."""
    text = "".join(found.gist.text for found in told)
    for number, row in enumerate(public_sanctions(subject).each(), start=1):
        issuer = row.text("issuer")
        if issuer in text:
            continue
        detail = f"监督.{number}"
        values: dict[str, Value] = {
            "单位": subject.make.words(f"{detail}.单位", issuer, label="作出单位", rows=row),
            "类型": subject.make.words(f"{detail}.类型", row.text("kind"), label="类型", rows=row),
            "日期": subject.make.words(f"{detail}.日期", format_date(row.text("date")), label="日期", rows=row),
        }
        yield Finding("问题.受通报", subject.village, Theme.PROBLEM, values, 30, Polarity.BAD)


def public_sanctions(subject: Subject) -> Rows:
    """Sanctions of the team whose conclusion may be told (公开属性), whatever their table's level."""
    return subject.rows("sanctions").equal(target_kind="班子", publicity="可公开结论")
