"""What a hand-in lacks: tables, villages in tables that every village fills, departments, work groups."""

from __future__ import annotations

from collections.abc import Mapping, Set

import pandas as pd

from yanpan.schema import TABLES
from yanpan.schema.values import DEPARTMENTS

EVERY_VILLAGE = (
    "work_groups",
    "positions",
    "members",
    "prechecks",
    "meetings",
    "form_returns",
    "talks",
    "questionnaires",
    "satisfaction_forms",
    "ballot_tallies",
    "document_checks",
    "collective_income",
)
"""Tables in which every village of the roster has a row; in the others, none may simply mean none."""


def missing_parts(tables: Mapping[str, pd.DataFrame], handed_in: Set[str]) -> tuple[str, ...]:
    """Chinese lines, one per gap; empty if the round is complete. `handed_in`: keys of tables with any sheet."""
    absent = [key for key, table in TABLES.items() if table.core and key not in handed_in]
    lines = [f"没有收到《{TABLES[key].zh}》" for key in absent]
    official = dict(zip(tables["villages"]["village"], tables["villages"]["name"], strict=True))
    for key in EVERY_VILLAGE:
        if key in handed_in:
            lines += _absentees(f"《{TABLES[key].zh}》里没有", official, set(tables[key]["village"].dropna()))
    return (*lines, *(_departments(tables["prechecks"], official) if "prechecks" in handed_in else ()))


def _absentees(words: str, official: Mapping[str, str], present: Set[str]) -> list[str]:
    names = [str(name) for village, name in official.items() if village not in present]
    return [words + "、".join(names)] if names else []


def _departments(prechecks: pd.DataFrame, official: Mapping[str, str]) -> list[str]:
    lines = []
    everyone = set(prechecks["village"].dropna())
    for department in DEPARTMENTS:
        answered = set(prechecks.loc[prechecks["department"] == department, "village"].dropna())
        if not answered:
            lines.append(f"《摸底反馈》里没有{department}的回复")
        else:
            asked = {village: name for village, name in official.items() if village in everyone}
            lines += _absentees(f"《摸底反馈》里没有{department}对下列村的回复：", asked, answered)
    return lines
