"""What the township's report says of its villages: each in full, or, where there are many, by group.

Of many villages only the gravest are printed in full; the others stand in the annex, a line each, and lead to their own
reports. The public edition, which has no villages' reports beside it, prints all of them, 村 and 社区 apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from yanpan.document import Heading, Paragraph
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding, Polarity, Theme
from yanpan.findings.township.data import Place, place_fact
from yanpan.findings.township.groups import (
    Group,
    GroupFacts,
    by_grade,
    by_kind,
    group_facts,
    group_finding,
    overview,
    problems_finding,
)
from yanpan.narrative import township as text
from yanpan.narrative import township_groups as tables
from yanpan.narrative.compose import Voice
from yanpan.report.township_loading import LoadedTownship

RESULTS, PROBLEMS = "成绩", "问题"
ELSEWHERE = "所依据的行见该村的报告"
TITLES = {RESULTS: "{}“两委”班子运行情况", PROBLEMS: "{}存在的问题"}


def without_rows(fact: Fact) -> Fact:
    """A fact of a village that stands in one line: its rows are to be found in the village's own report."""
    return fact.model_copy(update={"sources": (), "method": f"{fact.method}；{ELSEWHERE}"})


class Villages:
    """The villages' sections of chapters two and three and, of many villages, their lines in the annex."""

    def __init__(self, loaded: LoadedTownship, make: FactMaker, voice: Voice) -> None:
        self._data, self._unfinished, self._public = loaded.data, loaded.unfinished, loaded.edition == "public"
        self._make, self._voice = make, voice

    @cached_property
    def groups(self) -> list[Group]:
        """The groups that many villages are told by."""
        return by_kind(self._data) if self._public else by_grade(self._data)

    @cached_property
    def full(self) -> frozenset[str]:
        """Ids of the villages whose paragraphs the report prints."""
        if not self._data.many:
            return frozenset(place.id for place in self._data.places)
        return frozenset(place.id for group in self.groups for place in group.full)

    @property
    def headings(self) -> int:
        """Second-level headings of chapter three before the common problems."""
        return len(self._in(PROBLEMS)) if self._data.many else len(self._data.places)

    def results(self) -> Iterator[text.Part]:
        """Chapter two."""
        if self._data.many:
            yield from text.said(overview(self._data, self._make, self.groups), self._voice, id="镇-分组-概述")
            yield tables.groups_table(self._facts)
        yield from self._chapter(RESULTS)

    def problems(self) -> Iterator[text.Part]:
        """Chapter three up to the common problems."""
        if self._data.many:
            found = problems_finding(self._data, self._make, self.groups)
            yield from text.said(found, self._voice, id="镇-分组-问题")
        yield from self._chapter(PROBLEMS)

    def lines(self) -> Iterator[text.Part]:
        """The annex on grades of many villages: a table a group, a line a village."""
        whole = self._make.amount(
            "分组.村数", len(self._data.places), "个", label="村（社区）总数", rows=self._data.rows("villages")
        )
        told = Finding("分组.逐村", TOWNSHIP, Theme.METHOD, {"村数": whole}, 0, Polarity.NEUTRAL)
        yield from text.said([told], self._voice, id="镇-分组-逐村")
        reasons = {place.id: self.reason(place.id) for place in self._data.unfinished}
        for group in self.groups:
            yield tables.lines_table(self._data, self._make, group, reasons)

    def reason(self, village: str) -> Fact | None:
        """Why a village is unfinished, as far as it is known."""
        why = self._unfinished.get(village, "")
        return self._make.words(f"未完成.{village}", why, label="未完成的原因", method="运行记录") if why else None

    @cached_property
    def _facts(self) -> list[GroupFacts]:
        return [group_facts(self._data, self._make, group) for group in self.groups]

    def _in(self, chapter: str) -> list[Group]:
        """Groups that a chapter has a heading for: all in chapter two, in chapter three those with villages in full."""
        return self.groups if chapter == RESULTS else [group for group in self.groups if group.full]

    def _chapter(self, chapter: str) -> Iterator[text.Part]:
        if not self._data.many:
            for number, place in enumerate(self._data.places, start=1):
                title, lines = TITLES[chapter].format(place.name), self._paragraphs(place, chapter)
                yield from text.village_section(number, place, title, lines, chapter=chapter)
            return
        facts = {each.group.key: each for each in self._facts}
        for number, group in enumerate(self._in(chapter), start=1):
            yield text.heading(number, group.title, id=f"镇-分组-{chapter}-{group.key}")
            if chapter == RESULTS:
                found = [group_finding(facts[group.key], self._make, self._data)]
                yield from text.said(found, self._voice, id=f"镇-分组-{group.key}")
            for place in group.full:
                title = TITLES[chapter].format(place.name)
                yield Heading(id=f"{place.id}-{chapter}", owner=place.id, level=4, text=title)
                yield from self._paragraphs(place, chapter)

    def _paragraphs(self, place: Place, chapter: str) -> tuple[Paragraph, ...]:
        """The village's own paragraphs, or the visible mark that it is unfinished."""
        summary = self._data.summaries.get(place.id)
        if summary is None:
            name = place_fact(self._make, self._data, place)
            return (text.unfinished(place, f"未完成.{chapter}", self._voice, name, self.reason(place.id)),)
        return text.relabelled(summary, summary.achievements if chapter == RESULTS else summary.problems_text)
