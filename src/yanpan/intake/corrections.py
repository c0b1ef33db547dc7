"""Corrections and further names of villages, applied; one that fits nothing is a fault of its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from yanpan.config.corrections import Correction, Names
from yanpan.intake.changes import Change, is_open
from yanpan.intake.faults import Fault, shown
from yanpan.intake.grid import Grid, as_text
from yanpan.intake.headings import Layout
from yanpan.intake.names import VillageNames

ADVICE = "请改正这个参数文件，或删去这一项"


@dataclass
class CorrectionDesk:
    """The round's corrections and how often each was applied."""

    file: str = ""
    items: tuple[Correction, ...] = ()
    applied: dict[int, int] = field(default_factory=dict)
    refused: dict[int, Fault] = field(default_factory=dict)

    def apply(self, grid: Grid, layout: Layout) -> tuple[Grid, list[Change]]:
        """The grid with the corrections of its cells, and what was changed; the grid itself if there are none."""
        changes: list[Change] = []
        for number, item in enumerate(self.items):
            place = self._place(item, grid, layout)
            if place is None:
                continue
            old = as_text(grid.at(item.row - 1, place))
            if old != str(item.old).strip():
                self.refused[number] = self._fault(number, "单元格里现在的值与“原值”不同")
                continue
            grid = _with_cell(grid, item.row - 1, place, item.new)
            self.applied[number] = self.applied.get(number, 0) + 1
            changes.append(_change(item, grid, layout, place))
        return grid, changes

    def faults(self) -> list[Fault]:
        """A fault for each correction that was not applied exactly once."""
        found = dict(self.refused)
        for number in range(len(self.items)):
            if number not in found and number not in self.applied:
                found[number] = self._fault(number, "材料里找不到这个文件、工作表、行或列")
            elif self.applied.get(number, 0) > 1:
                found[number] = self._fault(number, "几张工作表里都有这个单元格，请写明“工作表”")
        return [found[number] for number in sorted(found)]

    def _place(self, item: Correction, grid: Grid, layout: Layout) -> int | None:
        if item.file != grid.file or (item.sheet is not None and item.sheet != grid.name):
            return None
        column = layout.table.by_heading.get(item.column)
        if column is None or not layout.first_row < item.row <= len(grid.rows):
            return None
        return layout.columns.get(column.key)

    def _fault(self, number: int, why: str) -> Fault:
        item = self.items[number]
        sheet = f"工作表 {item.sheet} " if item.sheet else ""
        place = f"第 {number + 1} 项（{item.file} {sheet}第 {item.row} 行“{item.column}”）"
        return Fault("ERR20", self.file, expected=f"{place}：{why}", advice=ADVICE)


def _with_cell(grid: Grid, row: int, place: int, value: str | int | float) -> Grid:
    rows = list(grid.rows)
    cells = [*rows[row], *[""] * (place + 1 - len(rows[row]))]
    cells[place] = value
    rows[row] = cells
    return replace(grid, rows=rows)


def _change(item: Correction, grid: Grid, layout: Layout, place: int) -> Change:
    column = layout.table.by_heading[item.column]
    open_ = is_open(layout.table, column)
    why = f"（{item.reason}；{item.confirmed_by}确认）"
    before, after = (shown(str(item.old)), f"{shown(str(item.new))}{why}") if open_ else (None, None)
    return Change("更正", grid.file, grid.name, item.row, item.column, before, after)


def learn_names(names: VillageNames, files: Iterable[tuple[str, Names]]) -> list[Fault]:
    """Teach the further names; a fault for each id that the roster does not have."""
    faults = []
    for file, further in files:
        for village, words in further.of_villages():
            if village in names.official:
                names.add(village, names.official[village], words)
            else:
                expected = f"“{village}”不在《村社名册》里，要写名册里的村编号"
                faults.append(Fault("ERR20", file, expected=expected, advice=ADVICE))
    return faults
