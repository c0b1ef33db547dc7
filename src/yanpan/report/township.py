"""The township report, part by part: what `notebooks/township.ipynb` shows, each a block that displays itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from yanpan.config.paths import Project
from yanpan.document import Block, Heading, ReportTable, Section
from yanpan.facts import TOWNSHIP, Claim, Fact, FactBook, compared
from yanpan.findings.model import Finding
from yanpan.findings.township.common import CommonTheme, common_findings, common_themes
from yanpan.findings.township.data import township_maker
from yanpan.findings.township.grades import grades
from yanpan.findings.township.limits import highlights, limits
from yanpan.findings.township.measures import education
from yanpan.findings.township.notices import notices
from yanpan.findings.township.people import people, rectification
from yanpan.findings.township.prechecks import prechecks
from yanpan.findings.township.review import committee, documents, mutual, study
from yanpan.findings.township.supervision import supervision
from yanpan.findings.township.totals import Total, all_roads, area_totals, lamp_total, road_totals, totals_findings
from yanpan.findings.township.work import opening, survey
from yanpan.narrative import township as text
from yanpan.narrative import township_annexes as annexes
from yanpan.narrative import township_groups as grouped
from yanpan.narrative import township_tables as tables
from yanpan.report import township_figures as drawings
from yanpan.report.evidence_rows import evidence_rows
from yanpan.report.ledger import carried_problems
from yanpan.report.provenance import Handed
from yanpan.report.township_loading import LoadedTownship, load
from yanpan.report.township_villages import Villages, without_rows
from yanpan.summary import TownshipSummary

Shown = TypeVar("Shown", bound=Block)

TITLE = "{township}村（社区）“两委”班子运行情况分析研判报告"

ROWS = 20
"""Rows that a fact of a township of many villages brings along; its references name them all."""


def load_township(
    round: str, edition: str = "internal", summaries: str = "", *, stale: str = "refuse", project: Project | None = None
) -> TownshipReport:
    """The township's report, ready to be shown piece by piece.

    `summaries`: folder of the villages' runs (empty: where the batch puts them). A village without a result stands as
    未完成; a stale or foreign one is refused by name, or with `stale="unfinished"` stands as 未完成 too.
    """
    return TownshipReport(load(round, edition=edition, summaries=summaries, stale=stale, project=project))


class TownshipReport:
    """Blocks of the township's report, in the order of its chapters."""

    def __init__(self, loaded: LoadedTownship) -> None:
        self._loaded = loaded
        self._data = loaded.data
        self._make = township_maker(FactBook())
        self._voice = text.township_voice(loaded.phrases, loaded.data, loaded.face.admit)
        self._villages = Villages(loaded, self._make, self._voice)
        self._shown: list[Block] = []

    def title(self) -> Heading:
        """The report's title."""
        words = TITLE.format(township=self._data.config.township)
        return self._show(Heading(id="镇-题", owner=TOWNSHIP, level=1, text=words))

    def opening(self) -> Section:
        """The opening paragraph; what the hand-in lacks, where it lacks anything."""
        lines = text.said(opening(self._data, self._make), self._voice, id="镇-开篇")
        return self._section(lines, id="镇-开篇-节")

    def highlights(self) -> Section:
        """Three to five findings."""
        found = highlights(
            self._data,
            self._make,
            benchmarks=self._loaded.benchmarks,
            themes=self._themes,
            roads=all_roads(self._data, self._make),
            lamps=lamp_total(self._data, self._make),
        )
        return self._section(text.each(found, self._voice, id="镇-要点", style="lead"), id="镇-要点-节")

    def prechecks(self) -> Section:
        """（一） of chapter one."""
        return self._work(1, "进村前摸底", "摸底", prechecks(self._data, self._make))

    def survey(self) -> Section:
        """（二） of chapter one, with the table of forms."""
        first = text.said(survey(self._data, self._make), self._voice, id="镇-调研-甲")
        found = (*documents(self._data, self._make), *mutual(self._data, self._make))
        second = text.said(found, self._voice, id="镇-调研-乙")
        parts: list[text.Part] = [
            text.heading(2, "进村调研", id="镇-调研"),
            *first,
            tables.returns_table(self._data, self._make),
            *second,
        ]
        return self._section(parts, id="镇-调研-节")

    def study(self) -> Section:
        """（三） of chapter one."""
        return self._work(3, "集中研判", "研判", study(self._data, self._make))

    def use(self) -> Section:
        """（四） of chapter one: the committee, grades of teams and totals of members."""
        lines = text.said(committee(self._data, self._make), self._voice, id="镇-运用-甲")
        found = text.said(grades(self._data, self._make), self._voice, id="镇-运用-乙")
        return self._section([text.heading(4, "结果运用", id="镇-运用"), *lines, *found], id="镇-运用-节")

    def workflow_table(self) -> ReportTable:
        """The steps of the work and how much was done, as far as chapter one has told it."""
        return self._show(tables.workflow_table(self._make.book))

    def _work(self, number: int, title: str, id: str, findings: Iterator[Finding]) -> Section:
        lines = text.said(findings, self._voice, id=f"镇-{id}-正文")
        return self._section([text.heading(number, title, id=f"镇-{id}"), *lines], id=f"镇-{id}-节")

    @cached_property
    def _roads(self) -> list[Total]:
        return road_totals(self._data, self._make)

    @cached_property
    def _areas(self) -> list[Total]:
        return area_totals(self._data, self._make)

    def totals(self) -> Section:
        """What the villages have built and planted together, as a paragraph and a table."""
        roads, lamps = all_roads(self._data, self._make), lamp_total(self._data, self._make)
        found = totals_findings(self._roads, roads, lamps, self._areas)
        lines = text.said(found, self._voice, id="镇-合计-正文")
        table = tables.totals_table(self._roads, roads, lamps, self._areas)
        return self._section([*lines, table] if table.rows else lines, id="镇-合计-节")

    def results(self) -> Section:
        """Chapter two: every village's section in roster order; of many villages the groups, the gravest in full."""
        return self._section(list(self._villages.results()), id="镇-成绩-节")

    def problems(self) -> Section:
        """Chapter three, likewise."""
        return self._section(list(self._villages.problems()), id="镇-问题-节")

    @cached_property
    def _themes(self) -> list[CommonTheme]:
        return common_themes(self._data, self._make)

    def common(self) -> Section:
        """The common problems, after the villages' own."""
        found = list(common_findings(self._data, self._make, self._themes))
        head = text.heading(self._villages.headings + 1, "共性问题", id="镇-共性")
        lines = text.each(found, self._voice, id="镇-共性-正文")
        table = tables.themes_table(self._themes, least=self._data.policy.common.least)
        return self._section([head, *lines, *([table] if table.rows else [])], id="镇-共性-节")

    def education(self) -> Section:
        """（一） of chapter four."""
        return self._measures(1, "加强教育管理，提升队伍素质", "教育", education(self._data, self._make))

    def supervision(self) -> Section:
        """（二） of chapter four."""
        return self._measures(2, "加强监督检查，推动工作落实", "监督", supervision(self._data, self._make))

    def people(self) -> Section:
        """（三） of chapter four."""
        return self._measures(3, "加强队伍建设，抓好后备储备", "队伍", people(self._data, self._make))

    def rectification(self) -> Section:
        """（四） of chapter four."""
        return self._measures(4, "抓好问题整改，逐项对账销号", "整改", rectification(self._data, self._make))

    def _measures(self, number: int, title: str, id: str, findings: Iterator[Finding]) -> Section:
        lines = text.each(findings, self._voice, id=f"镇-措施-{id}")
        return self._section([text.heading(number, title, id=f"镇-措施-{id}"), *lines], id=f"镇-措施-{id}-节")

    def grades_table(self) -> Block:
        """Annex one: a table, of many villages one a group."""
        if self._data.many:
            return self._section(list(self._villages.lines()), id="镇-附件-逐村")
        return self._show(annexes.grades_table(self._data, self._make))

    def matrix_table(self) -> ReportTable:
        """Annex two."""
        made = grouped.states_table if self._data.many else annexes.matrix_table
        return self._show(made(self._data, self._make))

    def ledger_table(self) -> ReportTable:
        """Annex four."""
        if self._data.many:
            return self._show(grouped.ledger_by_theme(self._data, self._make, self._themes))
        return self._show(annexes.ledger_table(self._data, self._make))

    def notices(self) -> Section:
        """Rules that fired, for the analyst."""
        lines = [
            text.note(f"{notice.code}　{self._data.names([notice.owner])}　{notice.message}", id=f"镇-提示-{number}")
            for number, notice in enumerate(notices(self._data), start=1)
        ]
        return text.section(lines or [text.remark("没有触发提示规则。", id="镇-提示-无")], id="镇-提示-节")

    def satisfaction_figure(self) -> Block:
        """Annex three: satisfaction by village with reference intervals."""
        return self._show(drawings.satisfaction(self._loaded))

    def items_figure(self) -> Block:
        """Annex three: answers to the eight items."""
        return self._show(drawings.items(self._loaded))

    def matrix_figure(self) -> Block:
        """Annex three: four sources by village and dimension."""
        return self._show(drawings.matrix(self._loaded))

    def dimension_figure(self) -> Block:
        """Annex three: villages' questionnaire scores against the township."""
        return self._show(drawings.dimensions(self._loaded))

    def themes_figure(self) -> Block:
        """Annex three: problem themes by village."""
        return self._show(drawings.themes(self._loaded, self._themes))

    def unknowns(self) -> Section:
        """What the data cannot say, with the reason."""
        found = limits(self._data, self._make, contrasts=self._loaded.benchmarks.contrasts)
        lines = text.each(found, self._voice, id="镇-不知", style="missing")
        return self._section(
            lines or (text.remark("本轮应有的材料齐全，没有另外的缺项。", id="镇-不知-无"),), id="镇-不知-节"
        )

    def sources_table(self) -> ReportTable:
        """Annex five: where every figure of the township shown above comes from."""
        return self._show(annexes.sources_table(tables.printed(self._shown, self._make.book)))

    def summary(self) -> Handed:
        """The hand-over to the exporters and the ledger; shows itself as a table of provenance."""
        return Handed(self._loaded.face.summary(self._summary(), self._fact))

    def _summary(self) -> TownshipSummary:
        data, loaded = self._data, self._loaded
        printed = tables.printed(self._shown, self._make.book)
        claims = self._make.book.claims(printed)
        behind = [self._make.book[key] for key in compared(claims, printed) if key in self._make.book]
        own = loaded.face.facts([*printed, *behind])
        theirs, told = self._village_facts()
        shown = loaded.face.facts(printed) if data.many else own  # what only stands behind a word brings no rows then
        return TownshipSummary(
            round=loaded.round_id,
            edition=loaded.edition,
            owner=TOWNSHIP,
            title=self.title().text,
            as_of=data.as_of,
            inputs=loaded.inputs,
            facts=(*own, *theirs),
            rows=evidence_rows(loaded.raw, [*shown, *theirs], level=loaded.level, most=ROWS if data.many else None),
            claims=(*claims, *told),
            warnings=tuple(notices(data)),
            villages=tuple(place.id for place in data.places),
            unfinished=tuple(place.id for place in data.unfinished),
            releasable=not data.unfinished,
            problems=(
                *(problem for place in data.finished for problem in data.summaries[place.id].problems),
                *carried_problems(data),
            ),
            names={place.id: place.name for place in data.places},
            official=None if loaded.edition == "public" else data.config.official,
        )

    def _village_facts(self) -> tuple[list[Fact], tuple[Claim, ...]]:
        """Facts of the villages that the report prints, roster order, with the comparisons made of them."""
        keys = {run.fact for part in self._shown for run in tables.runs_in(part)}
        full, summaries = self._villages.full, self._data.summaries
        handed = [summaries[place.id] for place in self._data.finished]
        claims = tuple(claim for each in handed for claim in each.claims if claim.anchor in keys)
        keys |= set(compared(claims, ()))
        known = (fact for each in handed for fact in each.facts)
        told = (fact for fact in known if fact.key in keys and fact.level <= self._loaded.level)
        return [fact if fact.owner in full else without_rows(fact) for fact in told], claims

    def _section(self, parts: Sequence[text.Part], *, id: str) -> Section:
        return self._show(text.section(parts, id=id))

    def _show(self, block: Shown) -> Shown:
        shown = self._loaded.face.block(block, self._fact)
        self._shown.append(shown)
        return shown

    def _fact(self, key: str) -> Fact | None:
        """A fact of the township's or of a village that handed it over."""
        return self._make.book.get(key) or self._handed.get(key)

    @cached_property
    def _handed(self) -> dict[str, Fact]:
        return {fact.key: fact for summary in self._data.summaries.values() for fact in summary.facts}
