"""Tables in Word: widths that Word and WPS keep, cell styles, and which rows stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from yanpan.export.clean import Element
from yanpan.export.columns import CROWDED, PACKED, length_of
from yanpan.export.content import Cell, Row, rows_of, words_of
from yanpan.export.outline import text_of
from yanpan.export.word.place import Place

if TYPE_CHECKING:
    from yanpan.export.word.body import Text

WIDTH = 8844
"""Width of the type area in twentieths of a point (156 mm)."""

_TALL = 12
"""Lines from which a row may break over pages; kept whole it would leave half a page empty."""

_FIRST = 2
"""Rows under the head that stand on its page; as many end a table together."""

_INSETS = 170
"""Left and right in a cell together, in twentieths of a point."""

_NARROW = '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
_LOOK = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"/>'


def table_xml(table: Element, text: Text, *, noted: bool) -> str:
    """The caption and the table. `noted`: its source stands under it, and keeps the last row company."""
    widths = _widths(table)
    rows = rows_of(table, len(widths))
    caption = table.find("caption")
    made = "" if caption is None else text.words(words_of(caption), Place(style="TableCaption"))
    if not rows:
        return made
    size = "Small" if len(widths) > CROWDED else ""
    tall = [_lines(row, widths, 180 if size else 210) > _TALL for row in rows]
    lines = [
        _row(row, widths, text, size, tall=is_tall, stays=stays)
        for row, is_tall, stays in zip(rows, tall, _kept(rows, tall, noted=noted), strict=True)
    ]
    named = "" if caption is None else f"<w:tblCaption w:val={quoteattr(text_of(caption))}/>"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'{made}<w:tbl><w:tblPr><w:tblStyle w:val="Table"/><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{_NARROW if len(widths) > PACKED else ""}{_LOOK}{named}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _widths(table: Element) -> list[int]:
    """Column widths that fill the type area."""
    shares = [float(col.get("style").removeprefix("width: ").rstrip("%")) for col in table.iter("col")]
    return [round(share * WIDTH / sum(shares)) for share in shares]


def _kept(rows: list[Row], tall: list[bool], *, noted: bool) -> list[bool]:
    """Rows that stay with the next one: the head, the first and the last but one, and the last with its source."""
    heads, last = sum(row.head for row in rows), len(tall) - 1
    low = [not (this or following) for this, following in zip(tall, [*tall[1:], False], strict=True)]
    ends = [number < heads + _FIRST - 1 or last - _FIRST < number < last for number in range(len(tall))]
    kept = [number < heads or (end and fits) for number, (end, fits) in enumerate(zip(ends, low, strict=True))]
    return [*kept[:-1], noted]


def _lines(row: Row, widths: list[int], letter: int) -> float:
    """Lines of the row's longest cell; a letter's width in twentieths of a point."""
    most, column = 0.0, 0
    for cell in row.cells:
        if cell.element is not None:
            room = sum(widths[column : column + cell.columns]) - _INSETS
            most = max(most, length_of(cell.element.text_content()) * letter / max(room, letter))
        column += cell.columns
    return most


def _row(row: Row, widths: list[int], text: Text, size: str, *, tall: bool, stays: bool) -> str:
    style = f"{'TableHead' if row.head else 'TableText'}{size}"
    made, column = "", 0
    for cell in row.cells:
        made += _cell(cell, sum(widths[column : column + cell.columns]), text, style, stays=stays)
        column += cell.columns
    layout = f"{'' if tall else '<w:cantSplit/>'}{'<w:tblHeader/>' if row.head else ''}"
    return f"<w:tr>{f'<w:trPr>{layout}</w:trPr>' if layout else ''}{made}</w:tr>"


def _cell(cell: Cell, width: int, text: Text, style: str, *, stays: bool) -> str:
    spans = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    spans += '<w:vMerge w:val="restart"/>' if cell.rows > 1 else '<w:vMerge w:val="continue"/>' if cell.covered else ""
    side = "center" if cell.element is None else cell.element.get("align", "center")
    place = Place(style=style, kept=stays, side=f'<w:jc w:val="{side}"/>')
    inside = "" if cell.element is None else text.blocks(cell.element, place)
    end = "" if inside.endswith("</w:p>") else text.paragraph(place, "")  # Word wants a paragraph there
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}<w:vAlign w:val="center"/></w:tcPr>'
        f"{inside}{end}</w:tc>"
    )
