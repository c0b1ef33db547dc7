"""What is known before a form is handed out: the roster and who sits in which team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from yanpan.schema import TABLES, Kind

_UNSAFE = frozenset('\\/:*?"<>|[]')

Record = dict[str, str]
"""A row as it is typed: key of the column to text."""


@dataclass(frozen=True)
class Known:
    """Villages in roster order and serving members, each as typed; both empty where nothing is known."""

    villages: tuple[Record, ...] = ()
    members: tuple[Record, ...] = field(default=())

    def names(self) -> dict[str, str]:
        """Village id to what forms call it: the official name, or the id where two share a name or a file could not."""
        official = [row["name"] for row in self.villages]
        return {
            row["village"]: row["name"] if official.count(row["name"]) == 1 and not _UNSAFE & set(row["name"])
            else row["village"]
            for row in self.villages
        }  # fmt: skip

    def of(self, village: str) -> Known:
        """The same for one village."""
        return Known(
            tuple(row for row in self.villages if row["village"] == village),
            tuple(row for row in self.members if row["village"] == village),
        )


def known_of(tables: Mapping[str, pd.DataFrame]) -> Known:
    """Roster and serving members of a round's tidy tables; rows without an id or a name are left out."""
    villages = _records("villages", tables["villages"].dropna(subset=["village", "name"]))
    members = tables["members"].dropna(subset=["member", "village", "name"])
    serving = members[members["serving"].fillna(True)]
    return Known(tuple(villages), tuple(_records("members", serving)))


def _records(key: str, frame: pd.DataFrame) -> list[Record]:
    columns = TABLES[key].columns
    return [
        {column.key: _typed(getattr(row, column.key), column.kind) for column in columns} for row in frame.itertuples()
    ]


def _typed(value: object, kind: Kind) -> str:
    """A tidy value as it is typed into a cell.

    >>> _typed(True, Kind.BOOL), _typed(12.0, Kind.INT), _typed(pd.NA, Kind.TEXT)
    ('是', '12', '')
    """
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if kind is Kind.BOOL:
        return "是" if value else "否"
    return f"{value:g}" if isinstance(value, float) else str(value)
