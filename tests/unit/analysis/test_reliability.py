"""Consistency of questions: published intervals, hand-made alphas, never for a village."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from yanpan.analysis.reliability import cronbach, feldt, omega, township_reliability, within_villages

INTERVALS = [(35, 0.761, 0.915), (51, 0.779, 0.905), (315, 0.824, 0.874)]
"""Alpha .85 with 8 questions (domain notes, 3.2 item 5)."""


def answers(n: int = 400, loading: float = 0.8, k: int = 4, seed: int = 1) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    factor = draw.standard_normal((n, 1))
    return pd.DataFrame(loading * factor + (1 - loading**2) ** 0.5 * draw.standard_normal((n, k)))


@pytest.mark.parametrize(("n", "low", "high"), INTERVALS)
def test_feldts_interval_is_the_published_one(n: int, low: float, high: float) -> None:
    assert feldt(0.85, n=n, k=8) == pytest.approx((low, high), abs=5e-4)


def test_alpha_by_hand() -> None:
    """Variances 1, 1, covariance 1/2: 2·(1 − 2/3) = 2/3."""
    assert cronbach(pd.DataFrame({"a": [1, 2, 3], "b": [1, 3, 2]})) == pytest.approx(2 / 3)


def test_omega_of_equal_loadings_is_known_and_equals_alpha() -> None:
    """k = 4, λ = .8: 16·.64/(16·.64 + 4·.36) = .877."""
    frame = answers(20_000)
    assert omega(frame) == pytest.approx(0.877, abs=0.01)
    assert omega(frame) == pytest.approx(cronbach(frame), abs=0.01)


def test_differences_between_villages_do_not_lift_alpha() -> None:
    frame = pd.DataFrame(np.random.default_rng(2).standard_normal((300, 4)))
    villages = pd.Series([f"V{i % 3}" for i in range(300)])
    lifted = frame.add(5 * pd.Series(range(300)).mod(3), axis="index")
    assert cronbach(lifted) > 0.9
    found = township_reliability(lifted, villages)
    assert abs(found.alpha) < 0.3
    assert found.alpha == pytest.approx(cronbach(within_villages(frame, villages)))


def test_one_village_or_few_forms_get_no_number_but_a_reason() -> None:
    frame = answers(120)
    alone = township_reliability(frame, pd.Series(["V01"] * 120))
    few = township_reliability(frame.head(30), pd.Series(["V01", "V02"] * 15))
    assert alone.alpha is few.alpha is alone.omega is None
    assert "只按全镇合并" in alone.note
    assert "30份" in few.note


def test_everyone_says_the_same_is_told() -> None:
    frame = pd.DataFrame(np.full((200, 3), 5.0))
    assert township_reliability(frame, pd.Series(["V01", "V02"] * 100)).note == "各题答案没有差异，算不出信度。"


def test_two_questions_have_no_omega() -> None:
    assert omega(answers(k=2)) is None
