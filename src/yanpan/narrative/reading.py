"""How a text reads: its sentences, those that are too long, and the skeleton that is left without its data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yanpan.config.phrases import PhraseBook
from yanpan.document import Paragraph, Run
from yanpan.summary import Notice

LONGEST = 90
"""Characters above which a sentence is told to the analyst."""
_END = re.compile(r"(?<=[。！？])")


def sentences_of(paragraph: Paragraph) -> list[str]:
    """The paragraph's sentences, each with its full stop."""
    return [part for part in _END.split(paragraph.plain()) if part]


def skeletons(paragraph: Paragraph, *, name: str = "") -> list[str]:
    """Each sentence with □ for what the data filled in; words that rest on a source are the pattern's and stay.

    What is left of a sentence that the data alone make up is nothing but □ and punctuation, told as ''.
    """
    text = "".join(_bare(run, name) for run in paragraph.runs)
    return [_without_lists(part) for part in _END.split(text) if part]


def _bare(run: Run, name: str) -> str:
    worded = run.fact is not None and _is_wording(run)
    if run.fact is not None and not worded:
        return "□"
    return run.text.replace(name, "□") if name else run.text


def _is_wording(run: Run) -> bool:
    """True of `{来源|班子务实}`: the pattern's words, resting on a fact of the sources."""
    return bool(run.fact) and ".互证." in str(run.fact) and not str(run.fact).endswith(".分歧")


def _without_lists(text: str) -> str:
    """Runs of data and the marks between them as one □; '' where no word of a pattern is left."""
    short = re.sub(r"□(?:[、，；：（）“”的和年]*□)*", "□", text)
    return short if len(re.sub(r"[□，。；：、（）“”]", "", short)) >= 4 else ""


def reading_notices(owner: str, paragraphs: Iterable[Paragraph], book: PhraseBook) -> Iterator[Notice]:
    """R13: a sentence of more than 90 characters; R11: a remark of the analyst's that judges, which nothing checks."""
    for paragraph in paragraphs:
        for sentence in sentences_of(paragraph):
            if len(sentence) > LONGEST:
                told = f"这句话有{len(sentence)}字，超过{LONGEST}字，读来吃力，请断句：“{sentence[:24]}……”。"
                yield Notice(code="R13", owner=owner, message=told)
        words = book.judgements("".join(run.text for run in paragraph.runs)) if paragraph.origin == "analyst" else []
        if words:
            told = f"批注有评价语“{'”“'.join(words)}”，程序无从核对来源，由分析员负责：“{paragraph.plain()[:24]}”。"
            yield Notice(code="R11", owner=owner, message=told)
