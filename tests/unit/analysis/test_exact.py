"""Exact intervals and worst-case bounds against published and independently computed values."""

from __future__ import annotations

import pytest

from yanpan.analysis.exact import Bounds, clopper_pearson, finite_interval, people_interval, worst_case


def test_clopper_pearson_7_of_50_is_the_published_one() -> None:
    assert clopper_pearson(7, 50) == pytest.approx((0.0581917, 0.2673960), abs=5e-8)


@pytest.mark.parametrize("hits", [0, 20])
def test_clopper_pearson_at_the_ends_is_one_sided_by_hand(hits: int) -> None:
    """At 0 of n the upper end solves (1 − p)^n = alpha/2."""
    open_end = 1 - 0.025 ** (1 / 20)
    expected = (0.0, open_end) if hits == 0 else (1 - open_end, 1.0)
    assert clopper_pearson(hits, 20) == pytest.approx(expected)


def test_46_of_51_among_90_are_75_to_85_people() -> None:
    assert people_interval(46, 51, population=90) == (75, 85)
    assert finite_interval(46, 51, population=90) == pytest.approx((0.833, 0.944), abs=5e-4)


def test_a_count_of_everyone_leaves_nothing_open() -> None:
    assert people_interval(27, 30, population=30) == (27, 27)
    assert people_interval(27, 30, population=12) == (27, 27)


def test_a_huge_population_comes_to_clopper_pearson() -> None:
    assert finite_interval(46, 51, population=200_000) == pytest.approx(clopper_pearson(46, 51), abs=1e-4)


def test_nine_silent_forms_open_the_rate_to_the_published_bounds() -> None:
    found = worst_case(46, 51, issued=60)
    assert found is not None
    assert (round(found.low, 3), round(found.high, 3), found.silent) == (0.767, 0.917, 9)


def test_no_silent_form_closes_the_bounds() -> None:
    assert worst_case(46, 51, issued=51) == worst_case(46, 51, issued=40) == Bounds(46 / 51, 46 / 51, 0)


def test_no_forms_say_nothing() -> None:
    assert clopper_pearson(0, 0) is None
    assert finite_interval(0, 0, population=60) is None
    assert worst_case(0, 0, issued=0) is None
