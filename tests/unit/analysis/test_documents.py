"""Document checks and their periods."""

from __future__ import annotations

import datetime as dt

import pytest

from yanpan.analysis.documents import completeness, documents, irregular
from yanpan.analysis.periods import period_end

START = dt.date(2021, 1, 1)
ROW = {
    "village": "V01",
    "item": "党课",
    "period": "2022",
    "due": 4,
    "found": 4,
    "quality": "规范",
    "criticism": "不适用",
}


def test_a_surplus_in_one_period_does_not_fill_a_gap_in_another(tables, policy) -> None:
    given = tables(
        document_checks=[{**ROW, "found": 6}, {**ROW, "period": "2023-Q1", "due": 1, "found": 0, "quality": "缺失"}]
    )
    item = documents(given, "V01", policy=policy, term_start=START).items["党课"]
    assert item.completeness == pytest.approx(4 / 5)
    assert (item.worst_quality, item.quality) == ("缺失", 50)


def test_previous_term_is_told_and_not_scored(tables, policy) -> None:
    old = {**ROW, "item": "组织生活会", "period": "2020", "due": 1, "found": 1, "quality": "不规范", "criticism": "无"}
    found = documents(tables(document_checks=[ROW, old]), "V01", policy=policy, term_start=START)
    assert list(found.items) == ["党课"]
    assert found.previous_term[0].issues == ("无批评与自我批评记录",)
    assert found.completeness == 1


def test_nothing_due_is_no_completeness(tables, policy) -> None:
    found = documents(tables(document_checks=[{**ROW, "due": 0, "found": 0}]), "V01", policy=policy, term_start=START)
    assert found.completeness is None
    assert completeness(found.items.values()) is None


def test_irregular_counts_items_not_rows(tables, policy) -> None:
    rows = [{**ROW, "period": str(year), "quality": "不规范"} for year in (2021, 2022)]
    found = documents(tables(document_checks=rows), "V01", policy=policy, term_start=START)
    assert irregular(found.items.values()) == 1


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2021", "2021-12-31"),
        ("2022-12", "2022-12-31"),
        ("2022-Q4", "2022-12-31"),
        ("2019-2021", "2021-12-31"),
        ("2020-11/2021-02", "2021-02-28"),
    ],
)
def test_period_end(period: str, end: str) -> None:
    assert period_end(period).isoformat() == end
