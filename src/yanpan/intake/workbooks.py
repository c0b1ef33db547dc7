"""Workbooks: cell values and merged ranges by calamine; openpyxl only to place formulas without a result."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import replace

import openpyxl
import python_calamine as calamine
from openpyxl.utils import get_column_letter

from yanpan.intake.faults import Fault
from yanpan.intake.grid import Grid, Range

_SUSPECT = re.compile(rb't="e"|</f><v></v>|</f><v/>|</f></c>|<f>[^<]*</f></c>|<f[^>]*/></c>')
_HIDDEN = re.compile(rb'<(?:row|col) [^>]*hidden="(?:1|true)"')
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of a compound file that holds a workbook with a password."""
ADVICE_FORMULA = "请改正公式，或复制后“选择性粘贴—数值”"
ADVICE_BROKEN = "请用表格软件打开、核对后另存为 .xlsx 再交"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    OSError,
    RuntimeError,
    SyntaxError,
)
"""What zipfile, openpyxl and the XML parser raise for a workbook whose parts are damaged."""
ADVICE_OPEN = "请用表格软件打开，去掉密码后另存为 .xlsx 再交"


def read_workbook(file: str, data: bytes) -> tuple[list[Grid], list[Fault]]:
    """Sheets that hold anything, in the workbook's order, and faults; a file that does not open is one fault."""
    if _ENCRYPTED in data:
        return [], [Fault("ERR15", file, expected="文件有密码", advice=ADVICE_OPEN)]
    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            sheets = [s for s in book.sheets_metadata if s.typ is calamine.SheetTypeEnum.WorkSheet]
            grids = [_grid(file, book.get_sheet_by_name(sheet.name)) for sheet in sheets]
    except calamine.PasswordError:
        return [], [Fault("ERR15", file, expected="文件有密码", advice=ADVICE_OPEN)]
    except (calamine.CalamineError, ValueError, OSError):
        return [], [Fault("ERR15", file, expected="不是能打开的工作簿", advice=ADVICE_OPEN)]
    filled = [grid for grid in grids if grid.rows]
    try:
        hidden, told = hidden_parts(file, data)
        dead = dead_formulas(file, data)
    except BROKEN:
        return [], [Fault("ERR15", file, expected="文件内部已损坏", advice=ADVICE_BROKEN)]
    return [replace(grid, hidden=hidden.get(grid.name, frozenset())) for grid in filled], [*dead, *told]


def _grid(file: str, sheet: calamine.CalamineSheet) -> Grid:
    ranges = sheet.merged_cell_ranges or []
    merged = tuple(Range(top, left, bottom, right) for (top, left), (bottom, right) in ranges)
    return Grid(file, sheet.name, sheet.to_python(skip_empty_area=False), merged)


def dead_formulas(file: str, data: bytes) -> list[Fault]:
    """A fault for every cell of an xlsx whose formula has no stored result or an error as its result."""
    if not _suspect(data):
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles and extensions say nothing about values
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return [fault for sheet in formulas.worksheets for fault in _dead(file, sheet, values[sheet.title])]


def hidden_parts(file: str, data: bytes) -> tuple[dict[str, frozenset[int]], list[Fault]]:
    """Hidden columns of an xlsx by sheet (zero-based), and a warning for every sheet that hides rows or columns."""
    if not _matches(data, _HIDDEN):
        return {}, []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles and extensions say nothing about values
        book = openpyxl.load_workbook(io.BytesIO(data))
    columns, told = {}, []
    for sheet in book.worksheets:
        rows = sorted(number for number, row in sheet.row_dimensions.items() if row.hidden)
        spans = [(d.min, d.max) for d in sheet.column_dimensions.values() if d.hidden and d.min and d.max]
        columns[sheet.title] = frozenset(
            number - 1 for first, last in spans for number in range(first, min(last, sheet.max_column) + 1)
        )
        if rows or columns[sheet.title]:
            told.append(Fault("W11", file, sheet.title, expected=_hidden_words(rows, sorted(columns[sheet.title]))))
    return columns, told


def _hidden_words(rows: list[int], columns: list[int]) -> str:
    numbers = "、".join(map(str, rows[:20])) + ("…" if len(rows) > 20 else "")
    letters = "、".join(get_column_letter(number + 1) for number in columns[:20])
    parts = [
        f"隐藏的行 {numbers} 照样读入" if rows else "",
        f"隐藏的列 {letters} 里，表头认识的照样读入，不认识的不读" if columns else "",
    ]
    return "；".join(filter(None, parts))


def _suspect(data: bytes) -> bool:
    """Whether any sheet's XML holds an error cell or a formula without a value (a scan of bytes, no parsing)."""
    return _matches(data, _SUSPECT)


def _matches(data: bytes, pattern: re.Pattern[bytes]) -> bool:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return any(pattern.search(parts.read(name)) for name in sheets)


def _dead(file: str, formulas: object, values: object) -> list[Fault]:
    faults = []
    for row, cached in zip(formulas.iter_rows(), values.iter_rows(), strict=False):  # type: ignore[attr-defined]
        for cell, value in zip(row, cached, strict=False):
            if cell.data_type == "e" or (cell.data_type == "f" and (value.value is None or value.data_type == "e")):
                faults.append(
                    Fault(
                        "ERR14",
                        file,
                        formulas.title,  # type: ignore[attr-defined]
                        cell.row,
                        cell.column_letter,
                        value=str(value.value) if value.data_type == "e" else None,
                        expected="要一个值",
                        advice=ADVICE_FORMULA,
                    )
                )
    return faults
