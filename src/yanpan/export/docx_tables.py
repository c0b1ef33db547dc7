"""Tables in Word: widths that Word and WPS keep, cell styles, rows and short tables that stay whole."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from yanpan.export.columns import CROWDED, PACKED

WIDTH = 8844
"""Width of the type area in twentieths of a point (156 mm)."""

_VAL = qn("w:val")
_CELLS, _CELL, _WIDTH, _SPAN = qn("w:tc"), qn("w:tcPr"), qn("w:tcW"), f"{qn('w:tcPr')}/{qn('w:gridSpan')}"
_PARAGRAPH, _LAYOUT, _STYLE, _KEEP = qn("w:p"), qn("w:pPr"), qn("w:pStyle"), qn("w:keepNext")

_SHORT = 7
"""Tables of up to so many rows, the head included, are not broken over pages."""


def finish_table(table: Any) -> None:
    """Settle widths, styles and page breaks of one of pandoc's tables."""
    widths = _settle_grid(table._tbl)
    if len(widths) > PACKED:
        _narrow_insets(table._tbl)
    rows = table._tbl.tr_lst
    size = "Small" if len(widths) > CROWDED else ""
    for number, row in enumerate(rows, 1):
        row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
        style = "TableHead" if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None else "TableText"
        stays = (len(rows) <= _SHORT and number < len(rows)) or (number == len(rows) and _has_note(table._tbl))
        column = 0
        for cell in row.iterchildren(_CELLS):
            _finish_cell(cell, style + size, stays=stays)
            span = _span(cell)
            _set_width(cell, sum(widths[column : column + span]))
            column += span


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
