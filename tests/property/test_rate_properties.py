"""Properties that every interval keeps."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from yanpan.analysis.rates import rate

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(0, 400)))


@given(COUNTS)
@settings(max_examples=150)
def test_interval_holds_the_estimate_and_stays_between_0_and_1(counts: tuple[int, int, int]) -> None:
    hits, n, more = counts
    for population in (None, n + more):
        found = rate(hits, n, population=population)
        assert 0 <= found.low <= found.value <= found.high <= 1


@given(COUNTS)
@settings(max_examples=100)
def test_interval_narrows_as_the_population_comes_down_to_the_sample(counts: tuple[int, int, int]) -> None:
    hits, n, more = counts
    widths = [
        found.high - found.low
        for found in (rate(hits, n), *(rate(hits, n, population=n + extra) for extra in (2 * more + 10, more, 0)))
    ]
    assert all(wide >= narrow - 1e-12 for wide, narrow in itertools.pairwise(widths))
    assert widths[-1] == 0
