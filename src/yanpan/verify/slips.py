"""Reminder slips beside a quarter's report: every line locked, Word and PDF as the report handed them over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from yanpan.document import Heading, Paragraph, Run
from yanpan.export.blocks import SLIPS, file_name
from yanpan.summary import QuarterSummary, Slip
from yanpan.verify.blocks import Page, Printed
from yanpan.verify.fault import Fault
from yanpan.verify.formats import READERS, held_together
from yanpan.verify.lock import locked


def slips_locked(summary: QuarterSummary, *, set_terms: Collection[str]) -> Iterator[Fault]:
    """Every breach of the number lock in the slips that the report hands over."""
    facts = {fact.key: fact for fact in summary.facts}
    for slip in summary.slips:
        yield from locked(page_of(slip), slip.owner, facts, claims=summary.claims, set_terms=set_terms)


def slips_held(summary: QuarterSummary, folder: Path) -> Iterator[Fault]:
    """What the files in a quarter's folder say otherwise; files of slips that the report does not know."""
    place, known = folder / SLIPS, set()
    for slip in summary.slips:
        name = file_name(slip.owner, slip.name)
        known.add(name)
        yield from held_together(page_of(slip), place, slip.owner, stem=name)
    for path in sorted(place.glob("*")) if place.is_dir() else ():
        if path.suffix in {f".{form}" for form in READERS} and path.stem not in known:
            yield Fault(summary.owner, SLIPS, path.name, "季度报告里没有这份提醒单")


def page_of(slip: Slip) -> Page:
    """A slip as a page is read."""
    blocks = (_printed(slip.heading), *(_printed(each) for each in slip.paragraphs))
    return Page(slip.heading.text, blocks, (), {})


def _printed(block: Heading | Paragraph) -> Printed:
    if isinstance(block, Heading):
        return Printed(block.text, f"h{block.level}", (Run(text=block.text),), block.owner)
    return Printed(SLIPS, "p", block.runs, block.owner, "" if block.style == "body" else block.style)
