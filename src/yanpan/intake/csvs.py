"""CSV files: UTF-8 with or without BOM, else GB18030, strictly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from yanpan.intake.faults import Fault
from yanpan.intake.grid import Grid

ENCODINGS = ("utf-8-sig", "gb18030")
ADVICE = "请在表格软件里另存为“CSV UTF-8（逗号分隔）”再交"


def is_legacy(data: bytes) -> bool:
    """Whether the bytes are no UTF-8: read as GB18030 if at all."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def decode(data: bytes) -> str | None:
    """The text, by the first encoding that reads every byte; None if none does."""
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read_csv(file: str, data: bytes) -> Grid | Fault:
    """The file as one nameless sheet (a quoted cell may hold line breaks), or why it cannot be read."""
    text = decode(data)
    if text is None:
        return Fault("ERR01", file, expected="要 UTF-8 或 GB18030（GBK）编码", advice=ADVICE)
    if "\0" in text:
        return Fault("ERR15", file, expected="不是文本文件", advice=ADVICE)
    try:
        rows = list(_shared(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))))
    except csv.Error:
        return Fault("ERR15", file, expected="不是合法的 CSV", advice=ADVICE)
    return Grid(file, "", rows)  # type: ignore[arg-type]  # a list of str cells is a list of cells


def _shared(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """The rows, equal texts held once: a large file repeats few."""
    known: dict[str, str] = {}
    for row in rows:
        yield [known.setdefault(cell, cell) for cell in row]


def _delimiter(text: str) -> str:
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    return max(",\t;", key=first.count)
