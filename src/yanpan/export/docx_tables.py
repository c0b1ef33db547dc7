"""Tables in Word: widths that Word and WPS keep, cell styles, and which rows stay together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from yanpan.export.columns import CROWDED, PACKED, length_of

WIDTH = 8844
"""Width of the type area in twentieths of a point (156 mm)."""

_VAL = qn("w:val")
_CELLS, _CELL, _WIDTH, _SPAN = qn("w:tc"), qn("w:tcPr"), qn("w:tcW"), f"{qn('w:tcPr')}/{qn('w:gridSpan')}"
_PARAGRAPH, _LAYOUT, _STYLE, _KEEP = qn("w:p"), qn("w:pPr"), qn("w:pStyle"), qn("w:keepNext")

_TALL = 12
"""Lines from which a row may break over pages; kept whole it would leave half a page empty."""

_FIRST = 2
"""Rows under the head that stand on its page; as many end a table together."""

_INSETS = 170
"""Left and right in a cell together, in twentieths of a point."""


def finish_table(table: Any) -> None:
    """Settle widths, styles and page breaks of one of pandoc's tables."""
    widths = _settle_grid(table._tbl)
    if len(widths) > PACKED:
        _narrow_insets(table._tbl)
    rows = table._tbl.tr_lst
    size = "Small" if len(widths) > CROWDED else ""
    tall = [_lines(row, widths, 180 if size else 210) > _TALL for row in rows]
    for row, is_tall, stays in zip(rows, tall, _kept(table._tbl, tall), strict=True):
        if not is_tall:
            row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
        style = "TableHead" if _is_head(row) else "TableText"
        for cell, width in _cells(row, widths):
            _finish_cell(cell, style + size, stays=stays)
            _set_width(cell, width)


def _kept(table: Any, tall: list[bool]) -> list[bool]:
    """Rows that stay with the next one: the head, the first and the last but one, and the last with its source."""
    heads, last = sum(map(_is_head, table.tr_lst)), len(tall) - 1
    low = [not (this or following) for this, following in zip(tall, [*tall[1:], False], strict=True)]
    ends = [number < heads + _FIRST - 1 or last - _FIRST < number < last for number in range(len(tall))]
    kept = [number < heads or (end and fits) for number, (end, fits) in enumerate(zip(ends, low, strict=True))]
    return [*kept[:-1], _has_note(table)]


def _cells(row: Any, widths: list[int]) -> Iterator[tuple[Any, int]]:
    """The row's cells with their widths."""
    column = 0
    for cell in row.iterchildren(_CELLS):
        span = _span(cell)
        yield cell, sum(widths[column : column + span])
        column += span


def _lines(row: Any, widths: list[int], letter: int) -> float:
    """Lines of the row's longest cell; a letter's width in twentieths of a point."""
    texts = [("".join(text.text or "" for text in cell.iter(qn("w:t"))), width) for cell, width in _cells(row, widths)]
    return max((length_of(text) * letter / max(width - _INSETS, letter) for text, width in texts), default=0)


def _is_head(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def _has_note(table: Any) -> bool:
    """True if the table's source stands under it, which then keeps the last row company."""
    style = table.getnext().find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if table.getnext() is not None else None
    return style is not None and style.get(qn("w:val")) == "Note"


def _narrow_insets(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "40")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table.tblPr.find(qn("w:tblLayout")).addnext(margins)


def _settle_grid(table: Any) -> list[int]:
    """Column widths scaled to the type area."""
    columns = table.tblGrid.findall(qn("w:gridCol"))
    given = [int(column.get(qn("w:w"), "1")) for column in columns]
    widths = [round(width * WIDTH / sum(given)) for width in given]
    for column, width in zip(columns, widths, strict=True):
        column.set(qn("w:w"), str(width))
    whole = table.tblPr.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(WIDTH))
    middle = OxmlElement("w:jc")
    middle.set(qn("w:val"), "center")
    whole.addnext(middle)
    return widths


def _finish_cell(cell: Any, style: str, *, stays: bool) -> None:
    middle = OxmlElement("w:vAlign")
    middle.set(_VAL, "center")
    _first(cell, _CELL).append(middle)
    for paragraph in cell.iterchildren(_PARAGRAPH):
        layout = _first(paragraph, _LAYOUT)
        _first(layout, _STYLE).set(_VAL, style)
        if stays and layout.find(_KEEP) is None:
            layout.insert(1, layout.makeelement(_KEEP))


def _set_width(cell: Any, width: int) -> None:
    element = _first(_first(cell, _CELL), _WIDTH)
    element.set(qn("w:type"), "dxa")
    element.set(qn("w:w"), str(width))


def _first(parent: Any, tag: str) -> Any:
    """The child of this kind, by the schema the first; made if need be. python-docx takes ten times as long."""
    found = parent.find(tag)
    if found is None:
        found = parent.makeelement(tag)
        parent.insert(0, found)
    return found


def _span(cell: Any) -> int:
    found = cell.find(_SPAN)
    return 1 if found is None else int(found.get(_VAL))
