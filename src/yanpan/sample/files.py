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
from openpyxl.worksheet.worksheet import Worksheet

from yanpan.sample.model import Value

STAMP = (2023, 4, 20, 9, 0, 0)


@dataclass(frozen=True)
class Sheet:
    """Cells of one sheet. `merged` holds ranges as (first row, first column, last row, last column), from 1."""

    name: str
    cells: Sequence[Sequence[Value]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_columns: tuple[int, ...] = ()
    heading_rows: tuple[int, ...] = field(default=(1,))


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """An xlsx file; same sheets, same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
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
