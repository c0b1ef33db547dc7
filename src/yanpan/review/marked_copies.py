"""`退改/`: a copy of every faulty file in which the faulty cells are coloured and say what is wrong and what to do.

Cells with id or phone numbers, and what a survey platform says of devices and people, are blank in the copy.
"""

from __future__ import annotations

import io
import re
import shutil
import warnings
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from yanpan.config.paths import Project
from yanpan.config.survey import SurveyExport, load_survey
from yanpan.intake.faults import TITLES, Fault, is_personal
from yanpan.intake.files import HandIn, list_files
from yanpan.intake.grid import Grid, as_text
from yanpan.intake.headings import find_layout
from yanpan.intake.sheets import open_file
from yanpan.intake.survey import as_questionnaire, columns_of_export
from yanpan.intake.workbooks import BROKEN
from yanpan.schema.prefilled import MENDING

FOLDER = "退改"
_RED = PatternFill("solid", fgColor="FFFFC7CE")
_UNREADABLE = frozenset({"ERR01", "ERR15"})
_TITLE = re.compile(r"[\\*?:/\[\]\x00-\x1f]")
"""What the name of a sheet may not hold."""
_LETTERS = re.compile(r"[A-Z]{1,3}")
_HOW = {
    "ERR03": "请写《村社名册》里的名称或编号",
    "ERR05": "请改成可选值中的一个",
    "ERR06": "请按要求的样子改写，年份写四位",
    "ERR07": "请改成要求的数字和单位",
    "ERR08": "请核对合计与明细",
    "ERR09": "请核对编号，重复录入的删去一行",
    "ERR10": "请核对发出、收回、有效、无效的份数",
    "ERR13": "请核对村名，或把文件改成正确的村名",
    "ERR16": "请补填这一格",
    "ERR17": "请核对数值",
    "ERR18": "请与有关的表核对后改正",
    "ERR19": "请改成已有的编号",
}
"""What to do, where the fault itself does not say."""


def write_copies(project: Project, round_id: str, faults: Iterable[Fault]) -> dict[str, Path]:
    """File to its marked copy, readable by the owner only; copies of an earlier check are removed."""
    folder = project.outputs(round_id) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    told: dict[str, list[Fault]] = {}
    for fault in faults:
        told.setdefault(fault.file, []).append(fault)
    survey = load_survey(project.params)
    found: dict[str, Path] = {}
    for hand_in in list_files(project.raw(round_id))[0]:
        own = told.get(hand_in.name, [])
        if own and not any(fault.code in _UNREADABLE for fault in own):
            name = Path(hand_in.name)
            path = folder / name.with_name(f"{name.stem}.xlsx")
            if path in found.values():
                path = path.with_name(f"{name.name}.xlsx")
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            path.write_bytes(marked(hand_in, own, survey))
            found[hand_in.name] = path
    return found


def marked(hand_in: HandIn, faults: list[Fault], survey: SurveyExport | None) -> bytes:
    """The workbook with its faulty cells marked and a sheet that lists them. A csv or .xls becomes an xlsx."""
    data = hand_in.path.read_bytes()
    sheets = [sheet.grid for sheet in open_file(hand_in, data)[0]]
    book = _book(hand_in, data, sheets)
    _unmark(book)
    _blank_personal(book)
    for sheet in open_file(hand_in, data)[0]:
        page = _page(book, sheet.grid.name)
        own, dropped = columns_of_export(sheet.grid, survey) if sheet.table.key == "questionnaires" else ({}, [])
        for column in dropped:
            _clear(page, column + 1)
        layout, _ = find_layout(as_questionnaire(sheet.grid, survey if own else None), sheet.table, village_known=True)
        if not own and layout is not None:
            own = {sheet.table.by_key[key].zh: place for key, place in layout.columns.items()}
        for fault in faults:
            if fault.sheet == sheet.grid.name:
                _mark(page, fault, own, sheet.grid)
    _list(book, hand_in, faults)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _book(hand_in: HandIn, data: bytes, grids: list[Grid]) -> Workbook:
    """The workbook itself where openpyxl reads it, else its cells in a new one."""
    if hand_in.path.suffix.lower() in (".xlsx", ".xlsm"):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl's remarks on styles and extensions say nothing about values
                return load_workbook(io.BytesIO(data))
        except (InvalidFileException, *BROKEN):
            return _plain(hand_in, grids)
    return _plain(hand_in, grids)


