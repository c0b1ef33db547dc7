"""The quarterly report over the sample's tables, any of which a test may change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from yanpan.analysis.quarters import parse_quarter
from yanpan.config.phrases import load_phrases
from yanpan.config.policy import load_policy
from yanpan.config.township import load_round
from yanpan.document import Block
from yanpan.findings.catalogue import CODES
from yanpan.findings.quarter.data import QuarterData
from yanpan.findings.township.data import Place, TownshipData
from yanpan.report.loading import LEVELS
from yanpan.report.quarter import QuarterReport
from yanpan.report.quarter_loading import LoadedQuarter
from yanpan.store import RawRows

PARAMS = Path(__file__).parents[3] / "params"
PARTS = (
    *("title", "highlights", "inspections", "matrix_figure", "shortfalls", "unmended", "reminders", "rectification"),
    *("rectification_figure", "calendar", "appraisal", "pool", "postings", "unknowns", "sources_table"),
)


@pytest.fixture
def make_report(sample_intake) -> Callable[..., QuarterReport]:
    """`make_report("2023Q1", edition, as_of, inspections=frame, …)`."""

    def make(quarter="2023Q1", edition="internal", as_of=None, missing=(), **changed) -> QuarterReport:
        tables = {**sample_intake.tables, **changed}
        config = load_round(PARAMS / "2023-mid")
        roster = tables["villages"]
        places = zip(roster["village"], roster["name"], roster["kind"], strict=True)
        township = TownshipData(
            config=replace_day(config, as_of) if as_of else config,
            policy=load_policy(PARAMS),
            tables=tables,
            places=tuple(Place(*each) for each in places),
            summaries={},
            prechecks={},
            missing=tuple(missing),
        )
        data = QuarterData(parse_quarter(quarter), township, LEVELS[edition])
        book = load_phrases(PARAMS / "phrases.yml", CODES)
        return QuarterReport(LoadedQuarter("2023-mid", edition, data, book, RawRows(sample_intake.raw), "key"))

    return make


def replace_day(config, day):
    return config.model_copy(update={"as_of": dt.date.fromisoformat(day)})


@pytest.fixture
def show() -> Callable[[QuarterReport], dict[str, Block]]:
    """Every part of a report, in the notebook's order."""
    return lambda report: {name: getattr(report, name)() for name in PARTS}


@pytest.fixture
def changed_rows(sample_tables):
    """`changed_rows("rectifications", 0, status="已销号")`: the sample's table with cells of one row changed."""

    def change(key, row, **cells):
        frame = sample_tables[key].copy()
        for column, value in cells.items():
            frame.loc[row, column] = value
        return frame

    return change
