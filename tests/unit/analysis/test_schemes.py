"""Scoring schemes of three, four and five steps."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from yanpan.analysis.schemes import scheme_score, scheme_scores
from yanpan.config.policy import Policy
from yanpan.config.schemes import Scheme


def test_five_steps_by_hand(policy: Policy) -> None:
    votes = {"很满意": 10, "满意": 10, "基本满意": 5, "不太满意": 3, "不满意": 2, "不了解": 7}
    assert scheme_score(votes, policy.schemes["五档"]) == pytest.approx((1000 + 800 + 300 + 90) / 30)


def test_four_steps_are_the_published_formula(policy: Policy) -> None:
    assert scheme_score({"优秀": 1, "称职": 1, "基本称职": 1, "不称职": 1}, policy.schemes["四档"]) == 70


def test_only_schemes_that_know_every_answer_are_applied(policy: Policy) -> None:
    votes = {"满意": 40, "基本满意": 6, "不满意": 5, "不了解": 2}
    assert scheme_scores(votes, policy.schemes) == {
        "三档": pytest.approx((4000 + 360) / 51),
        "五档": pytest.approx((3200 + 360) / 51),
    }
    assert list(scheme_scores({"优秀": 3}, policy.schemes)) == ["四档"]


def test_all_unknown_gives_no_score(policy: Policy) -> None:
    assert scheme_score({"不了解": 30}, policy.schemes["三档"]) is None


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ({"好": 100, "差": 0}, "三档、四档或五档"),
        ({"好": 60, "中": 60, "差": 0}, "两档同分"),
        ({"好": 100, "中": 50, "不了解": 0}, "既赋分又不计分"),
    ],
)
def test_a_scheme_that_does_not_hold_together_is_refused(points: dict[str, float], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Scheme(points=points, unscored=("不了解",), source="试")
