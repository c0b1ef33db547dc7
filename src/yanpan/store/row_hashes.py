"""A short hash of every row of a village, so that a rerun can say which rows have changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import pandas as pd

from yanpan.schema import TABLES
from yanpan.schema.model import SOURCE_COLUMNS
from yanpan.store.frames import RAW

RowHashes = dict[str, dict[str, list[list[Any]]]]
"""Chinese name of the table -> `file/sheet` -> pairs of row number and hash, by row."""

_PLACE = ["file", "sheet", "row"]


def row_hashes(parts: Mapping[str, tuple[pd.DataFrame, Mapping[str, tuple[int, int]]]]) -> dict[str, RowHashes]:
    """By village, hashes of tidy rows together with the raw row that they came from; a row's number does not count.

    `parts`: by table key (raw rows under `RAW`) the rows sorted by village, and each village's run in them. Whole
    tables are hashed at once: village by village it takes many times as long.
    """
    hashed = [_hashed(frame, name, runs) for name, (frame, runs) in parts.items() if len(frame)]
    found: dict[str, RowHashes] = {}
    if not hashed:
        return found
    together = pd.concat(hashed, ignore_index=True).groupby(["owner", "table", *_PLACE], sort=True)["hash"].sum()
    for index, value in together.items():
        owner, table, file, sheet, row = cast("tuple[str, str, str, str, int]", index)
        place = f"{file}/{sheet}" if sheet else file
        own = found.setdefault(owner, {}).setdefault(TABLES[table].zh, {})
        own.setdefault(place, []).append([int(row), f"{int(value):016x}"])
    return found


def _hashed(frame: pd.DataFrame, name: str, runs: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    """Columns owner, table, file, sheet, row, hash (uint64; sums wrap)."""
    places = _PLACE if name == RAW else list(SOURCE_COLUMNS)
    place = frame[places].set_axis(_PLACE, axis=1).reset_index(drop=True)
    return place.assign(
        table=frame["table"].to_numpy() if name == RAW else name,
        owner=np.repeat(list(runs), [length for _, length in runs.values()]),
        hash=pd.util.hash_pandas_object(frame.drop(columns=[places[-1]]), index=False).to_numpy(),
    )
