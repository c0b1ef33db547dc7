"""Breaking hand-in files at random: cells, rows, columns, encodings, bytes, sheet names. Seeded, no clock."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.cell.cell import MergedCell

Cells = list[list[object]]
Tabular = Callable[[Cells, random.Random], Cells]
ODD = ("", "无", "还行", "１２余", "-3", "3/4/22", 99999999, 1e300, True, "桃源村", "=1/0", "\u200b", "a" * 5000,
       "13800000000", "44684", "二〇二二年五月三日", "满意、不满意", "‮", "🚜", "1500余亩", 44684.5)  # fmt: skip


def shuffle_rows(cells: Cells, rng: random.Random) -> Cells:
    """The rows below the first, in another order."""
    rest = cells[1:]
    rng.shuffle(rest)
    return [cells[0], *rest]


def shuffle_columns(cells: Cells, rng: random.Random) -> Cells:
    """All columns in another order, headings with them."""
    width = max(map(len, cells))
    order = rng.sample(range(width), width)
    return [[row[i] if i < len(row) else None for i in order] for row in cells]


def blank_cells(cells: Cells, rng: random.Random) -> Cells:
    """Up to five cells emptied."""
    return _changed(cells, rng, lambda cell: None)


def change_cells(cells: Cells, rng: random.Random) -> Cells:
    """Up to five cells with something else in them, of another type too."""
    return _changed(cells, rng, lambda cell: rng.choice(ODD))


def drop_column(cells: Cells, rng: random.Random) -> Cells:
    """A column gone."""
    gone = rng.randrange(max(map(len, cells)))
    return [[cell for i, cell in enumerate(row) if i != gone] for row in cells]


def repeat_rows(cells: Cells, rng: random.Random) -> Cells:
    """A row twice."""
    at = rng.randrange(len(cells))
    return [*cells[: at + 1], list(cells[at]), *cells[at + 1 :]]


def add_frame(cells: Cells, rng: random.Random) -> Cells:
    """A title above, a signature below."""
    return [["某某镇统计表"], *cells, [], ["填表人：某某", None, rng.choice(("", "联系电话"))]]


def _changed(cells: Cells, rng: random.Random, make: Callable[[object], object]) -> Cells:
    made = [list(row) for row in cells]
    for _ in range(rng.randint(1, 5)):
        row = rng.choice(made)
        if row:
            at = rng.randrange(len(row))
            row[at] = make(row[at])
    return made


HARMLESS: tuple[Tabular, ...] = (shuffle_columns, add_frame)
"""After these the same rows must come of the file, in the same order."""
TABULAR: tuple[Tabular, ...] = (
    *HARMLESS,
    shuffle_rows,
    blank_cells,
    change_cells,
    drop_column,
    repeat_rows,
)


def flip_bytes(data: bytes, rng: random.Random) -> bytes:
    """Up to eight bytes changed, or the end cut off."""
    if rng.random() < 0.3:
        return data[: rng.randrange(len(data))]
    made = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        made[rng.randrange(len(made))] = rng.randrange(256)
    return bytes(made)


def flip_parts(data: bytes, rng: random.Random) -> bytes:
    """A workbook in which one part's bytes are changed and the archive is whole again, so that readers meet the XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    chosen = rng.choice([name for name, part in sorted(parts.items()) if part])
    parts[chosen] = flip_bytes(parts[chosen], rng)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        for name, part in parts.items():
            book.writestr(zipfile.ZipInfo(name), part)
    return buffer.getvalue()


def change_workbook(data: bytes, rng: random.Random) -> bytes:
    """A workbook with up to five cells of a sheet changed, a row or column put in, taken out or hidden."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = rng.choice(book.worksheets)
    for _ in range(rng.randint(1, 5)):
        row, column = rng.randint(1, page.max_row), rng.randint(1, page.max_column)
        cell = page.cell(row, column)
        if not isinstance(cell, MergedCell):
            cell.value = rng.choice((None, *ODD))  # type: ignore[assignment]
    rng.choice(
        (
            lambda: page.insert_rows(rng.randint(1, page.max_row)),
            lambda: page.delete_rows(rng.randint(1, page.max_row)),
            lambda: page.insert_cols(rng.randint(1, page.max_column)),
            lambda: page.delete_cols(rng.randint(1, page.max_column)),
            lambda: setattr(page.column_dimensions["B"], "hidden", True),
            lambda: page.merge_cells(start_row=1, start_column=1, end_row=rng.randint(1, 4), end_column=2),
        )
    )()
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(cells: Cells, encoding: str = "utf-8") -> bytes:
    """The cells as a csv file; what the encoding lacks becomes '?'."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["" if cell is None else cell for cell in row] for row in cells])
    return text.getvalue().encode(encoding, errors="replace")


def as_xlsx(cells: Cells, sheet: str) -> bytes:
    """The cells as a workbook with one sheet."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = sheet
    for row in cells:
        book.worksheets[0].append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "big5", "latin-1")
READ = frozenset({"utf-8", "utf-8-sig", "gb18030"})
SHEET_NAMES = ("Sheet1", "满意度测评表", "会议", "填表说明", "选项", "说明", "青山村", "会议（河口社区）", "桃源村")


def mutate(cells: Cells, table: str, rng: random.Random) -> tuple[str, bytes, bool]:
    """A broken or changed file of the table: its name, its bytes, and whether the rows must come out the same."""
    gentle = rng.random() < 0.3
    chosen = rng.sample(HARMLESS if gentle else TABULAR, rng.randint(1, 2))
    for change in chosen:
        cells = change(cells, rng)
    harmless = gentle
    if rng.random() < 0.7:
        encoding = rng.choice(ENCODINGS)
        name, data = f"{table}.csv", as_csv(cells, encoding)
        harmless = harmless and encoding in READ
    else:
        sheet = rng.choice((table, *SHEET_NAMES))
        name, data = f"{table}.xlsx", as_xlsx(cells, sheet)
        harmless = harmless and sheet in (table, "Sheet1")
    if not gentle and rng.random() < 0.3:
        flip = flip_parts if name.endswith(".xlsx") and rng.random() < 0.5 else flip_bytes
        return name, flip(data, rng), False
    return name, data, harmless


def mutate_workbook(data: bytes, rng: random.Random) -> bytes:
    """A workbook as handed in (titles, merged cells, footers), broken in its bytes, its parts or its cells."""
    return rng.choice((flip_bytes, flip_parts, flip_parts, change_workbook, change_workbook))(data, rng)
