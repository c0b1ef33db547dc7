"""The township report, part by part: what `notebooks/township.ipynb` shows, each a block that displays itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from yanpan.document import Block, Heading, Paragraph, ReportTable, Run, Section
from yanpan.facts import TOWNSHIP
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding
from yanpan.findings.township_common import CommonTheme, common_findings, common_themes
from yanpan.findings.township_data import TownshipData, place_fact
from yanpan.findings.township_grades import grades
from yanpan.findings.township_measures import education
from yanpan.findings.township_people import people, rectification
from yanpan.findings.township_review import committee, documents, mutual, study
from yanpan.findings.township_supervision import supervision
from yanpan.findings.township_totals import Total, all_roads, area_totals, lamp_total, road_totals, totals_findings
from yanpan.findings.township_work import opening, prechecks, survey
from yanpan.narrative import township as text
from yanpan.narrative import township_tables as tables
from yanpan.narrative.compose import Voice

TITLE = "{township}村（社区）“两委”班子运行情况分析研判报告"


@dataclass(frozen=True)
class TownshipReport:
    """The parts of the report. Facts gather in `make.book` as parts are made; asking twice gives the same part."""

    data: TownshipData
    make: FactMaker
    voice: Voice
    unfinished: Mapping[str, str] = field(default_factory=dict)
    """Reason by village, for villages without a usable summary."""

    @property
    def title_text(self) -> str:
        """The title as text."""
        return TITLE.format(township=self.data.config.township)

    @cached_property
    def title(self) -> Heading:
        """The report's title."""
        return Heading(id="镇-标题", owner=TOWNSHIP, level=1, text=self.title_text)

    @cached_property
    def opening(self) -> Section:
        """The opening paragraph; what the hand-in lacks, where it lacks anything."""
        lines = text.said(opening(self.data, self.make), self.voice, id="镇-开篇")
        return text.section([*lines, *self._gaps()], id="镇-开篇-节")

    def _gaps(self) -> Iterator[Paragraph]:
        if self.data.missing:
            fact = self.make.words("批次.缺项", "；".join(self.data.missing), label="材料缺项", method="交表清单核对")
            yield Paragraph(
                id="镇-缺项",
                owner=TOWNSHIP,
                runs=(
                    Run(text="本轮材料尚不完整："),
                    Run(text=fact.text, fact=fact.key),
                    Run(text="。"),
                ),
                style="missing",
            )

    @cached_property
    def prechecks(self) -> Section:
        """（一） of chapter one."""
        return self._work(1, "进村前摸底", "摸底", prechecks(self.data, self.make))

    @cached_property
    def survey(self) -> Section:
        """（二） of chapter one, with the table of forms."""
        first = text.said(survey(self.data, self.make), self.voice, id="镇-调研-甲")
        found = (*documents(self.data, self.make), *mutual(self.data, self.make))
        second = text.said(found, self.voice, id="镇-调研-乙")
        parts: list[text.Part] = [
            text.heading(2, "进村调研", id="镇-调研"),
            *first,
            tables.returns_table(self.data, self.make),
            *second,
        ]
        return text.section(parts, id="镇-调研-节")

    @cached_property
    def study(self) -> Section:
        """（三） of chapter one."""
        return self._work(3, "集中研判", "研判", study(self.data, self.make))

    @cached_property
    def use(self) -> Section:
        """（四） of chapter one: the committee, grades of teams and totals of members."""
        lines = text.said(committee(self.data, self.make), self.voice, id="镇-运用-甲")
        found = text.said(grades(self.data, self.make), self.voice, id="镇-运用-乙")
        return text.section([text.heading(4, "结果运用", id="镇-运用"), *lines, *found], id="镇-运用-节")

    def _work(self, number: int, title: str, id: str, findings: Iterator[Finding]) -> Section:
        lines = text.said(findings, self.voice, id=f"镇-{id}-正文")
        return text.section([text.heading(number, title, id=f"镇-{id}"), *lines], id=f"镇-{id}-节")

    @cached_property
    def _roads(self) -> list[Total]:
        return road_totals(self.data, self.make)

    @cached_property
    def _areas(self) -> list[Total]:
        return area_totals(self.data, self.make)

    @cached_property
    def totals(self) -> Section:
        """What the villages have built and planted together, as a paragraph and a table."""
        roads, lamps = all_roads(self.make, self._roads), lamp_total(self.data, self.make)
        found = totals_findings(self._roads, roads, lamps, self._areas)
        lines = text.said(found, self.voice, id="镇-合计-正文")
        table = tables.totals_table(self._roads, roads, lamps, self._areas)
        return text.section([*lines, table] if table.rows else lines, id="镇-合计-节")

    @cached_property
    def results(self) -> Section:
        """Chapter two: every village's section in roster order."""
        return text.section(list(self._villages("成绩")), id="镇-成绩-节")

    @cached_property
    def problems(self) -> Section:
        """Chapter three: every village's section in roster order."""
        return text.section(list(self._villages("问题")), id="镇-问题-节")

    def _villages(self, chapter: str) -> Iterator[text.Part]:
        for number, place in enumerate(self.data.places, start=1):
            title = f"{place.name}“两委”班子运行情况" if chapter == "成绩" else f"{place.name}存在的问题"
            summary = self.data.summaries.get(place.id)
            lines: tuple[Paragraph, ...]
            if summary is None:
                name = place_fact(self.make, self.data, place)
                reason = self.unfinished.get(place.id, "")
                lines = (text.unfinished(place, f"未完成.{chapter}", self.voice, name, reason),)
            else:
                lines = text.relabelled(summary, summary.achievements if chapter == "成绩" else summary.problems_text)
            yield from text.village_section(number, place, title, lines, chapter=chapter)

    @cached_property
    def _themes(self) -> list[CommonTheme]:
        return common_themes(self.data, self.make)

    @cached_property
    def common(self) -> Section:
        """The common problems, after the villages' own."""
        found = list(common_findings(self.data, self.make, self._themes))
        head = text.heading(len(self.data.places) + 1, "共性问题", id="镇-共性")
        lines = text.each(found, self.voice, id="镇-共性-正文")
        table = tables.themes_table(self._themes, least=self.data.policy.common.least)
        return text.section([head, *lines, *([table] if table.rows else [])], id="镇-共性-节")

    @cached_property
    def education(self) -> Section:
        """（一） of chapter four."""
        return self._measures(1, "加强教育管理，提升队伍素质", "教育", education(self.data, self.make))

    @cached_property
    def supervision(self) -> Section:
        """（二） of chapter four."""
        return self._measures(2, "加强监督检查，推动工作落实", "监督", supervision(self.data, self.make))

    @cached_property
    def people(self) -> Section:
        """（三） of chapter four."""
        return self._measures(3, "加强队伍建设，抓好后备储备", "队伍", people(self.data, self.make))

    @cached_property
    def rectification(self) -> Section:
        """（四） of chapter four."""
        return self._measures(4, "抓好问题整改，逐项对账销号", "整改", rectification(self.data, self.make))

    def _measures(self, number: int, title: str, id: str, findings: Iterator[Finding]) -> Section:
        lines = text.each(findings, self.voice, id=f"镇-措施-{id}")
        return text.section([text.heading(number, title, id=f"镇-措施-{id}"), *lines], id=f"镇-措施-{id}-节")

    @cached_property
    def grades_table(self) -> ReportTable:
        """Annex one."""
        return tables.grades_table(self.data, self.make)

    @cached_property
    def matrix_table(self) -> ReportTable:
        """Annex two."""
        return tables.matrix_table(self.data, self.make)

    @cached_property
    def ledger_table(self) -> ReportTable:
        """Annex four."""
        return tables.ledger_table(self.data, self.make)

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """Every part but the figures and the table of sources, in the report's order."""
        return (
            self.title,
            self.opening,
            *(self.prechecks, self.survey, self.study, self.use),
            *(self.totals, self.results, self.problems, self.common),
            *(self.education, self.supervision, self.people, self.rectification),
            *(self.grades_table, self.matrix_table, self.ledger_table),
        )

    @cached_property
    def sources_table(self) -> ReportTable:
        """Annex five: where every printed figure of the township comes from."""
        return tables.sources_table(tables.printed(self.body, self.make.book))
