"""The quarterly report, part by part: what `notebooks/quarterly.ipynb` shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from yanpan.analysis.quarters import visits
from yanpan.config.paths import Project
from yanpan.document import Block, Heading, ReportTable, Section
from yanpan.facts import TOWNSHIP, Fact, FactBook, compared
from yanpan.figures import Month, VillageProgress, inspection_matrix, rectification_progress
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding, Value
from yanpan.findings.quarter.data import QuarterData, finding, period
from yanpan.findings.quarter.inspections import inspections, shortfalls
from yanpan.findings.quarter.limits import highlights, limits
from yanpan.findings.quarter.people import appraisal, pool, postings
from yanpan.findings.quarter.progress import own_plans, rectification
from yanpan.findings.quarter.slips import matters
from yanpan.findings.quarter.tasks import tasks
from yanpan.findings.township.data import place_fact, places_fact
from yanpan.narrative import quarter_people as people_tables
from yanpan.narrative import quarter_tables as tables
from yanpan.narrative import township as text
from yanpan.narrative.slips import slip
from yanpan.narrative.township_annexes import sources_table
from yanpan.narrative.township_tables import printed, runs_in
from yanpan.report.evidence_rows import evidence_rows
from yanpan.report.provenance import Handed
from yanpan.report.quarter_loading import LoadedQuarter, load
from yanpan.summary import QuarterSummary, Slip

Shown = TypeVar("Shown", bound=Block)


def load_quarter(
    round: str, quarter: str, edition: str = "internal", *, project: Project | None = None
) -> QuarterReport:
    """A quarter's report over a round's material, ready to be shown piece by piece.

    `quarter`: 2023Q1, or as people write it (2023年第一季度). UserError for an unknown round, quarter or edition.
    """
    return QuarterReport(load(round, quarter, edition=edition, project=project))


class QuarterReport:
    """Blocks of the quarterly report, in the order of its parts."""

    def __init__(self, loaded: LoadedQuarter) -> None:
        self._loaded = loaded
        self._data: QuarterData = loaded.data
        self._make = FactMaker(TOWNSHIP, FactBook())
        self._voice = text.township_voice(loaded.phrases, loaded.data.township)
        self._shown: list[Block] = []
        self._slips: tuple[Slip, ...] = ()
        self._books: dict[str, FactBook] = {}

    def title(self) -> Heading:
        """The report's title."""
        words = f"{self._data.township.config.township}{self._data.quarter.zh}督查与整改情况分析"
        return self._show(Heading(id="镇-题", owner=TOWNSHIP, level=1, text=words))

    def highlights(self) -> Section:
        """Three to five findings."""
        return self._said(highlights(self._data, self._make), "要点", style="lead")

    def inspections(self) -> Section:
        """How much was inspected, with the matrix."""
        return self._said(inspections(self._data, self._make), "督查", tables.visits_table(self._data, self._make))

    def matrix_figure(self) -> Block:
        """This quarter and the one before, village by month."""
        quarters, township = (self._data.quarter.before, self._data.quarter), self._data.township
        names = {place.id: place.name for place in township.places}
        known = [visit for each in quarters for visit in visits(township.tables, each, as_of=self._data.as_of)]
        first = min((visit.month for visit in known if visit.items), default="")
        return self._show(
            inspection_matrix(
                [
                    Month(
                        visit.village,
                        names[visit.village],
                        visit.month,
                        visit.deduction if visit.items else None,
                        visit.due,
                    )
                    for visit in known
                    if visit.month >= first
                ]
            )
        )

    def shortfalls(self) -> Section:
        """纵向 and 横向, with the table."""
        held = tables.standings_table(self._data, self._make)
        return self._said(shortfalls(self._data, self._make), "短板", held)

    def unmended(self) -> ReportTable:
        """Failed items that are not mended."""
        return self._show(tables.unmended_table(self._data, self._make))

    def reminders(self) -> Section:
        """Which villages are sent a slip, and on what."""
        self._write_slips()
        township = self._data.township
        sent = [each.owner for each in self._slips]
        rest = [place.id for place in township.places if place.id not in sent]
        values: dict[str, Value] = period(self._data, self._make)
        if sent:
            rows = township.roster(sent)
            values["村"] = places_fact(self._make, "提醒.村", township, sent, label="发出提醒单的村", rows=rows)
            values["份数"] = self._make.amount(
                "提醒.份数", len(sent), "份", label="提醒单", rows=rows, method="按村计数"
            )
        if rest and sent:
            rows = township.roster(rest)
            values["无须村"] = places_fact(self._make, "提醒.无须村", township, rest, label="无须提醒的村", rows=rows)
        when = ["有" if sent else "无", *(["有无须"] if rest and sent else [])]
        return self._said([finding("提醒", values, *when)], "提醒")

    def rectification(self) -> Section:
        """Progress of the problems, with the table by village."""
        held = tables.progress_table(self._data, self._make)
        return self._said(rectification(self._data, self._make), "整改", *([held] if held.rows else []))

    def rectification_figure(self) -> Block:
        """Problems by status, village by village."""
        township = self._data.township
        plans = own_plans(self._data).frame.set_index("problem")["status"]
        rows = []
        for place in township.places:
            codes = township.of("problems", place.id).frame["problem"]
            statuses = Counter(str(plans.get(code, "无措施")) for code in codes)
            rows.append(VillageProgress(place.id, place.name, statuses))
        return self._show(rectification_progress(rows))

    def calendar(self) -> Section:
        """Key tasks: what is due and overdue."""
        return self._said(tasks(self._data, self._make), "调度", tables.calendar_table(self._data, self._make))

    def appraisal(self) -> Section:
        """The formula and how many villages were appraised; the committee sees the parts and the pay factors."""
        parts = [people_tables.appraisal_table(self._data, self._make)] if self._data.is_committee else []
        return self._said(appraisal(self._data, self._make), "考核", *[each for each in parts if each.rows])

    def pool(self) -> Section:
        """Reserves, mentors and former cadres; the committee sees who."""
        parts = [people_tables.reserves_table(self._data, self._make)]
        if self._data.is_committee:
            parts.append(people_tables.named_reserves_table(self._data, self._make))
        return self._said(pool(self._data, self._make), "队伍", *parts)

    def postings(self) -> Section:
        """Workload and proposed postings."""
        held = people_tables.workload_table(self._data, self._make)
        return self._said(postings(self._data, self._make), "下派", held)

    def unknowns(self) -> Section:
        """What the material cannot say, with the reason."""
        lines = text.each(limits(self._data, self._make), self._voice, id="季-不知", style="missing")
        return self._section(lines or (text.remark("应有的材料齐全，没有另外的缺项。", id="季-不知-无"),), "不知")

    def sources_table(self) -> ReportTable:
        """Where the figures of the text and the totals come from; the villages' cells open by themselves."""
        facts = [fact for fact in printed(self._shown, self._make.book) if not self._is_cell(fact)]
        return self._show(sources_table(facts))

    def summary(self) -> Handed:
        """The hand-over to the exporters, with the slips."""
        self._write_slips()
        level = self._data.level
        keys = {run.fact for part in self._shown for run in runs_in(part)}
        facts = [fact for fact in self._make.book if fact.key in keys and fact.level <= level]
        claims = self._make.book.claims(facts)
        facts += [fact for key in compared(claims, facts) if (fact := self._make.book.get(key))]
        facts += [fact for book in self._books.values() for fact in book if fact.level <= level]
        claims += tuple(claim for book in self._books.values() for claim in book.claims(book))
        summary = QuarterSummary(
            round=self._loaded.round_id,
            edition=self._loaded.edition,
            owner=TOWNSHIP,
            title=self.title().text,
            as_of=self._data.as_of.isoformat(),
            inputs=self._loaded.inputs,
            facts=tuple(facts),
            rows=evidence_rows(self._loaded.raw, facts, level=level),
            claims=claims,
            quarter=str(self._data.quarter),
            slips=self._slips,
        )
        return Handed(summary)

    def _write_slips(self) -> None:
        if self._books:
            return
        made = []
        for place in self._data.township.places:
            book = self._books[place.id] = FactBook()
            make = FactMaker(place.id, book)
            found = matters(self._data, make)
            if found:
                place_fact(make, self._data.township, place)
                made.append(slip(self._data, place, make, found, self._voice))
        self._slips = tuple(made)

    def _is_cell(self, fact: Fact) -> bool:
        """A fact of one village's cell in a table."""
        ids = {place.id for place in self._data.township.places}
        tasks = set(self._data.township.tables["key_tasks"]["task"])
        return bool((ids | tasks) & set(fact.key.split(".")))

    def _said(self, findings: Iterable[Finding], id: str, *parts: text.Part, style: text.Style = "body") -> Section:
        return self._section([*text.each(findings, self._voice, id=f"季-{id}", style=style), *parts], id)

    def _section(self, parts: Sequence[text.Part], id: str) -> Section:
        return self._show(text.section(parts, id=f"季-{id}-节"))

    def _show(self, block: Shown) -> Shown:
        self._shown.append(block)
        return block
