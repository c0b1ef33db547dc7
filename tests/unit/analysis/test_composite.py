"""Composite score, gates, firmness, distances: by hand, on a village that has the best of everything and less."""

from __future__ import annotations

import pytest

from yanpan.analysis import analyse_village
from yanpan.analysis.composite import capped, to_better, to_worse
from yanpan.analysis.results import Gate
from yanpan.schema.values import Grade


@pytest.fixture
def analyse(tables, policy, round_config, excellent):
    return lambda **changes: analyse_village(tables(**{**excellent(), **changes}), policy, round_config=round_config)


def gate(result, key: str) -> Gate:
    return next(each for each in result.suggestion.gates if each.key == key)


def test_best_of_everything_is_100_and_firm(analyse) -> None:
    found = analyse().suggestion
    assert (found.grade, found.score, found.firm, found.to_better) == ("好", 100, True, None)
    assert found.to_worse == 15
    assert list(found.groups.values()) == pytest.approx([100] * 5)


def test_satisfaction_below_the_floor_caps_at_normal(analyse, forms) -> None:
    found = analyse(satisfaction_forms=forms(satisfied=44, dissatisfied=6)).suggestion
    assert (found.grade, found.to_better) == ("正常", 0)
    assert any("最高评“正常”" in reason for reason in found.reasons)


def test_exactly_on_the_floor_has_reached_it(analyse, forms) -> None:
    result = analyse(satisfaction_forms=forms(satisfied=45, dissatisfied=5))
    assert not gate(result, "satisfaction_floor").applies


def test_good_with_a_wide_interval_is_not_firm(analyse, forms) -> None:
    few = analyse(satisfaction_forms=forms(satisfied=11, dissatisfied=1))
    assert (few.suggestion.grade, few.suggestion.firm) == ("好", False)


@pytest.mark.parametrize(
    ("answers", "applies"), [({"satisfied": 5, "dissatisfied": 5}, True), ({"satisfied": 6, "dissatisfied": 4}, False)]
)
def test_review_line(answers: dict[str, int], applies: bool, analyse, forms) -> None:
    assert gate(analyse(satisfaction_forms=forms(**answers)), "satisfaction_review").applies is applies


def test_missing_indicator_is_left_out_and_the_weights_still_add_up(analyse) -> None:
    found = analyse(collective_income=[]).suggestion
    assert sum(each.weight for each in found.indicators) == pytest.approx(1)
    assert found.score == pytest.approx(100)
    assert any("集体经济净收益" in reason for reason in found.reasons)


def test_half_the_income_costs_half_its_weight(analyse, policy) -> None:
    found = analyse(collective_income=[{"village": "V01", "year": 2022, "net": 7.5, "sources": 4}]).suggestion
    assert found.score == pytest.approx(100 - 6 / 2)


def test_latest_year_counts(analyse) -> None:
    rows = [{"village": "V01", "year": year, "net": net, "sources": 4} for year, net in ((2022, 20), (2021, 0))]
    assert analyse(collective_income=rows).suggestion.score == pytest.approx(100)


def test_too_little_data_gives_no_grade(analyse) -> None:
    bare = {key: [] for key in ("document_checks", "questionnaires", "satisfaction_forms", "party_tasks")}
    found = analyse(**bare).suggestion
    assert (found.grade, found.score) == (None, None)
    assert "不提出建议档次" in found.reasons[0]


def test_published_city_sanction_is_told_and_lowers_nothing(analyse) -> None:
    row = {"village": "V01", "target_kind": "班子", "target": "班子", "kind": "通报", "level": "市", "issuer": "某部"}
    result = analyse(sanctions=[{**row, "publicity": "可公开结论"}])
    assert gate(result, "sanction_prompt").applies
    assert result.suggestion.grade == "好"


@pytest.mark.parametrize(
    "change", [{"publicity": "仅内部"}, {"level": "镇"}, {"target_kind": "成员", "target": "V01-M01"}]
)
def test_other_sanctions_leave_no_trace(change: dict[str, str], analyse) -> None:
    row = {
        "village": "V01",
        "target_kind": "班子",
        "target": "班子",
        "kind": "通报",
        "level": "市",
        "issuer": "某部",
        "publicity": "可公开结论",
    }
    assert analyse(sanctions=[row | change]).suggestion == analyse().suggestion


@pytest.mark.parametrize(
    ("since", "applies"), [("2023-01-20", False), ("2023-01-19", True), ("2021-03-01", True), (None, True)]
)
def test_vacancy_longer_than_three_months_warns(since: str | None, applies: bool, analyse) -> None:
    post = {"village": "V01", "post": "村副主任", "approved": 1, "filled": 0, "vacant": 1, "vacant_since": since}
    assert gate(analyse(positions=[post]), "vacancy_warning").applies is applies


@pytest.mark.parametrize(
    ("expected", "present", "invalid"),
    [(60, 40, False), (60, 39, True), (30, 29, True), (45, 30, False), (46, 30, True)],
)
def test_meeting_needs_thirty_people_and_two_thirds(expected: int, present: int, invalid: bool, analyse) -> None:
    result = analyse(meetings=[{"meeting": "HY-V01", "village": "V01", "expected": expected, "present": present}])
    assert gate(result, "meeting_validity").applies is invalid


def test_prechecks_change_nothing_in_the_suggestion(analyse) -> None:
    row = {
        "target_kind": "成员",
        "village": "V01",
        "target": "V01-M01",
        "department": "镇纪委",
        "topic": "廉洁自律",
        "answer": "待核实",
    }
    assert analyse(prechecks=[row]).suggestion == analyse().suggestion


def test_cap_never_lifts_a_grade() -> None:
    assert capped(Grade.POOR, [Gate("x", True, Grade.NORMAL, "")]) is Grade.POOR
    assert capped(Grade.GOOD, [Gate("x", False, Grade.NORMAL, "")]) is Grade.GOOD


def test_distances(policy) -> None:
    assert (to_better(70, Grade.NORMAL, policy), to_worse(70, Grade.NORMAL, policy)) == (15, 10)
    assert (to_better(50, Grade.POOR, policy), to_worse(50, Grade.POOR, policy)) == (10, None)
