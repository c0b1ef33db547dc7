"""Columns of a table from the length of its texts: alignment for all formats, widths for PDF and Word."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator

from lxml import html as lxml_html

from yanpan.export.clean import Element

LINE, DENSE_LINE = 40.0, 47.0
"""Characters of a table in the width of the type area at 五号 and at 9 pt, borders left aside."""

CROWDED = 8
"""Tables of more columns are set smaller."""

_INSET = 1.2
"""Room left and right in a cell, in characters."""

_LONG = 12.0
"""Texts longer than this many characters are set flush left, not centred."""

_SHORT = 4.0
"""Texts of up to this many characters (a village, a grade) are kept in one line."""

_WHOLE = 20.0
"""Lines of text that are kept on one page."""

_UNBROKEN = re.compile(r"[!-~]+")


def align_long_columns(table: Element) -> None:
    """Columns with long texts are set flush left."""
    cells = [(cell, column) for cell, column, span in _cells(table) if span == 1 and cell.tag == "td"]
    long = {column for cell, column in cells if length_of(cell.text_content()) > _LONG}
    for cell, column in cells:
        if column in long and "center" in cell.classes:
            cell.classes.discard("center")
            cell.classes.add("left")


def set_columns(table: Element) -> None:
    """Give the table a `<colgroup>` in percent, cells an `align`, and the classes that say how to set it.

    `dense`: smaller letters; `whole`: fits on part of a page and is not broken; `rows`: no row is broken.
    """
    for old in table.xpath("./colgroup | ./col"):
        old.drop_tree()
    needed = _extents(table, length_of)
    if not needed:
        return
    dense = len(needed) > CROWDED or sum(needed) > 3 * LINE
    line = DENSE_LINE if dense else LINE
    shares = _shares(needed, _extents(table, _unbroken), line=line)
    group = lxml_html.Element("colgroup")
    for width in shares:
        group.append(lxml_html.Element("col", style=f"width: {width:.1f}%"))
    caption = table.find("caption")
    table.insert(0 if caption is None else table.index(caption) + 1, group)
    heights = _heights(table, [share * line / 100 - _INSET for share in shares])
    fit = "whole" if sum(heights) < _WHOLE else "rows" if max(heights) < _WHOLE else ""
    table.set("class", f"{fit} dense" if dense else fit)
    for cell in table.iter("td", "th"):
        cell.set("align", next((side for side in ("left", "right") if side in cell.classes), "center"))


def _cells(table: Element) -> Iterator[tuple[Element, int, int]]:
    """Every cell with its first column and the number of its columns."""
    held: dict[int, int] = {}
    for row in table.iter("tr"):
        column = 0
        after = {place: left - 1 for place, left in held.items() if left > 1}
        for cell in row.iterchildren("td", "th"):
            while column in held:
                column += 1
            span, deep = (_count(cell.get(name)) for name in ("colspan", "rowspan"))
            yield cell, column, span
            after.update(dict.fromkeys(range(column, column + span), deep - 1) if deep > 1 else {})
            column += span
        held = after


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and int(text) else 1


def _extents(table: Element, measure: Callable[[str], float]) -> list[float]:
    """The largest measure of a column's texts; cells over several columns share theirs."""
    widest: list[float] = []
    for cell, column, span in _cells(table):
        widest.extend([2.0] * (column + span - len(widest)))
        extent = measure(cell.text_content()) / span
        for place in range(column, column + span):
            widest[place] = max(widest[place], extent)
    return widest


def _shares(needed: list[float], least: list[float], *, line: float) -> list[float]:
    """Percent per column: as the texts need where they fit in one line, otherwise long columns give way first."""
    wanted = [need + _INSET for need in needed]
    if sum(wanted) > line:
        low = [min(want, few + _INSET) for want, few in zip(wanted, least, strict=True)]
        more = [(want - few) ** 0.7 for want, few in zip(wanted, low, strict=True)]
        scale = max(line - sum(low), 0.0) / (sum(more) or 1.0)
        wanted = [few + extra * scale for few, extra in zip(low, more, strict=True)]
    return [100 * want / sum(wanted) for want in wanted]


def _heights(table: Element, widths: list[float]) -> list[float]:
    """Height of every row in lines of text, on the safe side."""
    heights: dict[Element, float] = {}
    for cell, column, span in _cells(table):
        room = max(sum(widths[column : column + span]), 1.0)
        lines = math.ceil(1.15 * length_of(cell.text_content()) / room)
        heights[cell.getparent()] = max(heights.get(cell.getparent(), 1.6), lines + 0.6)
    return list(heights.values())


def _unbroken(text: str) -> float:
    """Length of the longest piece that should stay in one line: a short text, a Latin word or a number."""
    length = length_of(text)
    words = [length_of(word) for word in _UNBROKEN.findall(text) if len(word) <= 20]
    return max([2.0, *words, length if length <= _SHORT else 0.0])


def length_of(text: str) -> float:
    """Length in Chinese characters; a Latin letter counts half.

    >>> length_of("路灯38盏")
    4.0
    """
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in " ".join(text.split()))
