"""Widths of a table's columns from the length of its texts, for PDF and Word, which do not try them out."""

from __future__ import annotations

import unicodedata

from lxml import html as lxml_html

from yanpan.export.clean import Element

LINE = 40.0
"""Characters of a table at 五号 in the width of the type area, borders and insets left aside."""

_INSET = 1.2
"""Room left and right in a cell, in characters."""


def set_columns(table: Element) -> None:
    """Give the table a `<colgroup>` in percent, cells an `align`, and the class `dense` where it is crowded."""
    for old in table.xpath("./colgroup | ./col"):
        old.drop_tree()
    lengths = _lengths(table)
    if not lengths:
        return
    widths = _shares(lengths)
    group = lxml_html.Element("colgroup")
    for width in widths:
        group.append(lxml_html.Element("col", style=f"width: {width:.1f}%"))
    caption = table.find("caption")
    table.insert(0 if caption is None else table.index(caption) + 1, group)
    if len(lengths) > 8 or sum(lengths) > 3 * LINE:
        table.set("class", "dense")
    for cell in table.iter("td", "th"):
        cell.set("align", next((side for side in ("left", "right") if side in cell.classes), "center"))


def _lengths(table: Element) -> list[float]:
    """Length of the longest text per column in characters; cells over several columns share theirs."""
    longest: list[float] = []
    open_rows: dict[int, int] = {}
    for row in table.iter("tr"):
        column = 0
        open_next = {place: left - 1 for place, left in open_rows.items() if left > 1}
        for cell in row.iterchildren("td", "th"):
            while column in open_rows:
                column += 1
            span, deep = (int(cell.get(name, "1") or 1) for name in ("colspan", "rowspan"))
            longest.extend([2.0] * (column + span - len(longest)))
            for place in range(column, column + span):
                longest[place] = max(longest[place], length_of(cell.text_content()) / span)
                if deep > 1:
                    open_next[place] = deep - 1
            column += span
        open_rows = open_next
    return longest


def _shares(lengths: list[float]) -> list[float]:
    """Percent per column: as the texts need where they fit in one line, otherwise long columns give way first."""
    needed = [length + _INSET for length in lengths]
    if sum(needed) > LINE:
        least = [min(need, 4 + _INSET) for need in needed]
        rest = max(LINE - sum(least), 0.0)
        more = [(need - low) ** 0.6 for need, low in zip(needed, least, strict=True)]
        scale = rest / (sum(more) or 1.0)
        needed = [low + extra * scale for low, extra in zip(least, more, strict=True)]
    return [100 * need / sum(needed) for need in needed]


def length_of(text: str) -> float:
    """Length in Chinese characters; a Latin letter counts half.

    >>> length_of("路灯38盏")
    4.0
    """
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in " ".join(text.split()))