def _plain(hand_in: HandIn, grids: list[Grid]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        page = book.create_sheet(_TITLE.sub("_", grid.name or hand_in.path.stem)[:31])
        for row, cells in enumerate(grid.rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value != "":
                    cell = page.cell(row, column, _clean(value) if isinstance(value, str) else value)
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type  # no text becomes a formula
    return book


def _clean(text: str) -> str:
    """The text without the control characters that a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _page(book: Workbook, name: str) -> Worksheet:
    return book[name] if name in book.sheetnames else book.worksheets[0]


def _unmark(book: Workbook) -> None:
    """Take off the marks of an earlier copy: a clerk hands in what was mended with them still on it."""
    if MENDING in book.sheetnames:
        del book[MENDING]
    for cell in (cell for page in book.worksheets for row in page.iter_rows() for cell in row):
        if cell.comment is not None and cell.comment.text.startswith("ERR"):
            cell.comment = None
        if cell.fill == _RED:
            cell.fill = PatternFill()


def _blank_personal(book: Workbook) -> None:
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.comment is not None and is_personal(cell.comment.text):
                    cell.comment = None
                if cell.value is not None and is_personal(str(cell.value)):
                    cell.value = None


def _clear(page: Worksheet, column: int) -> None:
    for row in range(1, page.max_row + 1):
        if not isinstance(cell := page.cell(row, column), MergedCell):
            cell.value = None


def _mark(page: Worksheet, fault: Fault, places: dict[str, int], grid: Grid) -> None:
    """Colour the fault's cell (the row's first, if its column is not known) and say in a comment what is wrong."""
    row = fault.row or 1
    column = _column(fault, places, grid)
    for block in page.merged_cells.ranges:
        if block.min_row <= row <= block.max_row and block.min_col <= column <= block.max_col:
            row, column = block.min_row, block.min_col
    cell = page.cell(row, column)
    earlier = f"{cell.comment.text}\n" if cell.comment is not None and cell.fill == _RED else ""
    cell.fill = _RED
    cell.comment = Comment(earlier + words(fault), "yanpan", width=320, height=140)
    page.row_dimensions[row].hidden = False
    page.column_dimensions[get_column_letter(column)].hidden = False


def _column(fault: Fault, places: dict[str, int], grid: Grid) -> int:
    if fault.column in places:
        return places[fault.column] + 1
    if fault.code == "ERR14" and _LETTERS.fullmatch(fault.column):
        return column_index_from_string(fault.column)
    heads = [as_text(cell) for cell in grid.rows[fault.row - 1]] if fault.row and fault.row <= len(grid.rows) else []
    return heads.index(fault.column) + 1 if fault.column in heads else 1


def words(fault: Fault) -> str:
    """What is wrong and what to do, without what stands in the cell."""
    column = f"“{fault.column}”" if fault.column else ""
    how = fault.advice or _HOW.get(fault.code, "请改正后重交")
    blanked = "（号码在这份副本里已抹去）" if fault.code == "ERR11" else ""
    return _clean(f"{fault.code} {TITLES[fault.code]}{column}{blanked}\n{fault.expected}\n改法：{how}")


def _list(book: Workbook, hand_in: HandIn, faults: list[Fault]) -> None:
    page = book.create_sheet(MENDING)
    page.append([f"红色的格有错误，批注写明改法。改好后另存，替换原来的“{_clean(hand_in.name)}”再交；本页不会读入。"])
    page.append(["工作表", "行", "列", "问题和改法"])
    for fault in faults:
        page.append([_clean(fault.sheet), fault.row, _clean(fault.column), words(fault)])
    for letter, width in (("A", 24), ("B", 6), ("C", 18), ("D", 90)):
        page.column_dimensions[letter].width = width
    page.merge_cells("A1:D1")
    for cell in (cell for row in page.iter_rows() for cell in row):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(cell.value, str):
            cell.data_type = "s"  # no text becomes a formula
