"""Reading finished reports back: the blocks of a page with the facts they print, the texts of Word and PDF files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from lxml import html as lxml_html
from pypdfium2 import PdfDocument

from yanpan.document import Run

_BLOCKS = "//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::p or self::figcaption or self::caption]"
_CELLS = "//main//td | //main//th"
_PAGE_NUMBER = re.compile(r"^\s*[—–-]\s*\d+\s*[—–-]\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Printed:
    """One heading, paragraph, caption or cell as the page prints it. `place` says where, as a reader finds it."""

    place: str
    tag: str
    runs: tuple[Run, ...]
    owner: str = ""
    """Village id or 镇; empty for the notebook's own explanations."""
    style: str = ""
    analyst: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)

    @property
    def running(self) -> bool:
        """True for sentences; false for headings, captions and cells."""
        return self.tag == "p"


@dataclass(frozen=True)
class Page:
    """A finished HTML report: its blocks, its cells, and the evidence that it carries (fact key -> what is told)."""

    name: str
    blocks: tuple[Printed, ...]
    cells: tuple[Printed, ...]
    evidence: dict[str, Any]


def read_page(path: Path) -> Page:
    """The page at `path`."""
    return read_text(path.read_text("utf-8"), path.name)


def read_text(text: str, name: str) -> Page:
    """A page that is not a file."""
    root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))
    held = root.xpath("//script[@type='application/json']")
    evidence = json.loads(held[0].text or "{}").get("facts", {}) if held else {}
    heading = ""
    blocks = []
    for element in root.xpath(_BLOCKS):
        if element.tag in ("h1", "h2", "h3", "h4"):
            heading = " ".join(element.text_content().split())
        blocks.append(_printed(element, heading))
    cells = tuple(_printed(element, "表") for element in root.xpath(_CELLS))
    return Page(name, tuple(blocks), cells, evidence)


def docx_text(path: Path) -> str:
    """All text of a Word file's body, a line per paragraph, cells included."""
    body = Document(str(path)).element.body
    lines = ("".join(piece.text or "" for piece in paragraph.iter("{*}t")) for paragraph in body.iter("{*}p"))
    return "\n".join(lines)


def pdf_text(path: Path) -> str:
    """All text of a PDF file, page numbers left out."""
    with PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "\n".join(_PAGE_NUMBER.sub("", text.replace("\r\n", "\n")) for text in pages)


def squeezed(text: str) -> str:
    """The text without white space and soft breaks, as two formats of one text can be compared.

    >>> squeezed(" 一、 工作\\n开展 ")
    '一、工作开展'
    """
    return re.sub(r"[\s\u00ad\u200b\u2060\ufffe]+", "", text)


def _printed(element: Any, heading: str) -> Printed:
    style = str(element.get("class") or "")
    return Printed(
        place=heading,
        tag=str(element.tag),
        runs=tuple(runs_in(element)),
        owner=str(element.get("data-village") or ""),
        style=style,
        analyst=element.get("data-origin") == "analyst",
    )


def runs_in(element: Any, fact: str | None = None) -> Iterator[Run]:
    """Pieces of text in order, those inside a fact's span with its key."""
    here = element.get("data-fact") or fact
    if element.text:
        yield Run(text=element.text, fact=here)
    for child in element:
        if isinstance(child.tag, str):
            yield from runs_in(child, here)
        if child.tail:
            yield Run(text=child.tail, fact=here)
