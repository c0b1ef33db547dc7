"""Writing files whose bytes depend on their content alone: xlsx, csv in two encodings."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

STAMP = (2023, 4, 20, 9, 0, 0)
LAST_ROW = 2000
"""Down to this row a form's drop-down lists and prompts reach."""
INLINE = 255
"""Characters of a list that a validation may hold in itself; a longer one stands on a sheet of its own."""
OPTIONS = "选项"
"""Sheet that holds the long lists; intake leaves it out."""

Value = str | int | float | None
"""What a written cell may hold."""


@dataclass(frozen=True)
class Choice:
    """What may be typed into a column (numbered from 1): a list to choose from, and a hint shown at the cell.

    `strict` refuses any other value; otherwise the spreadsheet only asks back.
    """

    column: int
    values: tuple[str, ...] = ()
    hint: str = ""
    strict: bool = True


@dataclass(frozen=True)
class Sheet:
    """Cells of one sheet. `merged` holds ranges as (first row, first column, last row, last column), from 1."""

    name: str
    cells: Sequence[Sequence[Value]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_columns: tuple[int, ...] = ()
    heading_rows: tuple[int, ...] = field(default=(1,))
    choices: tuple[Choice, ...] = ()
    text_columns: tuple[int, ...] = ()
    """Columns whose cells keep what is typed as text ('001', '2023-03')."""
    widths: tuple[float, ...] = ()
    """Column widths in characters, from the first column on."""
    frozen: str = ""
    """The cell above and left of which the sheet does not scroll."""


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """An xlsx file; same sheets, same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    _offer(book, sheets)
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(_settled(buffer.getvalue()))


def _fill(target: Worksheet, sheet: Sheet) -> None:
    for row in sheet.cells:
        target.append(list(row))
    for top, left, bottom, right in sheet.merged:
        target.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for number in sheet.heading_rows:
        for cell in target[number]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number in sheet.hidden_columns:
        target.column_dimensions[get_column_letter(number)].hidden = True

    for number in sheet.text_columns:
        target.column_dimensions[get_column_letter(number)].number_format = "@"
    for number, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(number)].width = width
    if sheet.frozen:
        target.freeze_panes = sheet.frozen


def _offer(book: Workbook, sheets: Sequence[Sheet]) -> None:
    """Drop-down lists and hints; lists too long for a validation go to a sheet at the end, one a column."""
    places: dict[tuple[str, ...], str] = {}
    for sheet in sheets:
        for choice in sheet.choices:
            if _is_long(choice.values) and choice.values not in places:
                places[choice.values] = _place(book, choice.values, len(places) + 1)
            _validate(book[sheet.name], choice, places.get(choice.values) or f'"{",".join(choice.values)}"')


def _is_long(values: tuple[str, ...]) -> bool:
    return len(",".join(values)) > INLINE or any(mark in value for value in values for mark in ',"')


def _place(book: Workbook, values: tuple[str, ...], column: int) -> str:
    target = book[OPTIONS] if OPTIONS in book.sheetnames else book.create_sheet(OPTIONS)
    for row, value in enumerate(values, start=1):
        target.cell(row, column, value)
    letter = get_column_letter(column)
    return f"'{OPTIONS}'!${letter}$1:${letter}${len(values)}"


def _validate(target: Worksheet, choice: Choice, source: str) -> None:
    rule = DataValidation(type="list" if choice.values else None, formula1=source if choice.values else None)
    rule.allow_blank, rule.showErrorMessage = True, bool(choice.values)
    rule.errorStyle = "stop" if choice.strict else "warning"
    rule.errorTitle, rule.error = "填法不对", "请从下拉列表里选一个。"
    if choice.hint:
        rule.showInputMessage, rule.prompt = True, choice.hint[:INLINE]
    letter = get_column_letter(choice.column)
    rule.add(f"{letter}2:{letter}{LAST_ROW}")
    target.add_data_validation(rule)


def _settled(data: bytes) -> bytes:
    """The workbook with fixed dates inside and on the members, in the order openpyxl wrote them.

    Members are stored: compressed bytes differ between zlib and zlib-ng, which come with different Pythons.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        for item in source.infolist():
            body = source.read(item)
            if item.filename == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2023-04-20T09:00:00Z", body)
            info = zipfile.ZipInfo(item.filename, STAMP)
            info.compress_type, info.external_attr = zipfile.ZIP_STORED, 0o600 << 16
            info.create_system = 3
            out.writestr(info, body)
    return target.getvalue()


def write_csv(path: Path, cells: Sequence[Sequence[Value]], *, encoding: str = "utf-8") -> None:
    """A csv file with Windows line ends."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(cells)
    path.write_bytes(text.getvalue().encode(encoding))
