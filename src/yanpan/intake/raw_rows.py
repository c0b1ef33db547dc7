"""The rows of a sheet as they were handed in: evidence opens on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pandas as pd

from yanpan.intake.columns import per_cell
from yanpan.intake.grid import Cell, as_text
from yanpan.schema import Table

RAW_COLUMNS = ("table", "village", "file", "sheet", "row", "cells")
RAW_DTYPES = {"row": "int64"}


def empty_raw() -> pd.DataFrame:
    """Raw rows, none."""
    return pd.DataFrame({key: pd.Series([], dtype=RAW_DTYPES.get(key, "str")) for key in RAW_COLUMNS})


def raw_rows(frame: pd.DataFrame, cells: Mapping[str, Sequence[Cell]], table: Table) -> pd.DataFrame:
    """A raw row for each tidy row of `frame`; `cells` (by column key) become JSON of heading to text."""
    village = frame[table.village_column] if table.village_column else pd.Series([None] * len(frame), dtype="str")
    return pd.DataFrame(
        {
            "table": pd.Series([table.key] * len(frame), dtype="str"),
            "village": village,
            "file": frame["source_file"],
            "sheet": frame["source_sheet"],
            "row": frame["source_row"],
            "cells": pd.Series(_objects(cells, table), dtype="str"),
        }
    )


def _objects(cells: Mapping[str, Sequence[Cell]], table: Table) -> list[str]:
    """As json.dumps would write each row, but every different cell is written once."""
    columns = [_pairs(table.by_key[key].zh, own) for key, own in cells.items()]
    return ["{" + ", ".join(row) + "}" for row in zip(*columns, strict=True)]


def _pairs(heading: str, cells: Sequence[Cell]) -> list[str]:
    name = json.dumps(heading, ensure_ascii=False)
    return per_cell(cells, lambda cell: f"{name}: {json.dumps(as_text(cell), ensure_ascii=False)}")
