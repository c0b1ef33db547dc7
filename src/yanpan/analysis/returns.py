"""Response accounting: who was expected and present, and what became of the forms."""

from __future__ import annotations

import pandas as pd

from yanpan.analysis.frames import Tables, number, of_village, refs
from yanpan.analysis.results import InstrumentReturn
from yanpan.evidence import merge_refs
from yanpan.schema.values import Instrument


def returns(tables: Tables, village: str) -> tuple[InstrumentReturn, ...]:
    """One entry per instrument, in the order of the schema; an instrument that was not handed in has only None."""
    meetings = of_village(tables, "meetings", village)
    rows = of_village(tables, "form_returns", village)
    return tuple(_one(each, rows[rows["instrument"].eq(each.value)], meetings) for each in Instrument)


def population(accounts: tuple[InstrumentReturn, ...], instrument: Instrument) -> int | None:
    """People expected at the meeting that carried the form; None if no meeting is named."""
    return next((each.expected for each in accounts if each.instrument is instrument), None)


def _one(instrument: Instrument, rows: pd.DataFrame, meetings: pd.DataFrame) -> InstrumentReturn:
    if rows.empty:
        return InstrumentReturn(instrument, None, None, None, None, None, None)
    carried = meetings[meetings["meeting"].isin(rows["meeting"].dropna())]
    return InstrumentReturn(
        instrument=instrument,
        expected=_total(carried["expected"]),
        present=_total(carried["present"]),
        issued=_total(rows["issued"]),
        returned=_total(rows["returned"]),
        valid=_total(rows["valid"]),
        invalid=_total(rows["invalid"]),
        sources=merge_refs(refs("form_returns", rows), refs("meetings", carried)),
    )


def _total(values: pd.Series) -> int | None:
    return number(values.sum()) if len(values) and values.notna().any() else None
