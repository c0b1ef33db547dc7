"""Satisfaction forms, questionnaires, ballots and returns on villages small enough to reckon by hand."""

from __future__ import annotations

import pytest

from yanpan.analysis.ballots import team_ballot
from yanpan.analysis.questionnaire import questionnaire
from yanpan.analysis.returns import population, returns
from yanpan.analysis.satisfaction import dissatisfied, satisfaction
from yanpan.schema.values import Dimension, Instrument


@pytest.fixture
def result(tables, policy, forms):
    given = tables(
        satisfaction_forms=[*forms(satisfied=6, mostly=3, dissatisfied=1, unknown=2), {"village": "V01", "form": "x"}]
    )
    return satisfaction(given, "V01", rules=policy.satisfaction, population=40)


def test_unknown_is_outside_the_rate_and_told(result) -> None:
    assert (result.overall.hits, result.overall.n, result.unknown) == (9, 10, 2)


def test_blank_overall_makes_a_form_invalid(result) -> None:
    assert (result.n_valid, result.n_invalid) == (12, 1)


def test_score_by_the_scheme(result) -> None:
    assert result.score == pytest.approx((6 * 100 + 3 * 60) / 10)
    assert result.item_scores["industry"] == result.score


def test_share_of_dissatisfied(result) -> None:
    assert dissatisfied(result.counts) == pytest.approx(0.1)


def test_rate_names_its_rows(result) -> None:
    assert len(result.overall.sources[0].rows) == 12


def test_all_unknown_gives_no_rate_and_no_score(tables, policy, forms) -> None:
    found = satisfaction(tables(satisfaction_forms=forms(unknown=8)), "V01", rules=policy.satisfaction, population=40)
    assert (found.overall.value, found.score, found.unknown) == (None, None, 8)


def test_questionnaire_scores_mean_of_respondents_means(tables, policy, questionnaires) -> None:
    rows = [*questionnaires(1, 5), *questionnaires(1, 3, q1=1, q2=0, q3=0)]
    found = questionnaire(tables(questionnaires=rows), "V01", policy=policy)
    assert found.domains["政治与党建"].score == pytest.approx(((5 + 1) / 2 - 1) / 4 * 100)
    assert found.dimensions[Dimension.PUBLIC].score == pytest.approx(75)


def test_zero_is_no_view(tables, policy, questionnaires) -> None:
    found = questionnaire(tables(questionnaires=questionnaires(3, 0)), "V01", policy=policy)
    assert (found.n, found.domains["廉洁"].score, found.domains["廉洁"].n) == (3, None, 0)


def test_failed_attention_item_leaves_the_form_out(tables, policy, questionnaires) -> None:
    rows = [*questionnaires(2), *questionnaires(1, 1, a1=5)]
    assert questionnaire(tables(questionnaires=rows), "V01", policy=policy).n == 2


def test_team_ballot_leaves_abstentions_outside(tables, policy) -> None:
    vote = {"village": "V01", "target_kind": "班子", "target": "班子", "item": "总体"}
    given = tables(ballot_tallies=[{**vote, "good": 6, "normal": 3, "poor": 1, "abstain": 5}])
    overall = team_ballot(given, "V01", rules=policy.ballots).overall
    assert (overall.cast, overall.score) == (10, pytest.approx((600 + 180) / 10))


def test_returns_take_people_from_the_meeting_that_carried_the_form(tables) -> None:
    given = tables(
        meetings=[
            {"meeting": "A", "village": "V01", "expected": 60, "present": 52},
            {"meeting": "B", "village": "V01", "expected": 20, "present": 20},
        ],
        form_returns=[
            {
                "village": "V01",
                "meeting": "A",
                "instrument": "满意度测评表",
                "issued": 52,
                "returned": 51,
                "valid": 50,
                "invalid": 1,
            }
        ],
    )
    accounts = returns(given, "V01")
    assert population(accounts, Instrument.SATISFACTION) == 60
    assert [each.valid for each in accounts] == [None, 50, None]
