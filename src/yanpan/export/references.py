"""Whether what a document refers to is in it: annexes by number or title, figures and tables by number or place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanpan.export.clean import Element
from yanpan.export.outline import ANNEX, text_of

_NAMED = re.compile(rf"{ANNEX}[“《]([^”》]+)[”》]")
_NUMBERED = re.compile(rf"{ANNEX}([0-9]+|[一二三四五六七八九十]+)")
_BARE = re.compile(rf"[见列如]{ANNEX}(?![0-9一二三四五六七八九十“《])")
_CAPTION = re.compile(r"(?:[见如]|参照|对照)([图表])\s?([0-9]+)")
_BELOW = re.compile(r"[见如][下后][图表]|[图表]如下")
_AHEAD = {"图": "figure", "表": "table"}
_TEXTS = ("p", "li", "td", "th", "caption", "figcaption")


def dangling(root: Element) -> list[str]:
    """One Chinese line for each reference whose target is not in the document; each once, in order of the text.

    >>> from yanpan.export.clean import parse
    >>> dangling(parse("<h1>报告</h1><p>建立台账（见附件“台账”）。</p><h2>附件1　图</h2><p>各项见附件1、附件2。</p>"))
    ['附件“台账”：“建立台账（见附件“台账”）。”', '附件2：“各项见附件1、附件2。”']
    """
    headings = [text_of(heading).replace("　", " ") for heading in root.iter("h1", "h2", "h3", "h4")]
    annexes = [heading for heading in headings if heading.startswith(ANNEX)]
    captions = [text_of(caption) for caption in root.iter("caption", "figcaption")]
    found: dict[str, None] = {}
    for element in root.iter(*_TEXTS):
        text = text_of(element)
        for target in _missing(element, text, annexes, captions):
            found.setdefault(f"{target}：“{text if len(text) <= 60 else f'{text[:57]}…'}”")
    return list(found)


def _missing(element: Element, text: str, annexes: list[str], captions: list[str]) -> Iterator[str]:
    for named in _NAMED.finditer(text):
        if not any(named[1] in annex for annex in annexes):
            yield f"{ANNEX}“{named[1]}”"
    for numbered in _NUMBERED.finditer(text):
        if not any(re.match(rf"{re.escape(numbered[0])}(?![0-9])", annex) for annex in annexes):
            yield numbered[0]
    if _BARE.search(text) and not annexes:
        yield ANNEX
    for kind, number in _CAPTION.findall(text):
        told = re.compile(rf"{kind}\s?{number}(?![0-9])")
        if element.tag in ("p", "li") and not any(told.match(caption) for caption in captions):
            yield f"{kind}{number}"
    for below in _BELOW.findall(text):
        kind = next(each for each in _AHEAD if each in below)
        if not any(_AHEAD[kind] in (each.tag, *(inner.tag for inner in each.iter())) for each in _later(element)):
            yield f"下{kind}"


def _later(element: Element) -> Iterator[Element]:
    """What comes after an element in the same chapter."""
    outer = element
    while outer is not None:
        for sibling in outer.itersiblings():
            if sibling.tag in ("h1", "h2") and outer.getparent() is not None:
                return
            yield sibling
        outer = outer.getparent()
