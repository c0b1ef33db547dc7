"""Members of a team (L3): ballot, talks, and the suggested grade with its reasons."""

from __future__ import annotations

import pandas as pd

from yanpan.analysis.ballots import tallies
from yanpan.analysis.frames import Record, Tables, of_village, records, refs
from yanpan.analysis.opinions import Opinions, opinions_in
from yanpan.analysis.results import MemberResult, Tally
from yanpan.config.policy import Policy
from yanpan.evidence import merge_refs
from yanpan.schema.values import OVERALL, Grade


def members(tables: Tables, village: str, *, policy: Policy) -> tuple[MemberResult, ...]:
    """Serving members in file order."""
    rows = of_village(tables, "members", village)
    serving = rows[rows["serving"].fillna(False).astype(bool)]
    ballots, talks = of_village(tables, "ballot_tallies", village), of_village(tables, "talks", village)
    return tuple(
        _member(row, serving[serving["member"].eq(row["member"])], ballots, talks, policy=policy)
        for row in records(serving)
    )


def _member(
    row: Record, entry: pd.DataFrame, ballots: pd.DataFrame, talks: pd.DataFrame, *, policy: Policy
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
    )


def member_grade(overall: Tally | None, heard: Opinions, *, policy: Policy) -> tuple[Grade | None, tuple[str, ...]]:
    """Grade by the ballot's overall score and the policy's cuts; talks that lean to 较差 cap it at 正常."""
    if overall is None or overall.score is None:
        return None, ("没有可计分的民主测评票，不提出建议档次。",)
    score = round(overall.score, 9)
    grade = policy.cuts.grade(score)
    reasons = [f"民主测评总体{overall.cast}票表态，得{score:.1f}分。"]
    if overall.poor > policy.ballots.poor_review * overall.cast:
        reasons.append(f"“较差”票{overall.poor}张，超过{policy.ballots.poor_review}，须组织复核。")
    enough = heard.n >= policy.ballots.talks_least
    if enough and heard.poor > policy.ballots.talks_poor * heard.n and grade is Grade.GOOD:
        grade = Grade.NORMAL
        reasons.append(f"谈话中“较差”{heard.poor}条，超过{policy.ballots.talks_poor}，最高评“正常”。")
    return grade, tuple(reasons)
