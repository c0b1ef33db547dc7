"""Firmness of members' grades: second ballots over a finite population, the fewest votes that change a grade."""

from __future__ import annotations

import pytest

from yanpan.analysis.ballots import ballot_score
from yanpan.analysis.member_firmness import member_firmness, with_firmness
from yanpan.analysis.members import members
from yanpan.analysis.results import InstrumentReturn, MemberResult, Tally
from yanpan.schema.values import Grade, Instrument


@pytest.fixture
def member(policy):
    def of(good: int, normal: int, poor: int, abstain: int = 0, *, capped: bool = False) -> MemberResult:
        score = ballot_score(good, normal, poor, rules=policy.ballots)
        grade = policy.cuts.grade(score)
        grade = Grade.NORMAL if capped and grade is Grade.GOOD else grade
        tally = Tally("总体", good, normal, poor, abstain, score)
        return MemberResult("V01-M01", "某", "委员", {"总体": tally}, 0, grade, (), capped=capped)

    return of


def test_a_ballot_of_everybody_is_certain(member, policy) -> None:
    found = member_firmness(member(32, 3, 1), policy=policy, people=36)
    assert found.probabilities == {Grade.GOOD: 1.0, Grade.NORMAL: 0.0, Grade.POOR: 0.0}


def test_the_smaller_the_share_that_voted_the_less_firm(member, policy) -> None:
    shares = [
        member_firmness(member(26, 9, 1), policy=policy, people=people).probabilities[Grade.GOOD]
        for people in (36, 40, 60, None)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1.0
    assert shares[-1] < 0.9


def test_fewest_votes_that_change_the_grade(member, policy) -> None:
    """(26·100 + 10·60)/36 = 88.9; with 3 more 好 → 较差 (23·100 + 10·60)/36 = 80.6; 2: 83.3 < 85; 1: 86.1."""
    flip = member_firmness(member(26, 10, 0), policy=policy, people=50).flip
    assert (flip.votes, flip.votes_to, flip.votes_up) == (2, Grade.NORMAL, False)


def test_votes_cannot_lift_what_talks_keep_down(member, policy) -> None:
    found = member_firmness(member(36, 0, 0, capped=True), policy=policy, people=90)
    assert found.probabilities[Grade.GOOD] == 0
    assert found.flip.votes_to is Grade.POOR


def test_few_votes_are_not_judged_with_a_reason(member, policy) -> None:
    found = member_firmness(member(3, 0, 0), policy=policy, people=40)
    assert (found.label, found.missing) == (None, "表态的测评票只有3张，不足10张")


def test_seed_hangs_on_the_member_alone(member, policy) -> None:
    one, two = (member_firmness(member(26, 9, 1), policy=policy, people=50) for _ in range(2))
    assert one == two


def test_a_ballot_that_fails_its_gate_is_told_beside_the_grade(member, policy) -> None:
    account = InstrumentReturn(Instrument.BALLOT, 50, 40, 40, 40, 20, 20)
    others = tuple(
        InstrumentReturn(each, None, None, None, None, None, None)
        for each in Instrument
        if each is not Instrument.BALLOT
    )
    (told,) = with_firmness((member(18, 2, 0),), (account, *others), policy=policy)
    assert told.reasons == ("测评票有效率50.0%，低于五分之四，结果慎用。",)
    assert told.firmness.label


def test_interval_takes_the_meeting_as_the_population(tables, policy) -> None:
    """46 of 51 among N = 90: 83.4 %–94.4 % (domain.md 3.2; Wilson with n_eff = n(N − 1)/(N − n))."""
    found = members(
        tables(
            members=[{"member": "V01-M01", "village": "V01", "name": "某", "posts": "委员", "serving": True}],
            meetings=[{"meeting": "A", "village": "V01", "expected": 90, "present": 60}],
            form_returns=[{"village": "V01", "instrument": str(Instrument.BALLOT), "meeting": "A", "issued": 60}],
            ballot_tallies=[
                {
                    "village": "V01",
                    "target_kind": "成员",
                    "target": "V01-M01",
                    "item": "总体",
                    "good": 46,
                    "normal": 5,
                    "poor": 0,
                    "abstain": 0,
                }
            ],
        ),
        "V01",
        policy=policy,
    )
    approval = found[0].approval
    assert (round(approval.low, 3), round(approval.high, 3), approval.population) == (0.834, 0.944, 90)
