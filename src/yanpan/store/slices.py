"""Whose row is it: the rows of every table that belong to each village."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from yanpan.schema import TABLES

Tables = Mapping[str, pd.DataFrame]


def owners(tables: Tables, key: str) -> pd.DataFrame:
    """Columns `village` and `at` (position in the table): every pair of a village and a row of its, sorted.

    A cooperation belongs to both sides, a rectification to its problem's village (one of an earlier
    round's problem to the village that it names itself), a decision to the village it is
    about or whose member it is about; every other row to the village in its village column.
    """
    frame = tables[key]
    pairs = [pd.DataFrame({"village": column.to_numpy(), "at": range(len(frame))}) for column in _columns(tables, key)]
    known = pd.concat(pairs, ignore_index=True).dropna() if pairs else pd.DataFrame({"village": [], "at": []})
    mine = known[known["village"].isin(tables["villages"]["village"])].drop_duplicates()
    return mine.sort_values(["village", "at"], ignore_index=True)


def _columns(tables: Tables, key: str) -> Iterator[pd.Series]:
    """Series of village ids, aligned with the table's rows."""
    frame = tables[key]
    match key:
        case "cooperations":
            yield from (frame["village"], frame["partner"])
        case "rectifications":
            yield frame["problem"].map(_lookup(tables["problems"], "problem")).fillna(frame["village"])
        case "decisions":
            yield from (frame["target"], frame["target"].map(_lookup(tables["members"], "member")))
        case _:
            yield frame[str(TABLES[key].village_column)]


def _lookup(frame: pd.DataFrame, id_column: str) -> pd.Series:
    return frame.dropna(subset=[id_column]).drop_duplicates(id_column).set_index(id_column)["village"]


def ranges(mine: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Start and length of each village's run in a frame sorted by village."""
    sizes = mine.groupby("village", sort=True).size()
    starts = sizes.cumsum() - sizes
    return {str(village): (int(starts[village]), int(sizes[village])) for village in sizes.index}
