"""Rows of a sheet that are no data: blank rows, repeated headings, totals, signatures and notes below the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import islice

from yanpan.chinese.parse import squeeze
from yanpan.intake.grid import Cell, Grid, as_text
from yanpan.intake.headings import Layout, row_texts

_TOTAL = re.compile(r"^(?:合计|总计|小计|全镇合计|累计)[:：]?$")
_FOOTER = re.compile(
    r"^(?:填表人|制表人|填报人|联系人|联系电话|电话|审核人|负责人|监票人|计票人|填表日期|填报日期|填表单位|填报单位|盖章|\(盖章\)|签字|签名|记录人)"
    r"|^(?:注|说明|备注|填表说明)[:：]"
)


class RowKind(Enum):
    """What a row below the headings is."""

    DATA = "data"
    TOTAL = "total"
    SKIP = "skip"


def classify(grid: Grid, layout: Layout) -> Iterator[tuple[int, RowKind]]:
    """Index and kind of every row from the first row of data on.

    After a signature or a note, rows with a single cell are notes too; anything fuller is read as data again,
    so that nothing is dropped unseen.
    """
    used = sorted(layout.columns.values())
    heading_starts = {texts[0] for texts in layout.heading_rows if texts}
    in_footer = False
    for index in range(layout.first_row, len(grid.rows)):
        row = grid.rows[index]
        texts = _first_texts(row[column] for column in used if column < len(row))
        first = squeeze(next(iter(_first_texts(row)), ""))
        repeated = first in heading_starts and row_texts(grid, index) in layout.heading_rows
        if not texts or repeated:
            yield index, RowKind.SKIP
        elif _FOOTER.match(first) or (in_footer and len(texts) == 1):
            in_footer = True
            yield index, RowKind.SKIP
        else:
            yield index, RowKind.TOTAL if any(_TOTAL.match(squeeze(text)) for text in texts) else RowKind.DATA


def _first_texts(cells: Iterable[Cell]) -> list[str]:
    """The first two texts."""
    return list(islice(filter(None, map(as_text, cells)), 2))
