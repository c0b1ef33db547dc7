"""Firmness of a grade: limits known by hand, seeds, small samples, what flips a grade."""

from __future__ import annotations

import numpy as np
import pytest

from yanpan.analysis import analyse_village
from yanpan.analysis.firmness import geometric, label_of
from yanpan.analysis.firmness_results import Stability
from yanpan.analysis.resampling import generator, means, second_collection
from yanpan.schema.values import Grade


@pytest.fixture
def analyse(tables, policy, round_config, excellent):
    return lambda **changes: analyse_village(tables(**{**excellent(), **changes}), policy, round_config=round_config)


def again(forms, population, prior=0.0, replicates=20_000):
    prior = np.full(len(forms), prior)
    return second_collection(generator(1), np.array(forms), prior, population=population, replicates=replicates)


def test_every_second_collection_has_as_many_forms():
    assert set(again([30, 15, 5], 80, prior=0.5).sum(axis=1)) == {50}


def test_when_everyone_answered_the_same_forms_come_again():
    assert np.array_equal(np.unique(again([30, 15, 5], 50, prior=0.5), axis=0), [[30, 15, 5]])


def test_spread_of_a_second_collection_is_that_of_polya_and_hypergeometric():
    """Against the two steps done one by one: the population filled in by the urn, then drawn without replacement."""
    n, population, hits = 20, 50, 12
    found = again([hits, n - hits], population)[:, 0]
    rng = np.random.default_rng(7)
    unseen = rng.binomial(population - n, rng.beta(hits, n - hits, 40_000))
    slow = rng.hypergeometric(hits + unseen, population - hits - unseen, n)
    assert found.mean() == pytest.approx(slow.mean(), abs=0.06)
    assert found.std() == pytest.approx(slow.std(), rel=0.03)


def test_three_equal_forms_are_not_certain():
    assert again([3, 0], None, prior=0.5)[:, 1].mean() == pytest.approx(3 * 0.5 / 4, abs=0.05)


def test_a_mean_leaves_out_those_without_a_view():
    counts = np.array([[2.0, 1.0, 5.0], [0.0, 0.0, 8.0]])
    found = means(counts, np.array([[100.0], [40.0], [np.nan]]))
    assert found[0, 0] == 80
    assert np.isnan(found[1, 0])


def test_the_best_of_everything_is_firm_and_shares_add_up(analyse):
    found = analyse().firmness
    assert found.label is Stability.FIRM
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert found.control.score == pytest.approx(100)
    assert found.replicates >= 5000


def test_the_same_village_gives_the_same_shares_whatever_the_order_of_rows(analyse, forms):
    rows = forms(satisfied=40, mostly=6, dissatisfied=4)
    first, second = analyse(satisfaction_forms=rows), analyse(satisfaction_forms=rows[::-1])
    assert first.firmness == second.firmness


def test_a_rate_on_the_floor_is_on_the_edge_and_one_form_flips_it(analyse, forms):
    found = analyse(satisfaction_forms=forms(satisfied=45, dissatisfied=5)).firmness
    assert found.label is Stability.EDGE
    assert (found.flip.votes, found.flip.votes_to, found.flip.votes_up) == (1, Grade.NORMAL, False)


def test_a_rate_just_below_the_floor_is_flipped_upwards_by_one_form_and_by_no_points(analyse, forms):
    found = analyse(satisfaction_forms=forms(satisfied=44, dissatisfied=6))
    assert found.suggestion.grade is Grade.NORMAL
    flip = found.firmness.flip
    assert (flip.votes, flip.votes_to, flip.votes_up) == (1, Grade.GOOD, True)
    assert (flip.points_to, flip.points_up) == (Grade.POOR, False)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"satisfied": 3}, "只有3份，不足10份"),
        ({}, "没有表态的满意度测评表"),
        ({"unknown": 40}, "没有表态的满意度测评表"),
    ],
)
def test_too_few_forms_have_a_reason_and_no_label(changes, words, analyse, forms):
    found = analyse(satisfaction_forms=forms(**changes)).firmness
    assert (found.label, found.probabilities) == (None, {})
    assert words in found.missing


def test_without_a_ballot_or_registers_nothing_is_not_a_number(analyse):
    found = analyse(ballot_tallies=[], party_tasks=[], document_checks=[]).firmness
    assert found.label is not None or found.missing
    assert all(share == share for share in found.probabilities.values())


def test_a_village_that_cannot_be_graded_has_no_firmness(tables, policy, round_config):
    found = analyse_village(tables(), policy, round_config=round_config)
    assert found.suggestion.grade is None
    assert found.firmness.missing == "没有提出建议档次"


@pytest.mark.parametrize(
    ("share", "label"), [(0.9, "稳定"), (0.8999, "较稳定"), (0.7, "较稳定"), (0.6999, "临界"), (0.0, "临界")]
)
def test_labels_begin_on_their_lines(share, label, policy):
    assert label_of(share, policy.firmness) == label


def test_geometric_mean_by_hand():
    assert geometric({"甲": 100.0, "乙": 25.0}, {"甲": 0.5, "乙": 0.5}) == pytest.approx(50)
    assert geometric({"甲": 100.0, "乙": 0.0}, {"甲": 0.5, "乙": 0.5}) == pytest.approx(10)


ASEM = {
    "Conn": [63.41, 32.87, 74.78, 85.94, 56.93],
    "Sust": [77.21, 87.85, 56.88],
}


def test_asem_index_of_switzerland_as_published_by_coinr(score_of):
    """COINr (Becker et al. 2022), package vignette: aggregated scores of CHE in the ASEM example, equal weights."""
    connectivity, sustainability = score_of(ASEM["Conn"]), score_of(ASEM["Sust"])
    assert connectivity == pytest.approx(62.79, abs=0.006)
    assert sustainability == pytest.approx(73.98, abs=0.006)
    assert score_of([connectivity, sustainability]) == pytest.approx(68.38, abs=0.006)


@pytest.fixture
def score_of():
    """The package's own composite over equally weighted scores."""
    from yanpan.analysis.composite import composite
    from yanpan.analysis.results import IndicatorScore

    def score(values):
        share = 1 / len(values)
        return composite(
            IndicatorScore(str(n), "", "", value, "", value, share, share * value) for n, value in enumerate(values)
        )

    return score
