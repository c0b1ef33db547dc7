"""Checks inside one table: ids and 份号 are unique, at least two people hold a talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from yanpan.intake.faults import Fault, shown
from yanpan.schema import TABLES, Table


def check_tables(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Faults of every table on its own."""
    faults = [fault for key, frame in tables.items() for fault in repeated(TABLES[key], frame)]
    return faults + _lone_talkers(tables["talks"])


def without_copies(table: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """The frame with rows of one file that say the same in every column kept once, and a warning for each row left out.

    Only rows that bear an id or number count: two equal rows of a register without one may be two things.
    """
    if not table.unique or frame.empty:
        return frame, []
    said = [column for column in frame.columns if column not in ("source_sheet", "source_row")]
    again = frame.duplicated(said) & frame[list(table.unique)].notna().all(axis=1)
    told = [at(row, "W10", expected=f"与本文件前面的一行完全相同（{table.zh}）") for row in rows(frame, again)]
    return frame[~again].reset_index(drop=True), told


def repeated(table: Table, frame: pd.DataFrame) -> list[Fault]:
    """A fault for every row whose identifying columns stand in an earlier row too."""
    keys = list(table.unique)
    if not keys:
        return []
    whole = frame.dropna(subset=keys)
    later = whole[whole.duplicated(keys)]
    if later.empty:
        return []
    firsts = whole.loc[whole.drop_duplicates(keys).index].merge(later[keys].drop_duplicates(), on=keys, validate="1:1")
    first = {_key(row, keys): _where(row) for row in rows(firsts)}
    names = "、".join(table.by_key[key].zh for key in keys)
    heading = table.by_key[keys[-1]].zh
    return [
        at(
            row,
            "ERR09",
            column=heading,
            value=" ".join(_key(row, keys)),
            expected=f"{names}不得重复，{first[_key(row, keys)]}已有",
        )
        for row in rows(later)
    ]


def _key(row: pd.Series, keys: list[str]) -> tuple[str, ...]:
    return tuple(str(row[key]) for key in keys)


def _where(first: pd.Series) -> str:
    sheet = f"/{first['source_sheet']}" if first["source_sheet"] else ""
    return f"{first['source_file']}{sheet} 第 {first['source_row']} 行"


def _lone_talkers(talks: pd.DataFrame) -> list[Fault]:
    alone = talks[talks["talkers"].notna() & ~talks["talkers"].str.contains("、", na=True)]
    return [at(row, "ERR18", column="谈话人", expected="谈话人至少两人，用顿号分开") for row in rows(alone)]


def rows(frame: pd.DataFrame, mask: pd.Series | None = None) -> Iterator[pd.Series]:
    """Rows of the frame where the mask holds (a missing truth value does not)."""
    kept = frame if mask is None else frame[mask.fillna(False).astype(bool)]
    return (row for _, row in kept.iterrows())


def at(
    row: pd.Series, code: str, *, column: str = "", value: str | None = None, expected: str = "", advice: str = ""
) -> Fault:
    """A fault at a tidy row's place in the hand-in."""
    return Fault(
        code,
        str(row["source_file"]),
        str(row["source_sheet"]),
        int(row["source_row"]),
        column,
        value=None if value is None else shown(value),
        expected=expected,
        advice=advice,
    )
