"""Members of a team (L3): ballot, talks, and the suggested grade with its reasons."""

from __future__ import annotations

import pandas as pd

from yanpan.analysis.ballots import tallies
from yanpan.analysis.frames import Record, Tables, of_village, records, refs
from yanpan.analysis.opinions import Opinions, opinions_in
from yanpan.analysis.rates import rate
from yanpan.analysis.results import MemberResult, Rate, Tally
from yanpan.analysis.returns import population, returns
from yanpan.config.policy import Policy
from yanpan.evidence import merge_refs
from yanpan.schema.values import OVERALL, Grade, Instrument


def members(tables: Tables, village: str, *, policy: Policy) -> tuple[MemberResult, ...]:
    """Serving members in file order, their firmness left open (`member_firmness.with_firmness` fills it in)."""
    serving = serving_members(tables, village)
    ballots, talks = of_village(tables, "ballot_tallies", village), of_village(tables, "talks", village)
    people = population(returns(tables, village), Instrument.BALLOT)
    return tuple(
        _member(row, serving[serving["member"].eq(row["member"])], ballots, talks, policy=policy, people=people)
        for row in records(serving)
    )


def serving_members(tables: Tables, village: str) -> pd.DataFrame:
    """The register's rows of those who serve, in file order."""
    rows = of_village(tables, "members", village)
    return rows[rows["serving"].fillna(False).astype(bool)]


def _member(
    row: Record, entry: pd.DataFrame, ballots: pd.DataFrame, talks: pd.DataFrame, *, policy: Policy, people: int | None
) -> MemberResult:
    member = str(row["member"])
    votes, about = ballots[ballots["target"].eq(member)], talks[talks["target"].eq(member)]
    heard = opinions_in(about)
    ballot = tallies(votes, rules=policy.ballots)
    grade, reasons = member_grade(ballot.get(OVERALL), heard, policy=policy)
    return MemberResult(
        member=member,
        name=str(row["name"]),
        posts=str(row["posts"]),
        ballot=ballot,
        talks=len(about),
        grade=grade,
        reasons=reasons,
        sources=merge_refs(refs("members", entry), refs("ballot_tallies", votes), heard.sources),
        approval=_approval(ballot.get(OVERALL), policy, people),
        capped=capped_by_talks(heard, policy=policy),
    )


def _approval(overall: Tally | None, policy: Policy, people: int | None) -> Rate | None:
    """Share of 好 among the votes that took a side, Wilson's interval with the meeting as the finite population."""
    if overall is None:
        return None
    return rate(overall.good, overall.cast, population=people, alpha=policy.satisfaction.alpha)


def member_grade(overall: Tally | None, heard: Opinions, *, policy: Policy) -> tuple[Grade | None, tuple[str, ...]]:
    """Grade by the ballot's overall score and the policy's cuts; talks that lean to 较差 cap it at 正常.

    None with the reason where there is no ballot, or none that took a side.
    """
    if overall is None:
        return None, ("没有交成员民主测评票的总体项，不提出建议档次。",)
    if overall.score is None:
        return None, (f"测评票总体项没有人表态（弃权{overall.abstain}票），不提出建议档次。",)
    score = round(overall.score, 9)
    grade = policy.cuts.grade(score)
    reasons = [f"民主测评总体{overall.cast}票表态，得{score:.1f}分。"]
    if overall.poor > policy.ballots.poor_review * overall.cast:
        reasons.append(f"“较差”票{overall.poor}张，超过{policy.ballots.poor_review}，须组织复核。")
    if capped_by_talks(heard, policy=policy) and grade is Grade.GOOD:
        grade = Grade.NORMAL
        reasons.append(f"谈话中“较差”{heard.poor}条，超过{policy.ballots.talks_poor}，最高评“正常”。")
    return grade, tuple(reasons)


def capped_by_talks(heard: Opinions, *, policy: Policy) -> bool:
    """More than the policy's share of the opinions heard, if they are enough, says 较差."""
    return heard.n >= policy.ballots.talks_least and heard.poor > policy.ballots.talks_poor * heard.n
