"""Tables in Word: widths that Word and WPS keep, cell styles, rows and short tables that stay whole."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from yanpan.export.columns import CROWDED, PACKED

WIDTH = 8844
"""Width of the type area in twentieths of a point (156 mm)."""

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
        for cell in row.tc_lst:
            _finish_cell(cell, style + size, stays=stays)
            _set_width(cell, sum(widths[column : column + cell.grid_span]))
            column += cell.grid_span


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
    middle.set(qn("w:val"), "center")
    cell.get_or_add_tcPr().append(middle)
    for paragraph in cell.p_lst:
        paragraph.style = style
        if stays:
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def _set_width(cell: Any, width: int) -> None:
    element = cell.get_or_add_tcPr().get_or_add_tcW()
    element.set(qn("w:type"), "dxa")
    element.set(qn("w:w"), str(width))
