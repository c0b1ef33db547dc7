"""Forms handed out, returned and valid: the counts of 票表回收 against themselves, the meeting and the forms."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from yanpan.intake.faults import Fault
from yanpan.intake.table_checks import at, rows
from yanpan.schema import TABLES
from yanpan.schema.validity import valid_forms
from yanpan.schema.values import Instrument

FORMS = {Instrument.QUESTIONNAIRE: "questionnaires", Instrument.SATISFACTION: "satisfaction_forms"}
Tables = Mapping[str, pd.DataFrame]


def check_returns(tables: Tables) -> list[Fault]:
    """有效 + 无效 = 收回 ≤ 发出; rows of the forms and votes agree; 有效 ≤ 实到 ≤ 应到 of the meeting."""
    counts = ["issued", "returned", "valid", "invalid"]
    returns = tables["form_returns"].dropna(subset=["village", "instrument", *counts])
    entered: dict[tuple[str, str], tuple[int, int]] = {}
    for instrument, key in FORMS.items():
        entered |= {(instrument, village): pair for village, pair in _entered(key, tables[key]).items()}
    faults = _meetings(tables["meetings"])
    seated = tables["meetings"].dropna(subset=["meeting", "present"]).drop_duplicates("meeting").set_index("meeting")
    for row in rows(returns):
        faults += _sums(row) or [*_forms(row, entered, tables), *_room(row, seated)]
    return [*faults, *_ballots(tables["ballot_tallies"], returns)]


def _entered(key: str, forms: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Rows and valid rows per village."""
    if forms.empty:
        return {}
    valid = valid_forms(key, forms).groupby(forms["village"]).agg(["size", "sum"])
    return {str(village): (int(row["size"]), int(row["sum"])) for village, row in valid.iterrows()}


def _sums(row: pd.Series) -> list[Fault]:
    if row["valid"] + row["invalid"] != row["returned"]:
        expected = f"有效 {row['valid']} ＋ 无效 {row['invalid']} 应等于收回"
        return [at(row, "ERR10", column="收回", value=str(row["returned"]), expected=expected)]
    if row["returned"] > row["issued"]:
        expected = f"收回 {row['returned']} 不得多于发出"
        return [at(row, "ERR10", column="发出", value=str(row["issued"]), expected=expected)]
    return []


def _forms(row: pd.Series, entered: Mapping[tuple[str, str], tuple[int, int]], tables: Tables) -> list[Fault]:
    """Entered rows against the counts; a village whose forms are not handed in at all is incomplete, not wrong."""
    key = FORMS.get(row["instrument"])
    if key is None or (row["instrument"], row["village"]) not in entered:
        return []
    rows, valid = entered[row["instrument"], row["village"]]
    if valid == row["valid"] and rows == row["returned"]:
        return []
    zh = TABLES[key].zh
    column, value = ("有效", row["valid"]) if valid != row["valid"] else ("收回", row["returned"])
    expected = f"《{zh}》录入 {row['village']} 共 {rows} 份，其中有效 {valid} 份"
    return [at(row, "ERR10", column=column, value=str(value), expected=expected, advice="请核对计票单和录入的份数")]


def _room(row: pd.Series, seated: pd.DataFrame) -> list[Fault]:
    if pd.isna(row["meeting"]) or row["meeting"] not in seated.index:
        return []
    meeting = seated.loc[row["meeting"]]
    if meeting["village"] != row["village"]:
        expected = f"这场会议是 {meeting['village']} 的"
        return [at(row, "ERR18", column="会议编号", value=row["meeting"], expected=expected)]
    if row["valid"] > meeting["present"]:
        expected = f"有效数不得多于会议实到 {meeting['present']} 人"
        return [at(row, "ERR10", column="有效", value=str(row["valid"]), expected=expected)]
    return []


def _meetings(meetings: pd.DataFrame) -> list[Fault]:
    crowded = meetings[(meetings["present"] > meetings["expected"]).fillna(False)]
    return [
        at(row, "ERR10", column="实到", value=str(row["present"]), expected=f"不得多于应到 {row['expected']} 人")
        for row in rows(crowded)
    ]


def _ballots(ballots: pd.DataFrame, returns: pd.DataFrame) -> list[Fault]:
    """Votes of every target and item add up to the valid ballots of the village."""
    valid = returns[returns["instrument"] == Instrument.BALLOT].drop_duplicates("village").set_index("village")["valid"]
    votes = ballots[["good", "normal", "poor", "abstain"]].sum(axis="columns", min_count=4)
    told = ballots.assign(votes=votes, wanted=ballots["village"].map(valid).astype("Int64"))
    return [
        at(
            row,
            "ERR10",
            column="弃权",
            value=str(row["abstain"]),
            expected=f"四档票数相加是 {row['votes']}，应等于有效票 {row['wanted']}",
        )
        for row in rows(told, told["votes"] != told["wanted"])
    ]
