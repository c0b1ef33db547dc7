"""Slips of the pen in what the analyst wrote: remarks of the parameter file, sentences said in the notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yanpan.document import Paragraph
from yanpan.proof import Rules, proofread
from yanpan.summary import Notice


def slips_in(place: str, paragraphs: Iterable[Paragraph], rules: Rules) -> Iterator[Notice]:
    """One notice a slip. `place` names where the analyst finds the first paragraph's source; they are numbered on."""
    for number, paragraph in enumerate(paragraphs, start=1):
        for slip in proofread(paragraph.plain(), rules):
            message = f"{place}第{number}句“{slip.quote}”：{slip.advice}。"
            yield Notice(code=slip.code, owner=paragraph.owner, message=message)
