"""The face of `notebooks/village.ipynb`: one method per cell, each hands back a block that shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal, TypeVar

from yanpan.config.paths import Project
from yanpan.config.remarks import SECTIONS, Place
from yanpan.config.remarks import Section as Where
from yanpan.document import Block, Heading, Paragraph, ReportFigure, ReportTable, Run, Section, run_of
from yanpan.facts import Fact
from yanpan.findings.model import Finding
from yanpan.findings.village.grade import reason_facts
from yanpan.narrative import village as text
from yanpan.narrative.problems import problems
from yanpan.narrative.reading import reading_notices
from yanpan.narrative.remarks import remark
from yanpan.narrative.render import joined, without_parts
from yanpan.report import village_annexes as annexes
from yanpan.report import village_figures as drawings
from yanpan.report import village_tables as tables
from yanpan.report.loading import Loaded, load
from yanpan.report.members import members_table
from yanpan.report.proofing import slips_in
from yanpan.report.provenance import Handed
from yanpan.report.village_summary import missing_material, title_of, village_summary, visible_facts
from yanpan.summary import Notice

Shown = TypeVar("Shown", bound=Block)
Part = Heading | Paragraph | ReportTable | ReportFigure


def load_village(
    village: str, round: str, edition: str = "internal", *, project: Project | None = None
) -> VillageReport:
    """The village's report, ready to be shown piece by piece. `village`: id or name."""
    return VillageReport(load(village, round, edition=edition, project=project))


