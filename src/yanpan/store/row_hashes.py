"""A short hash of every row of a village, so that a rerun can say which rows have changed."""

from __future__ import annotations

from typing import Any, cast

import pandas as pd

from yanpan.schema import TABLES
from yanpan.schema.model import SOURCE_COLUMNS
from yanpan.store.frames import RAW

RowHashes = dict[str, dict[str, list[list[Any]]]]
"""Chinese name of the table -> `file/sheet` -> pairs of row number and hash, by row."""

_PLACE = ["file", "sheet", "row"]


def row_hashes(tables: dict[str, pd.DataFrame]) -> RowHashes:
    """Hashes of tidy rows together with the raw row that they came from; the row's number itself does not count.

    `tables`: frames of one village by table key, the raw rows under `RAW`.
    """
    parts = [_hashed(frame, key) for key, frame in tables.items() if key != RAW and len(frame)]
    if RAW in tables and len(tables[RAW]):
        parts += [_hashed(part, str(key)) for key, part in tables[RAW].groupby("table", sort=False)]
    found: RowHashes = {}
    if not parts:
        return found
    together = pd.concat(parts, ignore_index=True).groupby(["table", *_PLACE], sort=True)["hash"].sum()
    for index, value in together.items():
        table, file, sheet, row = cast("tuple[str, str, str, int]", index)
        place = f"{file}/{sheet}" if sheet else file
        found.setdefault(TABLES[table].zh, {}).setdefault(place, []).append([int(row), f"{int(value):016x}"])
    return found


def _hashed(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Columns table, file, sheet, row, hash (uint64; sums wrap)."""
    places = list(SOURCE_COLUMNS) if "source_row" in frame else _PLACE
    rest = frame.drop(columns=[places[-1]])
    place = frame[places].set_axis(_PLACE, axis=1).reset_index(drop=True)
    return place.assign(table=key, hash=pd.util.hash_pandas_object(rest, index=False).to_numpy())
