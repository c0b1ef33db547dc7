"""The rectification ledger and the evidence annex of the village report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yanpan.chinese.dates import format_date
from yanpan.document import Cell, ReportTable, Run, cell, run_of
from yanpan.facts import Fact
from yanpan.findings.make import Rows
from yanpan.findings.subject import Subject
from yanpan.findings.village.collect import VillageFindings
from yanpan.findings.village.problems import Found
from yanpan.findings.village.rectification import plan_of
from yanpan.narrative.compose import Voice
from yanpan.narrative.remarks import LABEL
from yanpan.narrative.village import statement
from yanpan.report.village_tables import NONE, head
from yanpan.summary import Problem

MOST_SHEETS = 4
"""Sheets that the evidence annex lists row by row for one fact."""


def ledger_rows(found: VillageFindings, voice: Voice) -> tuple[Problem, ...]:
    """The problems with what is to be done about each, for the summary and the ledger."""
    return tuple(_problem(found.subject, item, voice) for item in found.register)


def _problem(subject: Subject, item: Found, voice: Voice) -> Problem:
    code = item.row.text("problem")
    plan = plan_of(subject, code)
    plans = {
        key: plan.text(column) if plan is not None else ""
        for key, column in (
            ("direction", "direction"),
            ("measure", "measure"),
            ("person", "owner"),
            ("deadline", "deadline"),
            ("status", "status"),
            ("closed", "closed"),
        )
    }
    revisited = plan["revisit_ok"] if plan is not None else None
    plans["revisit"] = "" if revisited is None else "是" if revisited else "否"
    said = statement(item.finding, voice)
    return Problem(
        problem=code,
        owner=subject.village,
        themes=item.themes,
        statement="".join(run.text for run in said),
        said=said,
        evidence=tuple(str(ref) for ref in item.evidence),
        severity=item.row.text("severity"),
        **plans,
    )


def ledger_table(found: VillageFindings, voice: Voice) -> ReportTable:
    """Problem, direction, measure, person, deadline, status."""
    subject = found.subject
    rows = [_ledger_row(subject, item, voice) for item in found.register]
    return ReportTable(
        id=f"{subject.village}-表-整改",
        owner=subject.village,
        caption="问题整改台账",
        head=head("问题", "整改方向", "具体措施", "责任人", "时限", "状态"),
        rows=tuple(rows),
        align="llllcc",
        note="来源：问题清单、整改台账。" if rows else "没有登记的问题。",
    )


def _ledger_row(subject: Subject, item: Found, voice: Voice) -> tuple[Cell, ...]:
    code = item.row.text("problem")
    plan = plan_of(subject, code)
    runs: Cell = statement(item.finding, voice)
    if plan is None:
        return (runs, *(cell(NONE) for _ in range(5)))
    texts = (
        plan.text("direction"),
        plan.text("measure"),
        plan.text("owner"),
        format_date(plan.text("deadline")),
        plan.text("status"),
    )
    labels = ("整改方向", "具体措施", "责任人", "完成时限", "整改状态")
    facts = [
        subject.make.words(f"整改.{code}.{label}", text or NONE, label=label, rows=Rows("rectifications", plan.frame))
        for label, text in zip(labels, texts, strict=True)
    ]
    return (runs, *(cell(fact) for fact in facts))


def evidence_table(facts: Iterable[Fact], *, owner: str) -> ReportTable:
    """Where every printed fact comes from: facts on the same rows stand together, the analyst's words apart."""
    by_place: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.sources or fact.label == LABEL:
            by_place.setdefault(places(fact) if fact.sources else fact.method, []).append(fact)
    rows = tuple((cell(place), _data(together)) for place, together in by_place.items())
    return ReportTable(
        id=f"{owner}-表-依据",
        owner=owner,
        caption="数据来源",
        head=head("来源行", "数据"),
        rows=rows,
        align="ll",
        note="来源行写作“表名@文件/工作表#编号”或“表名@文件/工作表|行号”；敏感级别高的表只列行号，不列内容。",
    )


def _data(facts: Sequence[Fact]) -> Cell:
    """Each fact with its label, once for each wording."""
    pairs = dict.fromkeys((fact.label, fact.text) for fact in facts)
    first = {(fact.label, fact.text): fact for fact in reversed(facts)}
    runs: list[Run] = []
    for label, text in pairs:
        runs += [Run(text=f"{'；' if runs else ''}{label} "), run_of(first[label, text])]
    return tuple(runs)


def places(fact: Fact) -> str:
    """The rows that a fact rests on; of many sheets the tables only, each row is found in the facts they feed."""
    if len(fact.sources) <= MOST_SHEETS:
        return "；".join(str(ref) for ref in fact.sources) or NONE
    names = list(dict.fromkeys(ref.table_name for ref in fact.sources))
    return f"{'、'.join(names)}（各表的行见相应各项）"


def printed(blocks: Sequence[object], facts: Iterable[Fact]) -> list[Fact]:
    """Facts that the paragraphs among the blocks print, in the order of the book; tables name their source below."""
    keys = {run.fact for block in blocks for run in runs_in(block) if run.fact}
    return [fact for fact in facts if fact.key in keys]


def runs_in(block: object) -> Iterable[Run]:
    """Every run of a paragraph, or of the paragraphs of a section."""
    for part in getattr(block, "blocks", ()):
        yield from runs_in(part)
    yield from getattr(block, "runs", ())
