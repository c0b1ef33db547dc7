"""Progress of rectification, problems written twice, two coders, quarters: reckoned by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from yanpan.analysis.coding import coding
from yanpan.analysis.duplicates import likeness, twins
from yanpan.analysis.quarters import Quarter, open_issues, parse_quarter, quarters_of, standings, visits
from yanpan.analysis.rectification import carried_over, closed_between, overdue, progress
from yanpan.errors import UserError

DAY = dt.date(2023, 7, 1)
PLANS = [
    {"problem": "A", "status": "已销号", "deadline": "2023-05-31", "closed": "2023-05-20"},
    {"problem": "B", "status": "推进中", "deadline": "2023-06-30"},
    {"problem": "C", "status": "长期", "deadline": "2023-05-01"},
    {"problem": "D", "status": "推进中", "deadline": "2023-07-01"},
    {"problem": "Z", "status": "逾期", "deadline": "2023-12-31"},
]


@pytest.fixture
def ledger(tables):
    problems = [{"problem": name, "village": "V01", "gist": name} for name in "ABCDE"]
    return tables(problems=problems, rectifications=PLANS)


def test_progress_counts_all_problems_as_the_whole(ledger) -> None:
    found = progress(ledger["problems"], ledger["rectifications"], as_of=DAY)
    assert (found.problems, found.planned, found.closed, found.overdue) == (5, 4, 1, 1)
    assert found.rate == 0.2


def test_nothing_found_has_no_rate(tables) -> None:
    empty = tables()
    assert progress(empty["problems"], empty["rectifications"], as_of=DAY).rate is None


def test_the_deadlines_own_day_is_not_overdue_and_standing_matters_never_are(ledger) -> None:
    assert overdue(ledger["rectifications"], as_of=DAY)["problem"].tolist() == ["B", "Z"]
    assert overdue(ledger["rectifications"], as_of=dt.date(2023, 7, 2))["problem"].tolist() == ["B", "D", "Z"]


def test_signed_off_in_the_quarter_goes_by_the_day(ledger) -> None:
    quarter = Quarter(2023, 2)
    assert closed_between(ledger["rectifications"], start=quarter.start, end=quarter.end)["problem"].tolist() == ["A"]
    assert closed_between(ledger["rectifications"], start=DAY, end=DAY).empty


def test_plans_of_earlier_problems_are_set_apart(ledger) -> None:
    assert carried_over(ledger["problems"], ledger["rectifications"])["problem"].tolist() == ["Z"]


def test_a_problem_written_twice_is_found_within_its_village_only(tables) -> None:
    rows = [
        {"problem": "1", "village": "V01", "gist": "集体经济来源单一"},
        {"problem": "2", "village": "V01", "gist": "集体收入来源较单一"},
        {"problem": "3", "village": "V01", "gist": "组织生活记录过简"},
        {"problem": "4", "village": "V02", "gist": "集体经济来源单一"},
    ]
    (pair,) = twins(tables(problems=rows)["problems"], least=0.7)
    assert (pair.village, pair.first, pair.second) == ("V01", "1", "2")
    assert pair.likeness == pytest.approx(2 * 6 / 16)


def test_likeness_does_not_depend_on_the_order() -> None:
    one, other = "产业链条没有形成，规模有待扩大", "产业规模有待扩大"
    assert likeness(one, other) == likeness(other, one)
    assert likeness("", "产业") == 0


def test_two_coders_are_compared_theme_by_theme(tables) -> None:
    rows = [
        {"problem": "1", "themes": "甲", "recoded": "甲"},
        {"problem": "2", "themes": "甲、乙", "recoded": "甲"},
        {"problem": "3", "themes": "乙", "recoded": "丙"},
        {"problem": "4", "themes": "丙"},
    ]
    found = coding(tables(problems=rows)["problems"], ("甲", "乙", "丙"))
    assert (found.problems, found.coded, found.same, found.shared, found.apart) == (4, 3, 1, 2, ("3",))
    # nine cells: 6 alike, 3 apart; 7 of 18 values are yes; AC1: chance 2·(7/18)·(11/18)
    chance = 2 * (7 / 18) * (11 / 18)
    assert found.ac1 == pytest.approx((6 / 9 - chance) / (1 - chance))
    # alpha = 1 − (n − 1)·(pairs apart)/(yes·no): 1 − 17·(2·3)/(2·7·11)
    assert found.alpha == pytest.approx(1 - 17 * 6 / (2 * 7 * 11))


def test_without_a_second_coder_there_is_no_agreement(tables) -> None:
    found = coding(tables(problems=[{"problem": "1", "themes": "甲"}])["problems"], ("甲",))
    assert (found.coded, found.alpha, found.ac1) == (0, None, None)


def test_quarters_are_read_in_the_ways_people_write_them() -> None:
    assert {parse_quarter(text) for text in ("2023Q2", " 2023-q2", "2023年第二季度", "2023年2季度")} == {
        Quarter(2023, 2)
    }
    with pytest.raises(UserError, match="2023Q2"):
        parse_quarter("23年春")


def test_a_quarter_knows_its_months_ends_and_neighbours() -> None:
    first = Quarter(2023, 1)
    assert first.months == ("2023-01", "2023-02", "2023-03")
    assert (first.start, first.end) == (dt.date(2023, 1, 1), dt.date(2023, 3, 31))
    assert (str(first.before), str(Quarter(2022, 4).after), first.zh) == ("2022Q4", "2023Q1", "2023年第一季度")


def visit(village: str, month: str, deduction: float, **more) -> dict:
    return {"village": village, "month": month, "item": "党务公开", "deduction": deduction, "result": "达标", **more}


@pytest.fixture
def inspected(tables):
    villages = [{"village": f"V0{n}", "name": f"{n}村"} for n in (1, 2, 3)]
    rows = [
        visit("V01", "2022-11", 1),
        visit("V01", "2023-01", 3, result="未达标", deadline="2023-01-28", recheck="未整改"),
        visit("V01", "2023-02", 1),
        visit("V02", "2023-01", 1),
        visit("V02", "2023-03", 0, result="未达标", deadline="2023-03-28"),
        visit("V03", "2023-04", 0),
    ]
    return tables(villages=villages, inspections=rows)


def test_gaps_are_months_that_are_over_without_a_visit(inspected) -> None:
    found = visits(inspected, Quarter(2023, 1), as_of=dt.date(2023, 3, 30))
    assert [(each.village, each.month) for each in found if each.missed] == [
        ("V02", "2023-02"),
        ("V03", "2023-01"),
        ("V03", "2023-02"),
    ]
    assert (found[0].items, found[0].deduction, found[0].failed) == (1, 3.0, 1)


def test_a_village_is_held_against_itself_and_against_the_median(inspected) -> None:
    one, two, three = standings(inspected, Quarter(2023, 1))
    assert (one.now, one.before, one.median) == (2.0, 1.0, 1.25)  # the median of 2 and 0.5
    assert (one.worse, one.behind) == (True, True)
    assert (two.change, two.worse, two.behind) == (None, False, False)
    assert (three.now, three.behind) == (None, False)


def test_a_single_inspected_village_has_no_median(inspected) -> None:
    assert [each.median for each in standings(inspected, Quarter(2023, 2))] == [None, None, None]


def test_issues_stay_open_until_a_recheck_says_otherwise(inspected) -> None:
    rows = inspected["inspections"]
    assert open_issues(rows, as_of=dt.date(2023, 3, 28))["month"].tolist() == ["2023-01"]
    assert open_issues(rows, as_of=dt.date(2023, 3, 29))["month"].tolist() == ["2023-01", "2023-03"]


def test_quarters_with_a_visit_are_listed_in_order(inspected) -> None:
    assert [str(quarter) for quarter in quarters_of(inspected["inspections"])] == ["2022Q4", "2023Q1", "2023Q2"]
