"""Wilson's interval against published values, and its correction for finite populations."""

from __future__ import annotations

import pytest

from yanpan.analysis.rates import effective_size, rate, wilson

NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
"""Newcombe (1998), Statistics in Medicine 17: 857–872, table I, method 3 (score, without continuity correction)."""

DECISIONS = [
    # n, lower end ≥ 0.80, ≥ 0.85, ≥ 0.90 needs at least; upper end < 0.80, < 0.85, < 0.90 at most
    (35, (33, 34, 35), (23, 25, 28)),
    (51, (47, 49, 51), (35, 38, 41)),
]
"""Decision table of the domain notes, 3.2 item 2 (Wilson, 95 %)."""


@pytest.mark.parametrize(("hits", "n", "low", "high"), NEWCOMBE)
def test_interval_is_newcombes(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


def test_finite_population_narrows_46_of_51_to_the_published_ends() -> None:
    assert wilson(46, 51, population=90) == pytest.approx((0.834, 0.944), abs=5e-4)
    assert wilson(46, 51) == pytest.approx((0.790, 0.957), abs=5e-4)


@pytest.mark.parametrize(("n", "lower", "upper"), DECISIONS)
def test_decision_table(n: int, lower: tuple[int, ...], upper: tuple[int, ...]) -> None:
    lows, highs = zip(*(wilson(hits, n) for hits in range(n + 1)), strict=True)
    assert tuple(next(k for k in range(n + 1) if lows[k] >= line) for line in (0.80, 0.85, 0.90)) == lower
    assert tuple(max(k for k in range(n + 1) if highs[k] < line) for line in (0.80, 0.85, 0.90)) == upper


def test_everyone_answered_leaves_no_sampling_error() -> None:
    assert wilson(27, 30, population=30) == (0.9, 0.9)


def test_population_is_never_below_the_forms() -> None:
    assert rate(27, 30, population=20).population == 30


def test_no_forms_give_no_rate() -> None:
    empty = rate(0, 0, population=60)
    assert (empty.value, empty.low, empty.high) == (None, None, None)


def test_effective_size_by_hand() -> None:
    assert effective_size(51, 90) == pytest.approx(51 * 89 / 39)
