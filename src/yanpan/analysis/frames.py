"""Small tools on tidy tables that every subject needs: a village's slice, references, lists in cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from yanpan.evidence import SourceRef
from yanpan.schema import TABLES
from yanpan.schema.model import SOURCE_COLUMNS

Tables = Mapping[str, pd.DataFrame]
"""Tidy tables by key; every key of `schema.TABLES` is present."""

Record = Mapping[str, Any]
"""One row by column."""


def records(rows: pd.DataFrame) -> list[Record]:
    """The rows one by one."""
    return [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in order of file, sheet and row number, so that nothing depends on how they came."""
    places = _places(rows)
    order = sorted(range(len(places)), key=places.__getitem__)
    return rows if order == list(range(len(order))) else rows.iloc[order]


def _places(rows: pd.DataFrame) -> list[tuple[str, str, int]]:
    """File, sheet ('' for none) and row number of each row; plain lists are many times faster here than a sort
    by three columns of a small frame."""
    columns = (rows[column].tolist() for column in SOURCE_COLUMNS)
    return [(str(file), str(sheet or ""), int(row)) for file, sheet, row in zip(*columns, strict=True)]


def refs(table: str, rows: pd.DataFrame) -> tuple[SourceRef, ...]:
    """References to the rows, independent of their order; none for no rows."""
    id_column = TABLES[table].id_column
    ids = rows[id_column].tolist() if id_column else [None] * len(rows)
    sheets: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for (file, sheet, row), name in sorted(zip(_places(rows), map(str, ids), strict=True)):
        sheets.setdefault((file, sheet), []).append((row, name))
    return tuple(_ref(table, place, found, named=id_column is not None) for place, found in sheets.items())


def _ref(table: str, place: tuple[str, str], found: list[tuple[int, str]], *, named: bool) -> SourceRef:
    rows, ids = tuple(row for row, _ in found), tuple(name for _, name in found)
    return SourceRef(table=table, file=place[0], sheet=place[1], rows=rows, ids=ids if named else ())


def of_village(tables: Tables, key: str, village: str) -> pd.DataFrame:
    """A village's rows of a table (both sides' rows for cooperations), in file order."""
    frame, column = tables[key], TABLES[key].village_column
    if column is None:
        return ordered(frame)
    mine = frame[column].eq(village)
    if key == "cooperations":
        mine |= frame["partner"].eq(village)
    return ordered(frame[mine.fillna(False).astype(bool)])


def only_village(tables: Tables) -> str:
    """The id of the single village in a slice; ValueError if the roster holds none or several."""
    ids = list(tables["villages"]["village"].dropna().unique())
    if len(ids) != 1:
        raise ValueError(f"a village's slice holds one village, this one holds {len(ids)}")
    return str(ids[0])


def village_ids(tables: Tables) -> tuple[str, ...]:
    """Villages in roster order (file order)."""
    return tuple(str(value) for value in ordered(tables["villages"])["village"].dropna().unique())


def items(cell: object) -> tuple[str, ...]:
    """The entries of a list cell.

    >>> items("集体经济、人居环境")
    ('集体经济', '人居环境')
    >>> items(None)
    ()
    """
    return tuple(part for part in cell.split("、") if part) if isinstance(cell, str) else ()


def whole(values: pd.Series) -> int:
    """Sum of whole numbers, blanks as zero."""
    return int(values.fillna(0).sum())


def number(value: object) -> int | None:
    """A whole number or None for a blank."""
    return None if value is None or pd.isna(value) else int(value)  # type: ignore[call-overload]


def mean(values: Iterable[float | None]) -> float | None:
    """Mean of what is there; None of nothing."""
    there = [float(value) for value in values if value is not None and not pd.isna(value)]
    return sum(there) / len(there) if there else None
