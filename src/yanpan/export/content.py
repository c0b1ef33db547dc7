"""How Typst and Word read the cleaned HTML: blocks of a container, words of a paragraph, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from yanpan.export.clean import Element
from yanpan.export.columns import count_of

_SPACE = re.compile(r"[ \t\n\f\r]+")
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BLOCKS = frozenset(["p", "div", "section", "figure", "figcaption", "blockquote", "hr", "pre", "details", "summary"])
_LISTS = frozenset(["ul", "ol", "li", "dl", "dt", "dd"])
BLOCKS = frozenset([*HEADINGS, *_BLOCKS, *_LISTS, "table", "main"])
CONTAINERS = frozenset(["main", "div", "section", "details", "summary"])
"""Blocks that are only what is in them. So are words that have blocks in them."""

KINDS = {
    "kept": "Kept Text",
    "last": "Last Text",
    "note": "Note",
    "missing": "Missing",
    "lead": "Lead",
    "address": "Address",
    "signed": "Signed",
    "dated": "Dated",
    "copymark": "Copy Mark",
    "agency": "Agency Mark",
    "docnumber": "Document Number",
    "docnumbersigned": "Document Number Signed",
    "attached": "Annex List",
    "attachedmore": "Annex List More",
    "imprint": "Imprint",
}
"""Classes of paragraphs and divisions set in a way of their own: a function of `official.typ`, a style in Word."""

Words = list["str | Element"]
"""Texts and elements within a line."""


def blocks_of(element: Element) -> Iterator[Element | Words]:
    """Blocks and, between them, the words that stand in no block of their own; white space alone is nothing."""
    words: Words = [element.text or ""]
    for child in element:
        if _is_block(child):
            if _says_anything(words):
                yield words
            yield child
            words = []
        else:
            words.append(child)
        words.append(child.tail or "")
    if _says_anything(words):
        yield words


def words_of(element: Element) -> Words:
    """What stands in an element, its elements not looked into."""
    return [element.text or "", *(part for child in element for part in (child, child.tail or ""))]


def folded(text: str) -> str:
    """White space as browsers fold it; wide and unbreakable spaces stay."""
    return _SPACE.sub(" ", text)


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS or any(inner.tag in BLOCKS for inner in element.iterdescendants())


def _says_anything(words: Words) -> bool:
    return any(not isinstance(word, str) or word.strip(" \t\n\f\r") for word in words)


@dataclass(frozen=True)
class Cell:
    """A cell from its first column on. `element` is None where the row is too short or the place is covered."""

    element: Element | None
    columns: int = 1
    rows: int = 1
    covered: bool = False


@dataclass(frozen=True)
class Row:
    """A row with cells for all columns, left to right."""

    cells: tuple[Cell, ...]
    head: bool
    foot: bool


def rows_of(table: Element, columns: int) -> list[Row]:
    """The rows as a grid without holes: cells that reach beyond the table, its part or into others are cut there."""
    rows, parts = list(table.iter("tr")), _parts(table)
    made, held = list[Row](), dict[int, tuple[int, int]]()
    lefts = [number for _, part in groupby(parts) for number in range(len(list(part)), 0, -1)]
    for row, part, left in zip(rows, parts, lefts, strict=True):
        cells, given, column = list[Cell](), iter(row.iterchildren("td", "th")), 0
        while column < columns:
            if column in held:
                deep, span = held.pop(column)
                held |= {column: (deep - 1, span)} if deep > 1 else {}
                cells.append(Cell(None, span, covered=True))
            else:
                element = next(given, None)
                span, deep = _extent(element, column, columns, left, held)
                held |= {column: (deep - 1, span)} if deep > 1 else {}
                cells.append(Cell(element, span, deep))
            column += cells[-1].columns
        made.append(Row(tuple(cells), head=part == "thead", foot=part == "tfoot"))
    return made


def _extent(
    element: Element | None, column: int, columns: int, left: int, held: dict[int, tuple[int, int]]
) -> tuple[int, int]:
    if element is None:
        return 1, 1
    room = min([place for place in held if place > column], default=columns) - column
    return min(count_of(element.get("colspan")), room), min(count_of(element.get("rowspan")), left)


def _parts(table: Element) -> list[str]:
    """The part that each row belongs to; rows of headings at the top are a head also where nothing says so."""
    rows = list(table.iter("tr"))
    parts = [row.getparent().tag if row.getparent().tag in ("thead", "tfoot") else "tbody" for row in rows]
    for place, row in enumerate(rows) if "thead" not in parts else ():
        if parts[place] != "tbody" or row.find("td") is not None or row.find("th") is None:
            break
        parts[place] = "thead"
    return parts


def kind_of(element: Element) -> str | None:
    """The class of `KINDS` that an element has, if any."""
    return next((name for name in element.get("class", "").split() if name in KINDS), None)


def is_note(piece: Element | Words | None) -> bool:
    """True for the source or remark under a table."""
    return piece is not None and not isinstance(piece, list) and kind_of(piece) == "note"
