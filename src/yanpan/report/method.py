"""The face of `notebooks/method.ipynb`: each step of the method at work on a round, one method per cell."""

from __future__ import annotations

from typing import TypeVar

from yanpan.config.paths import Project
from yanpan.document import Block, Heading, Paragraph, ReportTable, Run, Section
from yanpan.facts import TOWNSHIP
from yanpan.narrative.render import render
from yanpan.narrative.township_tables import printed
from yanpan.report import method_forms as forms
from yanpan.report import method_grades as grades
from yanpan.report import method_questionnaires as questionnaires
from yanpan.report import method_villages as villages
from yanpan.report.evidence_rows import evidence_rows
from yanpan.report.method_key import make_key_facts
from yanpan.report.method_loading import LoadedMethod, load
from yanpan.report.provenance import Handed
from yanpan.report.village_annexes import evidence_table
from yanpan.schema import Level
from yanpan.summary import MethodSummary

Shown = TypeVar("Shown", bound=Block)
LEVEL = Level.L2
TITLE = "{township}村（社区）“两委”班子分析研判方法说明与核算"


def load_method(round: str, *, project: Project | None = None) -> MethodReport:
    """The method at work on a round, ready to be shown piece by piece; internal (L2), no member is in it."""
    return MethodReport(load(round, project=project))


class MethodReport:
    """Blocks of the method notebook, in the order of METHOD.md."""

    def __init__(self, loaded: LoadedMethod) -> None:
        self._loaded = loaded
        self._said = 0
        self._shown: list[Block] = []
        make_key_facts(loaded)

    def title(self) -> Heading:
        """The document's title."""
        words = TITLE.format(township=self._loaded.round.township)
        return self._show(Heading(id="镇-法-题", owner=TOWNSHIP, level=1, text=words))

    def highlights(self, *patterns: str) -> Section:
        """The answers first: sentences with placeholders, one paragraph each; one whose data are missing falls away."""
        lines = [line for pattern in patterns if (line := self._line(pattern, "lead")).runs]
        return self._show(Section(id="镇-法-要点", owner=TOWNSHIP, blocks=tuple(lines)))

    def say(self, pattern: str) -> Paragraph:
        """A sentence; `{全镇满意率}` prints the figure of that name, a sentence in square brackets only where it is."""
        line = self._line(pattern, "body")
        return self._show(line if line.runs else self._missing("这句话所用的数据本轮没有，故不写。"))

    def validity_table(self) -> ReportTable:
        """Turnout, returned and valid forms against the policy."""
        return self._show(forms.validity_table(self._loaded))

    def rates_table(self) -> ReportTable:
        """Rates with Wilson's interval, with and without a finite population."""
        return self._show(forms.rates_table(self._loaded))

    def rates_figure(self) -> Block:
        """Rates with their intervals, drawn."""
        return self._show(villages.rates_figure(self._loaded))

    def exact_table(self) -> ReportTable:
        """Exact intervals and worst-case bounds."""
        return self._show(forms.exact_table(self._loaded))

    def strata_table(self) -> ReportTable:
        """Rates by identity."""
        return self._show(forms.strata_table(self._loaded))

    def schemes_table(self) -> ReportTable:
        """Scoring schemes side by side."""
        return self._show(forms.schemes_table(self._loaded))

    def domains_figure(self) -> Block:
        """Questionnaire scores by village and domain."""
        return self._show(grades.domains_figure(self._loaded))

    def reliability_table(self) -> ReportTable:
        """Alpha, its interval and omega, township only."""
        return self._show(questionnaires.reliability_table(self._loaded))

    def careless_table(self) -> ReportTable:
        """Signs of careless answering, with and without."""
        return self._show(questionnaires.careless_table(self._loaded))

    def states_figure(self) -> Block:
        """States of the four sources."""
        return self._show(grades.states_figure(self._loaded))

    def contradictions_table(self) -> ReportTable:
        """Cells in which sources contradict each other."""
        return self._show(grades.contradictions_table(self._loaded))

    def indicators_table(self) -> ReportTable:
        """Goalposts and weights."""
        return self._show(grades.indicators_table(self._loaded))

    def composites_table(self) -> ReportTable:
        """Scores by both aggregations, gates, grade."""
        return self._show(grades.composites_table(self._loaded))

    def firmness_figure(self) -> Block:
        """Shares of the trials by grade."""
        return self._show(grades.firmness_figure(self._loaded))

    def flips_table(self) -> ReportTable:
        """What would change each grade."""
        return self._show(grades.flips_table(self._loaded))

    def influence_figure(self) -> Block:
        """Total indices by village and assumption."""
        return self._show(grades.influence_figure(self._loaded))

    def influence_table(self) -> ReportTable:
        """Mean indices by assumption."""
        return self._show(grades.influence_table(self._loaded))

    def differences_table(self) -> ReportTable:
        """Pairwise differences and the bound words."""
        return self._show(villages.differences_table(self._loaded))

    def ranks_table(self) -> ReportTable:
        """Rank sets in roster order."""
        return self._show(villages.ranks_table(self._loaded))

    def shrinkage_figure(self) -> Block:
        """Rates as counted and shrunk, with the caveat."""
        return self._show(villages.shrinkage_figure(self._loaded))

    def raters_table(self) -> ReportTable:
        """Which groups and villages are connected."""
        return self._show(villages.raters_table(self._loaded))

    def leniency_table(self) -> ReportTable:
        """Leniency of groups where it can be told."""
        return self._show(villages.leniency_table(self._loaded))

    def unknowns(self) -> Section:
        """What the round's material lacks."""
        lines = [self._missing(words) for words in self._loaded.missing]
        none = [] if lines else [self._missing("本轮应有的材料齐全，没有另外的缺项。")]
        return self._show(Section(id="镇-法-不知", owner=TOWNSHIP, blocks=(*lines, *none)))

    def evidence(self) -> ReportTable:
        """Annex: the rows that every figure shown above comes from."""
        return self._show(evidence_table(printed(self._shown, self._loaded.make.book), owner=TOWNSHIP))

    def summary(self) -> Handed:
        """The hand-over to the exporters; shows itself as a table of provenance."""
        loaded = self._loaded
        known = (*printed(self._shown, loaded.make.book), *loaded.make.book.under(grades.CAPTIONED))
        facts = tuple(fact for fact in known if fact.level <= LEVEL)
        return Handed(
            MethodSummary(
                round=loaded.round_id,
                edition="committee",
                owner=TOWNSHIP,
                title=TITLE.format(township=loaded.round.township),
                as_of=loaded.round.as_of.isoformat(),
                inputs=loaded.inputs,
                facts=facts,
                rows=evidence_rows(loaded.raw, facts, level=LEVEL),
            )
        )

    def _line(self, pattern: str, style: str) -> Paragraph:
        self._said += 1
        return render(
            pattern,
            self._loaded.make.book,
            id=f"镇-法-说-{self._said}",
            owner=TOWNSHIP,
            style="lead" if style == "lead" else "body",
        )

    def _missing(self, words: str) -> Paragraph:
        self._said += 1
        return Paragraph(id=f"镇-法-说-{self._said}", owner=TOWNSHIP, runs=(Run(text=words),), style="missing")

    def _show(self, block: Shown) -> Shown:
        self._shown.append(block)
        return block
