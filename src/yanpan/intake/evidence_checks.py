"""Every piece of evidence that a problem names can be found: `表名#编号或行`."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from yanpan.chinese.parse import squeeze
from yanpan.evidence import unfold
from yanpan.intake.faults import Fault
from yanpan.intake.table_checks import at, rows
from yanpan.schema import BY_NAME

EXPECTED = "要写成“表名#编号”（没有编号的表写行号），几条之间用顿号"


def check_evidence(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """A fault for every reference whose table, id or row is not in the hand-in.

    A table that is absent as a whole makes the round incomplete (`missing`), not its references wrong.
    """
    known: dict[str, set[str]] = {}
    problems = tables["problems"].dropna(subset=["evidence"])
    return [
        at(row, "ERR19", column="证据", value=reference, expected=reason)
        for row in rows(problems)
        for reference in str(row["evidence"]).split("、")
        if (reason := _fault_of(reference, tables, known))
    ]


def _fault_of(reference: str, tables: Mapping[str, pd.DataFrame], known: dict[str, set[str]]) -> str:
    name, mark, place = squeeze(reference).partition("#")
    table = BY_NAME.get(name)
    if table is None or not mark or not place:
        return EXPECTED
    if tables[table.key].empty:
        return ""
    if table.key not in known:
        known[table.key] = _places(table.id_column, tables[table.key])
    places = known[table.key]
    return "" if all(part in places for part in unfold(place)) else f"《{name}》里没有这一条"


def _places(id_column: str | None, frame: pd.DataFrame) -> set[str]:
    return set(frame[id_column or "source_row"].dropna().astype(str))
