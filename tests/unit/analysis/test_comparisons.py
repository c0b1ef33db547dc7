"""Differences of rates and the words bound to them."""

from __future__ import annotations

import pytest

from yanpan.analysis.comparisons import Contrast, differences, newcombe, p_value
from yanpan.analysis.rates import rate

PUBLISHED = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((10, 10), (0, 20), 0.6791, 1.0),
]
"""Newcombe (1998), Statistics in Medicine 17: 873–890, table II, method 10."""

NINE = {f"V{i}": rate(hits, 51) for i, hits in enumerate((49, 48, 47, 46, 46, 45, 44, 42, 38))}


@pytest.mark.parametrize(("first", "second", "low", "high"), PUBLISHED)
def test_the_difference_interval_is_newcombes(first, second, low: float, high: float) -> None:
    assert newcombe(rate(*first), rate(*second)) == pytest.approx((low, high), abs=5e-5)


def test_the_p_value_is_where_the_interval_touches_zero() -> None:
    first, second = rate(56, 70), rate(48, 80)
    low, _ = newcombe(first, second, alpha=p_value(first, second))
    assert low == pytest.approx(0, abs=1e-8)
    assert p_value(first, second) == p_value(second, first)


def test_words_follow_holm() -> None:
    """Nine villages from 96 % to 75 %: 36 pairs, and nothing is left of 较 but between the ends."""
    found = {(each.first, each.second): each for each in differences(NINE)}
    assert len(found) == 36
    assert found["V0", "V8"].word is Contrast.SOME
    assert found["V0", "V8"].words() == "较高"
    assert found["V0", "V1"].words() == "持平"
    assert not [each for each in found.values() if each.word is Contrast.CLEAR]


def test_a_wide_gap_is_clear_both_ways() -> None:
    up, down = differences({"a": rate(49, 51), "b": rate(20, 51)}), differences({"b": rate(20, 51), "a": rate(49, 51)})
    assert (up[0].words(), down[0].words()) == ("明显高", "明显低")


def test_adjusted_values_are_holms_by_hand() -> None:
    found = sorted(differences({"a": rate(40, 50), "b": rate(30, 50), "c": rate(10, 50)}), key=lambda each: each.p)
    first, second, third = (each.p for each in found)
    assert [each.p_holm for each in found] == pytest.approx(
        [3 * first, max(2 * second, 3 * first), max(third, 2 * second)]
    )


def test_censuses_differ_for_certain_and_equals_never() -> None:
    assert p_value(rate(20, 30, population=30), rate(21, 30, population=30)) == 0.0
    assert p_value(rate(20, 30), rate(20, 30)) == 1.0


def test_without_forms_nothing_is_compared() -> None:
    assert newcombe(rate(0, 0), rate(3, 5)) is None
    assert differences({"a": rate(0, 0), "b": rate(3, 5)}) == ()
