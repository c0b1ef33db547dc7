"""Ballots: tallies of teams and members with their scores."""

from __future__ import annotations

import pandas as pd

from yanpan.analysis.frames import Record, Tables, number, of_village, records, refs
from yanpan.analysis.results import BallotResult, Tally
from yanpan.config.scoring import BallotRules
from yanpan.schema.values import Grade, Target


def team_ballot(tables: Tables, village: str, *, rules: BallotRules) -> BallotResult:
    """The ballot on the village's team; empty if none was handed in."""
    ballots = of_village(tables, "ballot_tallies", village)
    rows = ballots[ballots["target_kind"].eq(Target.TEAM.value)]
    return BallotResult(tallies(rows, rules=rules), refs("ballot_tallies", rows))


def tallies(rows: pd.DataFrame, *, rules: BallotRules) -> dict[str, Tally]:
    """Tallies by item, in file order."""
    return {str(row["item"]): _tally(row, rules) for row in records(rows)}


def _tally(row: Record, rules: BallotRules) -> Tally:
    good, normal, poor, abstain = (number(row[column]) or 0 for column in ("good", "normal", "poor", "abstain"))
    score = ballot_score(good, normal, poor, rules=rules)
    return Tally(str(row["item"]), good, normal, poor, abstain, score)


def ballot_score(good: int, normal: int, poor: int, *, rules: BallotRules) -> float | None:
    """Points of the policy per vote over votes that took a side, 0…100; None without any."""
    cast = good + normal + poor
    points = rules.scheme[Grade.GOOD] * good + rules.scheme[Grade.NORMAL] * normal + rules.scheme[Grade.POOR] * poor
    return points / cast if cast else None


def poor_share(tally: Tally) -> float | None:
    """Share of 较差 among votes that took a side, 0…1."""
    return tally.poor / tally.cast if tally.cast else None
