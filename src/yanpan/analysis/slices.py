"""Township tables cut into villages, each table grouped once, so that the cost is linear in the rows."""

from __future__ import annotations

import pandas as pd

from yanpan.analysis.frames import Tables, village_ids
from yanpan.schema import TABLES


def slices(tables: Tables, *keys: str) -> dict[str, dict[str, pd.DataFrame]]:
    """Tables by village, roster order. Cooperations stand with their own side only; tables without a village
    column are handed on whole. `keys`: only these tables."""
    villages = village_ids(tables)
    parts: dict[str, dict[str, pd.DataFrame]] = {village: {} for village in villages}
    for key in keys or tables:
        frame = tables[key]
        column = TABLES[key].village_column
        grouped = {} if column is None else dict(tuple(frame.groupby(column, sort=False)))
        for village in villages:
            parts[village][key] = frame if column is None else grouped.get(village, frame.iloc[:0])
    return parts
