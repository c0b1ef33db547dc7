"""What 35 and 51 forms can tell: the reckoned values of the domain notes (0, 2.3, 3.1, 3.2), found by our own tests."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import binom

from yanpan.analysis.comparisons import p_values
from yanpan.analysis.gates import ballot_review, certain_over
from yanpan.analysis.rates import rate
from yanpan.analysis.results import BallotResult, Tally


@pytest.mark.parametrize(("n", "least"), [(35, 32), (51, 46)])
def test_a_point_estimate_of_ninety_percent_needs(n: int, least: int) -> None:
    """3.2 item 2, first column of the decision table."""
    assert min(k for k in range(n + 1) if rate(k, n).value >= 0.9) == least


def test_a_village_truly_at_ninety_reaches_the_line_six_times_in_ten() -> None:
    assert binom.sf(45, 51, 0.9) == pytest.approx(0.60, abs=0.005)


def test_nine_equal_villages_spread_twelve_points_by_chance() -> None:
    """0 item 3: mean 12, 95 % quantile 17.6, and 72 % have a village below 85 %."""
    shares = np.random.default_rng(1).binomial(51, 0.9, (100_000, 9)) / 51
    assert 100 * np.ptp(shares, axis=1).mean() == pytest.approx(12.3, abs=0.3)
    assert 100 * np.quantile(np.ptp(shares, axis=1), 0.95) == pytest.approx(17.6, abs=0.1)
    assert (shares.min(axis=1) < 0.85).mean() == pytest.approx(0.72, abs=0.01)


@pytest.mark.parametrize(("n", "alone", "of_36"), [(51, 22.5, 35.5), (35, 28.5, 44.0)])
def test_differences_told_with_eighty_percent_power(n: int, alone: float, of_36: float) -> None:
    """3.1: from 90 % down, one pair and 36 pairs by Bonferroni; the notes use a plain z-test, within a point."""
    pairs = [(rate(a, n), rate(b, n)) for a in range(n + 1) for b in range(n + 1)]
    p = p_values(pairs).reshape(n + 1, n + 1)

    def power(gap: float, level: float) -> float:
        first, second = binom.pmf(range(n + 1), n, 0.9), binom.pmf(range(n + 1), n, 0.9 - gap)
        return float(first @ (p <= level) @ second) - 0.8

    found = [100 * brentq(power, 0.05, 0.7, args=(level,)) for level in (0.05, 0.05 / 36)]
    assert found == pytest.approx([alone, of_36], abs=1.0)


@pytest.mark.parametrize(("n", "over", "certain"), [(35, 12, 18), (51, 18, 24)])
def test_more_than_a_third_is_not_yet_certain(n: int, over: int, certain: int) -> None:
    """2.3: 12 votes of 35 are more than a third, 18 are needed to be sure that the true share is (51: 18 and 24)."""
    assert min(k for k in range(n + 1) if k / n > 1 / 3) == over
    assert certain_over(n, 1 / 3) == certain
    assert certain_over(2, 0.9) is None


@pytest.mark.parametrize(
    ("poor", "cast", "told"),
    [
        (12, 35, "超过1/3，须组织复核；但35票中要有18票，才能在统计上确信真实比例超过1/3。"),
        (18, 35, "须组织复核；按现有票数，这一点在统计上也站得住。"),
        (1, 1, "须组织复核；票数太少，统计上不足以确信。"),
        (11, 35, "未超过1/3。"),
    ],
)
def test_the_report_tells_both_lines_of_a_third(poor: int, cast: int, told: str, policy) -> None:
    tally = Tally("总体", cast - poor, 0, poor, 0, None)
    gate = ballot_review(BallotResult({"总体": tally}), policy)
    assert gate.reason.endswith(told)
    assert gate.applies == (told != "未超过1/3。")
