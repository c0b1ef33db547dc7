"""Grades of members from ballots and talks."""

from __future__ import annotations

import pytest

from yanpan.analysis.ballots import ballot_score
from yanpan.analysis.members import member_grade, members
from yanpan.analysis.opinions import Opinions
from yanpan.analysis.results import Tally


@pytest.fixture
def grade(policy):
    def of(good: int, normal: int, poor: int, heard: Opinions = Opinions(0, 0, 0)):
        score = ballot_score(good, normal, poor, rules=policy.ballots)
        return member_grade(Tally("总体", good, normal, poor, 0, score), heard, policy=policy)

    return of


@pytest.mark.parametrize(
    ("votes", "expected"),
    [((10, 0, 0), "好"), ((7, 3, 0), "好"), ((6, 4, 0), "正常"), ((0, 10, 0), "正常"), ((0, 5, 5), "较差")],
)
def test_grade_by_the_ballot(votes: tuple[int, int, int], expected: str, grade) -> None:
    assert grade(*votes)[0] == expected


def test_no_ballot_no_grade_with_a_reason(policy) -> None:
    nothing = (None, ("没有交成员民主测评票的总体项，不提出建议档次。",))
    assert member_grade(None, Opinions(9, 0, 0), policy=policy) == nothing


def test_abstentions_alone_give_no_grade_with_a_reason(policy) -> None:
    grade, reasons = member_grade(Tally("总体", 0, 0, 0, 7, None), Opinions(0, 0, 0), policy=policy)
    assert (grade, reasons) == (None, ("测评票总体项没有人表态（弃权7票），不提出建议档次。",))


def test_poor_talks_cap_at_normal(grade) -> None:
    assert grade(10, 0, 0, Opinions(2, 0, 2))[0] == "正常"


def test_two_talks_are_too_few_to_cap(grade) -> None:
    assert grade(10, 0, 0, Opinions(0, 0, 2))[0] == "好"


@pytest.mark.parametrize(("poor", "told"), [(4, False), (5, True)])
def test_more_than_a_third_poor_asks_for_a_review(poor: int, told: bool, grade) -> None:
    assert any("复核" in reason for reason in grade(12 - poor, 0, poor)[1]) is told


def test_only_serving_members(tables, policy) -> None:
    team = [
        {"member": f"V01-M0{i}", "village": "V01", "name": "某", "posts": "委员", "serving": i == 1} for i in (1, 2)
    ]
    assert [each.member for each in members(tables(members=team), "V01", policy=policy)] == ["V01-M01"]
