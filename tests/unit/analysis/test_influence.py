"""Variance-based indices: a published function, and the assumptions behind a village's composite."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from yanpan.analysis.influence import ASSUMPTIONS, indices, influence
from yanpan.analysis.method import evidence_of, method_analysis
from yanpan.analysis.village import analyse_village


def ishigami(x: np.ndarray) -> np.ndarray:
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_ishigamis_indices_are_the_published_ones() -> None:
    """Ishigami and Homma (1990): S1 .3139, .4424, 0; totals .5576, .4424, .2437."""
    found = indices(ishigami, [(name, -np.pi, np.pi) for name in "abc"], size=4096, seed=1)
    assert [found[name].first for name in "abc"] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.01)
    assert [found[name].total for name in "abc"] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.01)


def test_inputs_of_one_group_share_an_index() -> None:
    """x1 + 2·x2 against x3: variances 1 + 4 against 4."""
    found = indices(
        lambda x: x[:, 0] + 2 * x[:, 1] + 2 * x[:, 2], [("a", 0, 1), ("a", 0, 1), ("b", 0, 1)], size=1024, seed=1
    )
    assert (found["a"].total, found["b"].total) == pytest.approx((5 / 9, 4 / 9), abs=0.01)


def test_a_flat_model_has_no_indices() -> None:
    assert indices(lambda x: np.ones(len(x)), [("a", 0, 1)], size=64) == {}


@pytest.fixture(scope="module")
def good(tables, excellent, forms, policy, round_config):
    rows = {**excellent(), "satisfaction_forms": forms(satisfied=30, mostly=15, dissatisfied=5)}
    found = analyse_village(tables(**rows), policy, round_config=round_config)
    return evidence_of(tables(**rows), policy, found), found


def test_shares_add_up_and_are_the_same_again(good) -> None:
    evidence, found = good
    once, twice = (influence(evidence, found.suggestion, found.returns, size=128) for _ in range(2))
    assert once == twice
    assert tuple(once) == ASSUMPTIONS
    assert sum(each.first for each in once.values()) == pytest.approx(1, abs=0.35)


def test_an_assumption_that_does_not_vary_has_no_influence(good) -> None:
    evidence, found = good
    rules = evidence.policy.firmness.model_copy(update={"weights": 0, "goalposts": 0, "geometric": 0})
    still = replace(evidence, policy=evidence.policy.model_copy(update={"firmness": rules}))
    shares = influence(still, found.suggestion, found.returns, size=128)
    assert [shares[name].total for name in ("权重", "标杆", "聚合")] == pytest.approx([0, 0, 0], abs=1e-9)
    assert shares["票表重收"].total > 0.5


def test_without_a_grade_there_is_nothing_to_explain(tables, policy, round_config) -> None:
    found = method_analysis(tables(), policy, round_config=round_config)
    assert found.influence == {"V01": {}}
    assert (found.differences, found.ranks, found.shrunk, found.two_way) == ((), {}, None, None)
    assert {each.note[:3] for each in found.reliability.values()} == {"只按全"}
