"""How firm a member's suggested grade is (L3): the ballot collected again, and the fewest votes that change the grade.

The model is that of teams (`resampling`): the people expected at the meeting are a finite population, a second ballot
is drawn from the Pólya posterior. A member's grade rests on one ballot, so weights and goalposts do not come in; the
cap by talks stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from yanpan.analysis.ballots import ballot_score
from yanpan.analysis.firmness import label_of
from yanpan.analysis.firmness_results import Firmness, Flip
from yanpan.analysis.resampling import Floats, generator, means, second_collection
from yanpan.analysis.results import InstrumentReturn, MemberResult, Tally
from yanpan.analysis.returns import population
from yanpan.analysis.validity import validities
from yanpan.config.policy import Policy
from yanpan.schema.values import OVERALL, Grade, Instrument


def with_firmness(
    members: tuple[MemberResult, ...], accounts: tuple[InstrumentReturn, ...], *, policy: Policy
) -> tuple[MemberResult, ...]:
    """The members with the firmness of their grades; a ballot that fails its validity gate is told in the reasons."""
    told = validities(accounts, policy.meetings)[Instrument.BALLOT].told
    careful = (f"测评票{told}，结果慎用。",) if told else ()
    people = population(accounts, Instrument.BALLOT)
    return tuple(
        replace(
            member,
            firmness=member_firmness(member, policy=policy, people=people),
            reasons=(*member.reasons, *(careful if member.grade else ())),
        )
        for member in members
    )


def member_firmness(member: MemberResult, *, policy: Policy, people: int | None) -> Firmness:
    """P(好), P(正常), P(较差) over second ballots, seeded by policy and member; a reason where it is not judged."""
    overall, rules = member.ballot.get(OVERALL), policy.firmness
    if overall is None or member.grade is None:
        return Firmness(None, missing="没有提出建议档次")
    if overall.cast < rules.least:
        return Firmness(None, missing=f"表态的测评票只有{overall.cast}张，不足{rules.least}张")
    grades = _again(overall, member, policy=policy, people=people)
    shares = {grade: float(np.mean(grades == at)) for at, grade in enumerate(Grade)}
    label = label_of(shares[member.grade], rules)
    return Firmness(label, shares, rules.replicates, flip=_flip(overall, member, policy))


def _again(overall: Tally, member: MemberResult, *, policy: Policy, people: int | None) -> Floats:
    """Place of the grade in `Grade` in every replicate; replicates in which nobody took a side are left out."""
    rules, scheme = policy.firmness, policy.ballots.scheme
    votes = np.array([overall.good, overall.normal, overall.poor, overall.abstain])
    points = np.array([[scheme[grade]] for grade in Grade] + [[np.nan]])
    imagined = rules.prior * np.array([1 / 3, 1 / 3, 1 / 3, 0.0])
    rng = generator(rules.seed, member.member)
    counts = second_collection(rng, votes, imagined, population=people, replicates=rules.replicates)
    scores = np.round(means(counts, points)[:, 0], 9)
    scores = scores[np.isfinite(scores)]
    found = np.where(scores >= policy.cuts.good, 0, np.where(scores >= policy.cuts.normal, 1, 2))
    return np.maximum(found, 1) if member.capped else found


def _flip(overall: Tally, member: MemberResult, policy: Policy) -> Flip:
    tries = [(n, up, grade) for up in (False, True) for n, grade in _changed(overall, member, policy, up=up)]
    if not tries:
        return Flip()
    votes, up, grade = min(tries, key=lambda change: change[0])
    return Flip(votes=votes, votes_to=grade, votes_up=up)


def _changed(overall: Tally, member: MemberResult, policy: Policy, *, up: bool) -> Iterator[tuple[int, Grade]]:
    """The fewest votes changed to the best (or the worst) answer that give another grade, if any do."""
    order = list(Grade)[::-1] if up else list(Grade)
    votes = {Grade.GOOD: overall.good, Grade.NORMAL: overall.normal, Grade.POOR: overall.poor}
    for number in range(1, sum(votes[grade] for grade in order[:-1]) + 1):
        source = next(grade for grade in order if votes[grade])
        votes[source] -= 1
        votes[order[-1]] += 1
        score = ballot_score(*(votes[grade] for grade in Grade), rules=policy.ballots)
        grade = policy.cuts.grade(round(score or 0.0, 9))
        if member.capped and grade is Grade.GOOD:
            grade = Grade.NORMAL
        if grade is not member.grade:
            yield number, grade
            return
