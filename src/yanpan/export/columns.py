"""Columns of a table from the length of its texts: alignment for all formats, widths for PDF and Word."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from lxml import html as lxml_html

from yanpan.export.clean import Element
from yanpan.export.widths import Lengths, best_widths

CROWDED, PACKED = 8, 12
"""Tables of more columns are set smaller, and smaller still with narrow insets."""


@dataclass(frozen=True)
class _Setting:
    """How many characters fit into the width of the type area, and the room left and right in a cell in characters."""

    name: str
    line: float
    inset: float


@dataclass(frozen=True)
class _Text:
    """What a cell says, its row, its first column and the number of its columns."""

    said: str
    row: int
    column: int
    span: int


_PLAIN, _DENSE, _PACKED = _Setting("", 40.0, 1.2), _Setting("dense", 47.0, 1.2), _Setting("packed", 53.0, 0.7)

_LONG = 12.0
"""Texts longer than this many characters are set flush left, not centred."""

_ROW, _WHOLE = 20.0, 12.0
"""Lines of text that are kept on one page: of a row; of a short table."""

_FEW = 4
"""Rows, the head included, up to which a table stays whole; longer ones go on on the next page under their head."""

_UNBROKEN = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|[!-~（）]+[，。；：、]?")
"""Dates; Latin words and numbers, with the brackets that stay with them."""


def align_long_columns(table: Element) -> None:
    """Columns with long texts are set flush left."""
    cells = [(cell, column) for cell, column, span in cells_of(table) if span == 1 and cell.tag == "td"]
    long = {column for cell, column in cells if length_of(cell.text_content()) > _LONG}
    for cell, column in cells:
        if column in long and "center" in cell.classes:
            cell.classes.discard("center")
            cell.classes.add("left")


def set_columns(table: Element) -> None:
    """Give the table a `<colgroup>` in percent, cells an `align`, and the classes that say how to set it.

    `dense`, `packed`: smaller letters; `whole`: short, not broken; `rows`: no row is broken.
    """
    for old in table.xpath("./colgroup | ./col"):
        old.drop_tree()
    texts = _texts(table)
    needed = _extents(texts, length_of)
    if not needed:
        return
    setting = _setting(needed)
    shares = _shares(texts, len(needed), setting)
    group = lxml_html.Element("colgroup")
    for width in shares:
        group.append(lxml_html.Element("col", style=f"width: {width:.1f}%"))
    caption = table.find("caption")
    table.insert(0 if caption is None else table.index(caption) + 1, group)
    heights = _heights(texts, [share * setting.line / 100 - setting.inset for share in shares])
    whole = len(heights) <= _FEW and sum(heights) < _WHOLE
    fit = "whole" if whole else "rows" if max(heights) < _ROW else ""
    table.set("class", f"{fit} {setting.name}".strip())
    for cell in table.iter("td", "th"):
        cell.set("align", next((side for side in ("left", "right") if side in cell.classes), "center"))


def cells_of(table: Element) -> Iterator[tuple[Element, int, int]]:
    """Every cell with its first column and the number of its columns."""
    held: dict[int, int] = {}
    for row in table.iter("tr"):
        column = 0
        after = {place: left - 1 for place, left in held.items() if left > 1}
        for cell in row.iterchildren("td", "th"):
            while column in held:
                column += 1
            span, deep = (count_of(cell.get(name)) for name in ("colspan", "rowspan"))
            yield cell, column, span
            after.update(dict.fromkeys(range(column, column + span), deep - 1) if deep > 1 else {})
            column += span
        held = after


def count_of(text: str | None) -> int:
    """Value of `colspan` or `rowspan`; 1 where it is absent or no number."""
    return int(text) if text and text.isdecimal() and int(text) else 1


def _texts(table: Element) -> list[_Text]:
    rows = {row: number for number, row in enumerate(table.iter("tr"))}
    return [_Text(cell.text_content(), rows[cell.getparent()], column, span) for cell, column, span in cells_of(table)]


def _extents(texts: list[_Text], measure: Callable[[str], float]) -> list[float]:
    """The largest measure of a column's texts; cells over several columns share theirs."""
    widest: list[float] = []
    for text in texts:
        widest.extend([2.0] * (text.column + text.span - len(widest)))
        extent = measure(text.said) / text.span
        for place in range(text.column, text.column + text.span):
            widest[place] = max(widest[place], extent)
    return widest


def _setting(needed: list[float]) -> _Setting:
    if len(needed) > PACKED:
        return _PACKED
    return _DENSE if len(needed) > CROWDED or sum(needed) > 3 * _PLAIN.line else _PLAIN


def _shares(texts: list[_Text], columns: int, setting: _Setting) -> list[float]:
    wishes = (_extents(texts, partial(_unbroken, short=short)) for short in (4.0, 3.0, 2.0))
    return best_widths(_lengths(texts, columns), wishes, line=setting.line, inset=setting.inset)


def _lengths(texts: list[_Text], columns: int) -> Lengths:
    """Length of the texts, row by column; cells over several columns share theirs."""
    lengths = np.zeros((max(text.row for text in texts) + 1, columns))
    for text in texts:
        lengths[text.row, text.column : text.column + text.span] = length_of(text.said) / text.span
    return lengths


def _heights(texts: list[_Text], widths: list[float]) -> list[float]:
    """Height of every row that has cells in lines of text, on the safe side."""
    heights: dict[int, float] = {}
    for text in texts:
        room = max(sum(widths[text.column : text.column + text.span]), 1.0)
        lines = math.ceil(1.15 * length_of(text.said) / room)
        heights[text.row] = max(heights.get(text.row, 1.6), lines + 0.6)
    return list(heights.values())


@lru_cache(maxsize=1 << 14)
def _unbroken(text: str, *, short: float) -> float:
    """Length of the longest piece to keep in one line: a text of up to `short` characters, a Latin word, a number."""
    length = length_of(text)
    words = [length_of(word) for word in _UNBROKEN.findall(text) if len(word) <= 20]
    return max([2.0, *words, length if length <= short else 0.0])


@lru_cache(maxsize=1 << 14)
def length_of(text: str) -> float:
    """Length in Chinese characters; a Latin letter counts half.

    >>> length_of("路灯38盏")
    4.0
    """
    return sum(map(_width, " ".join(text.split())))


@lru_cache(maxsize=1 << 14)
def _width(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5
