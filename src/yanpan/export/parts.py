"""Tables too wide for paper in parts side under side, each with the first column again; no cell is lost."""

from __future__ import annotations

import copy

from yanpan.export.clean import Element
from yanpan.export.columns import cells_of, count_of

WIDEST = 20
"""Columns that a page still takes legibly."""

_EACH = 9
"""Columns of a part besides the first one."""


def split_wide(table: Element) -> None:
    """Put several tables in place of one with more than 20 columns; cells over several columns are repeated."""
    grid = _grid(table)
    columns = max((column for _, column in grid), default=-1) + 1
    if columns <= WIDEST:
        return
    for start in range(1, columns, _EACH):
        chosen = [0, *range(start, min(start + _EACH, columns))]
        table.addprevious(_part(table, grid, chosen, f"第{chosen[1]}—{chosen[-1]}列"))
    table.drop_tree()


def _grid(table: Element) -> dict[tuple[Element, int], Element]:
    """(row, column) -> the cell that covers the place."""
    rows = list(table.iter("tr"))
    numbers = {row: number for number, row in enumerate(rows)}
    grid = {}
    for cell, column, span in cells_of(table):
        first = numbers[cell.getparent()]
        for row in rows[first : first + count_of(cell.get("rowspan"))]:
            grid.update({(row, place): cell for place in range(column, column + span)})
    return grid


def _part(table: Element, grid: dict[tuple[Element, int], Element], chosen: list[int], which: str) -> Element:
    part = table.makeelement("table")
    caption = table.find("caption")
    title = table.makeelement("caption")
    title.text = f"{caption.text_content()}（{which}）" if caption is not None else which
    part.append(title)
    for row in table.iter("tr"):
        group = row.getparent().tag if row.getparent().tag in ("thead", "tfoot") else "tbody"
        place = part[-1] if part[-1].tag == group else part.makeelement(group)
        part.append(place)
        line = row.makeelement("tr")
        place.append(line)
        for column in chosen:
            line.append(_copied(grid.get((row, column)), row))
    return part


def _copied(cell: Element | None, row: Element) -> Element:
    if cell is None:
        return row.makeelement("td")
    copied = copy.deepcopy(cell)
    copied.tail = None
    for name in ("colspan", "rowspan"):
        copied.attrib.pop(name, None)
    return copied
