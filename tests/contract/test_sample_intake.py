"""The sample is accepted as it stands, and any one broken cell is told at its place."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from yanpan.config.paths import Project
from yanpan.intake import Fault, Intake, read_round
from yanpan.intake.csvs import decode
from yanpan.intake.files import list_files
from yanpan.intake.headings import find_layout
from yanpan.intake.sheets import open_file
from yanpan.schema import TABLES

ROUND = "2023-mid"


def test_the_sample_has_no_faults(sample_intake: Intake) -> None:
    assert [str(fault) for fault in sample_intake.faults] == []


def test_the_sample_is_complete(sample_intake: Intake) -> None:
    assert sample_intake.missing == ()


def test_the_sample_warns_of_what_it_was_made_to_show(sample_intake: Intake) -> None:
    """V08's record of an earlier term and a hidden column, and nothing else that a reader must act on."""
    told = {(warning.code, TABLES["document_checks"].zh in warning.file) for warning in sample_intake.warnings}
    assert told - {("W03", False), ("W08", False)} == {("W02", True), ("W11", False)}


def test_nine_villages_in_the_reports_order(sample_tables: dict[str, pd.DataFrame]) -> None:
    assert sample_tables["villages"]["village"].tolist() == [f"V0{n}" for n in range(1, 10)]


def test_every_tidy_row_has_its_raw_row(sample_intake: Intake) -> None:
    assert len(sample_intake.raw) == sum(len(frame) for frame in sample_intake.tables.values())
    assert not sample_intake.raw.duplicated(["file", "sheet", "row"]).any()


def test_no_address_nickname_or_exact_time_is_kept(sample_intake: Intake) -> None:
    kept = sample_intake.raw["cells"].str.contains(r"IP|昵称|提交答卷时间|\d\d?:\d\d:\d\d")
    assert not kept.any()


@dataclass(frozen=True)
class Cell:
    """A cell of the sample: file, sheet, row and column as the spreadsheet counts them."""

    file: str
    sheet: str
    row: int
    column: int


def find_cell(project: Project, table: str, heading: str) -> Cell:
    """The heading's cell in the first data row of the first sheet of the table."""
    for hand_in in list_files(project.raw(ROUND))[0]:
        for sheet in open_file(hand_in, hand_in.path.read_bytes())[0]:
            layout, _ = find_layout(sheet.grid, TABLES[table], village_known=True)
            if sheet.table.key == table and layout is not None:
                place = layout.columns[TABLES[table].by_heading[heading].key]
                return Cell(sheet.grid.file, sheet.grid.name, layout.first_row + 1, place + 1)
    raise LookupError(table)


def put(project: Project, cell: Cell, value: str) -> None:
    """Write a value into the hand-in."""
    path = project.raw(ROUND) / cell.file
    if path.suffix == ".csv":
        _put_csv(path, cell, value)
    else:
        book = openpyxl.load_workbook(path)
        book[cell.sheet].cell(cell.row, cell.column).value = value
        book.save(path)


def _put_csv(path: Path, cell: Cell, value: str) -> None:
    rows = list(csv.reader(io.StringIO(decode(path.read_bytes()), newline="")))
    rows[cell.row - 1][cell.column - 1] = value
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)


@pytest.mark.parametrize(
    ("table", "heading", "value", "code"),
    [
        ("satisfaction_forms", "总体评价", "还行", "ERR05"),
        ("meetings", "日期", "3/4/22", "ERR06"),
        ("projects", "数量", "数十", "ERR07"),
        ("members", "姓名", "13800000000", "ERR11"),
        ("honours", "村", "桃源村", "ERR03"),
        ("positions", "核定职数", "9", "ERR18"),
        ("problems", "证据", "会议#没有", "ERR19"),
        ("talks", "谈话编号", "", "ERR16"),
    ],
)
def test_one_broken_cell_is_one_fault_at_its_place(
    own_project: Project, table: str, heading: str, value: str, code: str
) -> None:
    cell = find_cell(own_project, table, heading)
    put(own_project, cell, value)
    faults = read_round(own_project, ROUND).faults
    assert [place(fault) for fault in faults] == [(code, cell.file, cell.sheet, cell.row, heading)]


def place(fault: Fault) -> tuple[str, str, str, int | None, str]:
    return fault.code, fault.file, fault.sheet, fault.row, fault.column
