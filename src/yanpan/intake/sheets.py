"""Files to sheets: each with its table, the village that its name gives, and a grid of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from yanpan.intake.csvs import read_csv
from yanpan.intake.faults import Fault
from yanpan.intake.files import TEXTS, WORKBOOKS, HandIn, table_of
from yanpan.intake.grid import Grid
from yanpan.intake.names import VillageNames
from yanpan.intake.workbooks import read_workbook
from yanpan.schema import Kind, Table
from yanpan.schema.prefilled import GUIDE, UNREAD_SHEETS

_NOTES = re.compile(r"^(?:填表)?(?:说明|须知|示例|样例|字典|选项|下拉)")
_VILLAGE = re.compile(r"[村居]$|社区$|^V\d+$")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a known table. `labels`: what sheet and file are called besides the table, nearest first."""

    grid: Grid
    table: Table
    labels: tuple[str, ...]
    form: bool = False
    """Whether the workbook is one of our blank forms, filled in or not."""


def open_file(hand_in: HandIn, data: bytes) -> tuple[list[Sheet], list[Fault]]:
    """Sheets of the file, with faults and warnings for what cannot be read or belongs to no table."""
    suffix = Path(hand_in.name).suffix.lower()
    if suffix in TEXTS:
        grid = read_csv(hand_in.name, data)
        return ([], [grid]) if isinstance(grid, Fault) else _titled(hand_in, [grid])
    if suffix in WORKBOOKS:
        grids, faults = read_workbook(hand_in.name, data)
        sheets, told = _titled(hand_in, grids)
        return sheets, [*faults, *told]
    return [], [Fault("W06", hand_in.name, expected=f"只读 {' '.join((*WORKBOOKS, *TEXTS))}")]


def _titled(hand_in: HandIn, grids: list[Grid]) -> tuple[list[Sheet], list[Fault]]:
    sheets, told = [], []
    form = any(grid.name.strip() == GUIDE for grid in grids)
    for grid in grids:
        table, rest = table_of(grid.name)
        if grid.name.strip() in UNREAD_SHEETS:
            continue
        if table is None and (hand_in.table is None or _NOTES.match(rest)):
            told.append(Fault("W06", hand_in.name, grid.name, expected="文件名或工作表名要以表名开头"))
        else:
            sheets.append(Sheet(grid, table or hand_in.table, (rest, hand_in.rest), form))  # type: ignore[arg-type]
    return sheets, told


def village_of(sheet: Sheet, names: VillageNames) -> str | Fault | None:
    """The village that the sheet's or file's name gives, a fault if it names one that is not in the roster."""
    key = sheet.table.village_column
    if key is None or sheet.table.by_key[key].kind is not Kind.VILLAGE:
        return None
    for label in filter(None, sheet.labels):
        if found := names.only(label):
            return found
        if _VILLAGE.search(label):
            expected = "文件名或工作表名里的村不在《村社名册》里"
            return Fault("ERR03", sheet.grid.file, sheet.grid.name, value=label, expected=expected)
    return None
