"""Properties of rank sets and differences."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from yanpan.analysis.comparisons import Contrast, differences, newcombe, p_value
from yanpan.analysis.ranks import rank_sets
from yanpan.analysis.rates import rate

VALUES = st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 20)), min_size=1, max_size=6)
RATES = st.integers(1, 80).flatmap(lambda n: st.builds(rate, st.integers(0, n), st.just(n)))


@given(VALUES)
@settings(max_examples=30, deadline=None)
def test_rank_sets_hold_the_point_rank_and_stay_inside(values: list[tuple[float, float]]) -> None:
    for each in rank_sets(*zip(*values, strict=True), draws=300):
        assert 1 <= each.low <= each.rank <= each.high <= len(values)


@given(VALUES)
@settings(max_examples=20, deadline=None)
def test_rank_sets_do_not_depend_on_the_unit(values: list[tuple[float, float]]) -> None:
    estimates, errors = zip(*values, strict=True)
    scaled = rank_sets([4 * x for x in estimates], [4 * x for x in errors], draws=300)
    assert scaled == rank_sets(estimates, errors, draws=300)


@given(RATES, RATES)
@settings(max_examples=40, deadline=None)
def test_the_word_says_just_what_the_interval_does(first, second) -> None:
    low, high = newcombe(first, second)
    assert -1 <= low <= first.value - second.value <= high <= 1
    p = p_value(first, second)
    if abs(p - 0.05) > 1e-6:
        assert (p < 0.05) == (low > 0 or high < 0)
    assert (differences({"a": first, "b": second})[0].word is Contrast.LEVEL) == (p > 0.05)