class VillageReport:
    """Blocks of one village's report. What `say` puts into a chapter also reaches the township's report."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._found = loaded.found
        self._owner = loaded.found.subject.village
        self._voice = text.voice_of(loaded.found, loaded.phrases, loaded.face.admit)
        self._said: list[tuple[Place | None, Paragraph]] = []
        self._shown: list[Block] = []

    def title(self) -> Heading:
        """The document's title."""
        words = title_of(self._loaded)
        return self._show(Heading(id=f"{self._owner}-题", owner=self._owner, level=1, text=words))

    def highlights(self) -> Section:
        """Three to five findings, the judgement first."""
        return self._section("要点", text.highlights(self._found, self._voice))

    def work(self) -> Section:
        """How the review was done here, with its counts."""
        return self._section("工作", (*self._chapter("工作", self._found.method), *self._remarks("工作")))

    def returns_figure(self) -> Block:
        """What became of the forms."""
        return self._show(drawings.returns_figure(self._loaded))

    def achievements(self) -> Section:
        """The village's section of chapter two, the analyst's remarks after it."""
        return self._section("成绩", (*self._achievements, *self._remarks("成绩")))

    def problems(self) -> Section:
        """The village's section of chapter three, the analyst's remarks after it."""
        return self._section("问题", (*self._problems, *self._remarks("问题")))

    def say(self, pattern: str, *, into: Place | None = None) -> Paragraph:
        """A sentence of the analyst's; `{满意率}` prints the fact of that name.

        `into` places it in the township's report too: 成绩 (chapter two) or 问题 (chapter three). A sentence all in
        square brackets falls away where a value is missing; a remark stands in its place.
        """
        number = len(self._said) + 1
        said = self._analyst(pattern, f"说-{number}")
        if not said.runs:
            return self._show(self._missing(f"说-{number}", "这句话所用的数据本轮没有，故不写。"))
        self._said.append((into, said))
        return self._show(said)

    def public(self) -> Section:
        """What the forms, questionnaires and the ballot on the team say."""
        return self._section("评价", (*self._chapter("评价", self._found.public), *self._remarks("评价")))

    def satisfaction_table(self) -> ReportTable:
        """The eight items with their intervals."""
        return self._show(tables.satisfaction_table(self._found))

    def items_figure(self) -> Block:
        """Answers to the eight items."""
        return self._show(drawings.items_figure(self._loaded))

    def profile_figure(self) -> Block:
        """Questionnaire scores by domain beside the township's."""
        return self._show(drawings.profile_figure(self._loaded))

    def sources(self) -> Section:
        """What may be affirmed, what contradicts, what is not known, over four sources."""
        return self._section("互证", (*self._chapter("互证", self._found.sources), *self._remarks("互证")))

    def matrix_table(self) -> ReportTable:
        """Four dimensions by four sources."""
        return self._show(tables.matrix_table(self._found))

    def notices(self) -> Section:
        """Rules that fired, for the analyst."""
        lines = [
            Paragraph(
                id=f"{self._owner}-提示-{number}",
                owner=self._owner,
                runs=(Run(text=f"{notice.code}　{notice.message}"),),
                style="note",
            )
            for number, notice in enumerate(self._notices(), start=1)
        ]
        return self._section("提示", lines or [self._missing("提示", "没有触发提示规则。")])

    def rectification(self) -> Section:
        """How far rectification is, in a sentence."""
        return self._section("整改", (*self._chapter("整改", self._found.rectification), *self._remarks("整改")))

    def ledger_table(self) -> ReportTable:
        """Problem, direction, measure, person, deadline, status."""
        return self._show(annexes.ledger_table(self._found, self._voice))

    def grade(self) -> Section:
        """The suggested grade and its distance to the next."""
        return self._section("档次", (*self._chapter("档次", self._found.grade), *self._remarks("档次")))

    def reasons(self) -> Section:
        """Why this grade, most important first."""
        facts = reason_facts(self._found.subject)
        runs: list[Run] = [Run(text="依据：")] if facts else []
        for number, fact in enumerate(facts):
            runs += [Run(text="；" if number else ""), run_of(fact)]
        lines = (self._paragraph("理由", joined([*runs, Run(text="。")])),) if facts else ()
        return self._section("理由", lines or [self._missing("理由", "没有可以列出的依据。")])

    def grade_table(self) -> ReportTable:
        """Indicators behind the composite score."""
        return self._show(tables.grade_table(self._found))

    def score_figure(self) -> Block:
        """How the composite score comes about."""
        return self._show(drawings.score_figure(self._loaded))

    def members(self) -> Section:
        """Members' ballots and suggested grades, in the committee edition; else a remark that they are not here."""
        if self._loaded.edition != "committee":
            return self._section("成员", [self._missing("成员", "班子成员的个人评价只列入党委专题会版本。")])
        return self._section("成员", [members_table(self._found.subject)])

    def unknowns(self) -> Section:
        """What the data cannot say, with the reason."""
        notes = [*self._found.notes, *missing_material(self._loaded)]
        lines = [self._paragraph(f"不知-{n}", (run_of(note),), "missing") for n, note in enumerate(notes, start=1)]
        none = [] if notes else [self._missing("不知", "本轮应有的材料齐全，没有另外的缺项。")]
        return self._section("不知", [*self._chapter("界限", self._found.limits), *lines, *none])

    def evidence(self) -> ReportTable:
        """Annex: the rows that every figure shown above comes from."""
        facts = annexes.printed(self._shown, visible_facts(self._loaded))
        return self._show(annexes.evidence_table(facts, owner=self._owner))

    def summary(self) -> Handed:
        """The hand-over to the township's report; shows itself as a table of provenance."""
        summary = village_summary(self._loaded, self._voice, self._chapters(), warnings=self._notices())
        return Handed(self._loaded.face.summary(summary, self._fact))

    def _notices(self) -> tuple[Notice, ...]:
        """Rules that fired, how the chapters read, and slips in what the analyst has written so far."""
        rules, phrases = self._loaded.proof, self._loaded.phrases
        written = [block for chapter in self._chapters().values() for block in chapter]
        own = f"批注文件 {self._owner}.yml “{{}}”部分"
        return (
            *self._found.notices,
            *reading_notices(self._owner, written, phrases),
            *(slip for place in SECTIONS for slip in slips_in(own.format(place), self._remarks(place), rules)),
            *slips_in("本笔记 say 的", (paragraph for _, paragraph in self._said), rules),
        )

    @cached_property
    def _achievements(self) -> tuple[Paragraph, ...]:
        return text.achievements(self._found, self._voice)

    @cached_property
    def _problems(self) -> tuple[Paragraph, ...]:
        return problems(self._found, self._voice)

    def _placed(self, place: Place) -> tuple[Paragraph, ...]:
        return tuple(paragraph for where, paragraph in self._said if where == place)

    def _remarks(self, place: Where) -> tuple[Paragraph, ...]:
        chosen = [remark for remark in self._loaded.remarks if remark.place == place]
        return tuple(
            self._analyst(remark.pattern, f"批注-{place}-{number}") for number, remark in enumerate(chosen, start=1)
        )

    def _analyst(self, pattern: str, name: str) -> Paragraph:
        book, face = self._found.book, self._loaded.face
        gone = {fact.name for fact in book if fact.name and face.withholds(fact)}
        return remark(
            without_parts(pattern, gone),
            self._found.subject.make,
            id=f"{self._owner}-{name}",
            detail=name.replace("-", "."),
            set_terms=self._loaded.phrases.set_terms,
        )

    def _chapters(self) -> dict[Place, tuple[Paragraph, ...]]:
        """Chapters two and three with the analyst's sentences; UserError if one contradicts the team's grade."""
        chapters: dict[Place, tuple[Paragraph, ...]] = {
            "成绩": (*self._achievements, *self._remarks("成绩"), *self._placed("成绩")),
            "问题": (*self._problems, *self._remarks("问题"), *self._placed("问题")),
        }
        for paragraphs in chapters.values():
            text.check_verdict(paragraphs, self._found, self._loaded.policy)
        return chapters

    def _chapter(self, name: str, findings: Iterable[Finding]) -> tuple[Paragraph, ...]:
        shown = [finding for finding in findings if finding.level <= self._loaded.level]
        return text.chapter(shown, self._voice, id=f"{self._owner}-{name}-甲", owner=self._owner)

    def _paragraph(self, name: str, runs: tuple[Run, ...], style: Literal["body", "missing"] = "body") -> Paragraph:
        return Paragraph(id=f"{self._owner}-{name}", owner=self._owner, runs=runs, style=style)

    def _missing(self, name: str, words: str) -> Paragraph:
        return self._paragraph(f"{name}-无", (Run(text=words),), "missing")

    def _section(self, name: str, blocks: Sequence[Part]) -> Section:
        return self._show(Section(id=f"{self._owner}-{name}", owner=self._owner, blocks=tuple(blocks)))

    def _show(self, block: Shown) -> Shown:
        shown = self._loaded.face.block(block, self._fact)
        self._shown.append(shown)
        return shown

    def _fact(self, key: str) -> Fact | None:
        return self._found.book.get(key)
