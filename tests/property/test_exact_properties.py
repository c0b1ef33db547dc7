"""Properties of the exact intervals."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from yanpan.analysis.exact import clopper_pearson, finite_interval, people_interval, worst_case

CASES = st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(0, 100)))


@given(CASES)
@settings(max_examples=60)
def test_the_finite_interval_holds_what_was_seen(case: tuple[int, int, int]) -> None:
    hits, n, more = case
    fewest, most = people_interval(hits, n, population=n + more)
    assert hits <= fewest <= most <= hits + more
    low, high = finite_interval(hits, n, population=n + more)
    assert low <= high


@given(CASES)
@settings(max_examples=60)
def test_worst_case_and_exact_interval_hold_the_estimate(case: tuple[int, int, int]) -> None:
    hits, n, more = case
    bounds = worst_case(hits, n, issued=n + more)
    low, high = clopper_pearson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1
    assert bounds.low <= hits / n <= bounds.high
