"""References from a derived value back to raw rows, and the rows themselves.

A reference is printed `表名@文件/工作表#编号` or `表名@文件/工作表|12–46,48`; a csv file has no sheet part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationInfo, field_serializer, field_validator

from yanpan.schema import TABLES, Level

_RUN = re.compile(r"(\d+)[-–—~](\d+)")

WRITTEN_OUT = 1000
"""A reference to more rows is written to JSON with runs folded (`4–150003`) and without ids, of which none prints."""


class SourceRef(BaseModel):
    """Rows of one table in one sheet of one file. `rows` are numbered as the spreadsheet shows them.

    Rows of tables above L2 are named by their numbers only: the id of a member or of a talk is content.
    """

    model_config = ConfigDict(frozen=True)

    table: str
    """Table key (`satisfaction_forms`)."""
    file: str
    sheet: str = ""
    rows: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()

    @field_validator("rows", mode="before")
    @classmethod
    def _unfolded(cls, rows: object) -> object:
        return tuple(int(row) for row in unfold(rows)) if isinstance(rows, str) else rows

    @field_serializer("rows", when_used="json")
    def _folded(self, rows: tuple[int, ...]) -> str | tuple[int, ...]:
        return fold(rows) if len(rows) > WRITTEN_OUT else rows

    @field_serializer("ids", when_used="json")
    def _few(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return ids if len(ids) <= WRITTEN_OUT else ()

    @field_validator("ids")
    @classmethod
    def _without_sensitive_ids(cls, ids: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        table = TABLES.get(info.data.get("table", ""))
        return () if table is not None and table.level > Level.L2 else ids

    @property
    def table_name(self) -> str:
        """Chinese name of the table."""
        return TABLES[self.table].zh

    @property
    def level(self) -> Level:
        """Sensitivity of the table that the rows stand in."""
        return TABLES[self.table].level

    def __str__(self) -> str:
        place = f"{self.file}/{self.sheet}" if self.sheet else self.file
        if self.ids and len(self.ids) <= 3:
            return f"{self.table_name}@{place}#{'、'.join(self.ids)}"
        return f"{self.table_name}@{place}|{fold(self.rows)}"


class EvidenceRow(BaseModel):
    """One raw row as handed in: headings and cell texts. Cells above an edition's level are left out."""

    model_config = ConfigDict(frozen=True)

    table: str
    file: str
    sheet: str = ""
    row: int
    cells: dict[str, str]


def fold(rows: Iterable[int]) -> str:
    """Row numbers with runs folded.

    >>> fold([12, 13, 14, 46, 48, 47])
    '12–14,46–48'
    >>> fold([])
    ''
    """
    return ",".join(str(a) if a == b else f"{a}–{b}" for a, b in _runs(sorted(set(rows))))


def unfold(place: str) -> list[str]:
    """What a register's reference names after the #: ids or row numbers, runs written out.

    >>> unfold('12-14'), unfold('12,15'), unfold('XM-V03-01')
    (['12', '13', '14'], ['12', '15'], ['XM-V03-01'])
    """
    parts: list[str] = []
    for part in place.split(","):
        run = _RUN.fullmatch(part.strip())
        parts += [part.strip()] if run is None else [str(row) for row in range(int(run[1]), int(run[2]) + 1)]
    return parts


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    start = previous = None
    for row in rows:
        if previous is None or start is None or row != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = row
        previous = row
    if start is not None and previous is not None:
        yield start, previous


def refs_of(table: str, rows: pd.DataFrame) -> tuple[SourceRef, ...]:
    """References to every row of a tidy frame (or part of one), one per file and sheet, in order of file and sheet."""
    id_column = TABLES[table].id_column
    ids = rows[id_column].astype(str).tolist() if id_column else [None] * len(rows)
    places = zip(rows["source_file"], rows["source_sheet"], rows["source_row"], ids, strict=True)
    found: dict[tuple[str, str], list[tuple[int, str | None]]] = {}
    for file, sheet, row, id in places:
        found.setdefault((str(file), "" if pd.isna(sheet) else str(sheet)), []).append((int(row), id))
    return tuple(
        SourceRef(
            table=table,
            file=file,
            sheet=sheet,
            ids=tuple(id for _, id in part if id is not None),
            rows=tuple(sorted(row for row, _ in part)),
        )
        for (file, sheet), part in sorted(found.items())
    )


def merge_refs(*groups: Iterable[SourceRef]) -> tuple[SourceRef, ...]:
    """References of several groups, those to the same sheet joined, first-seen order."""
    met: dict[tuple[str, str, str], list[SourceRef]] = {}
    for ref in (ref for group in groups for ref in group):
        met.setdefault((ref.table, ref.file, ref.sheet), []).append(ref)
    return tuple(refs[0] if all(ref is refs[0] for ref in refs) else _joined(refs) for refs in met.values())


def _joined(refs: list[SourceRef]) -> SourceRef:
    """References to one sheet as one, however many they are: each row is looked at once."""
    update = {
        "rows": tuple(sorted({row for ref in refs for row in ref.rows})),
        "ids": tuple(dict.fromkeys(id for ref in refs for id in ref.ids)),
    }
    return refs[0].model_copy(update=update)
