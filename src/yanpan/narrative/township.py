"""The township's text: findings set as sections with their headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from yanpan.chinese.ordinals import in_brackets
from yanpan.config.phrases import PhraseBook
from yanpan.document import Heading, Paragraph, ReportFigure, ReportTable, Run, Section
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.model import Finding, Polarity, Theme, Value
from yanpan.findings.township.data import Place, TownshipData
from yanpan.narrative.compose import Voice, admitted, all_of_it, paragraph
from yanpan.summary import VillageSummary

Style = Literal["body", "lead", "note", "missing"]
Part = Heading | Paragraph | ReportTable | ReportFigure
"""What may stand in a section."""


def township_voice(
    book: PhraseBook, data: TownshipData, admit: Callable[[Finding], Finding | None] = all_of_it
) -> Voice:
    """The voice of the township's own text."""
    return Voice(book, {"镇名": data.config.township}, 0, admit)


def heading(number: int, title: str, *, id: str, owner: str = TOWNSHIP) -> Heading:
    """A second-level heading `（一）…`."""
    return Heading(id=id, owner=owner, level=3, text=f"{in_brackets(number)}{title}")


def said(findings: Iterable[Finding], voice: Voice, *, id: str) -> tuple[Paragraph, ...]:
    """One paragraph of findings in the order given; none without findings."""
    known = admitted(findings, voice)
    return (paragraph(known, voice, id=id, owner=TOWNSHIP),) if known else ()


def each(findings: Iterable[Finding], voice: Voice, *, id: str, style: Style = "body") -> tuple[Paragraph, ...]:
    """A paragraph per finding; one of the codes in `JOINED` goes on in the paragraph before."""
    groups: list[list[Finding]] = []
    for finding in admitted(findings, voice):
        if groups and finding.code in JOINED:
            groups[-1].append(finding)
        else:
            groups.append([finding])
    return tuple(
        paragraph(group, voice, id=f"{id}-{number}", owner=TOWNSHIP, style=style)
        for number, group in enumerate(groups, start=1)
    )


JOINED = frozenset({"措施.知晓", "措施.督查未整改"})
"""Findings that go on where the measure before left off."""


def section(parts: Sequence[Part], *, id: str) -> Section:
    """Blocks of the township as one output."""
    return Section(id=id, owner=TOWNSHIP, blocks=tuple(parts))


def village_section(
    number: int, place: Place, title: str, paragraphs: Sequence[Paragraph], *, chapter: str
) -> tuple[Part, ...]:
    """A village's heading and its own paragraphs."""
    return (heading(number, title, id=f"{place.id}-{chapter}", owner=place.id), *paragraphs)


def unfinished(place: Place, code: str, voice: Voice, name: Value, reason: Fact | None) -> Paragraph:
    """The visible mark that stands where a village's text is missing."""
    values: dict[str, Value] = {} if reason is None else {"原因": reason}
    finding = Finding(code, place.id, Theme.METHOD, values, 0, Polarity.NEUTRAL)
    own = replace(voice, common={**voice.common, "村名": name})
    return paragraph([finding], own, id=f"{place.id}-{code}", owner=place.id, style="missing")


def relabelled(summary: VillageSummary, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The village's paragraphs, as they are; ValueError if one is not the village's own."""
    for part in paragraphs:
        if part.owner != summary.owner:
            raise ValueError(f"{part.id} belongs to {part.owner}, not to {summary.owner}")
    return tuple(paragraphs)


def remark(words: str, *, id: str) -> Paragraph:
    """A remark without figures that stands where there is nothing to tell."""
    return Paragraph(id=id, owner=TOWNSHIP, runs=(Run(text=words),), style="missing")


def note(words: str, *, id: str) -> Paragraph:
    """A small remark for the analyst."""
    return Paragraph(id=id, owner=TOWNSHIP, runs=(Run(text=words),), style="note")
