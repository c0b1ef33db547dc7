"""What of a village's forms and ballots must not be told exactly in the internal edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yanpan.analysis.results import VillageAnalysis
from yanpan.disclosure.rates import Bounded, bounded
from yanpan.disclosure.suppression import UnsafeError, hidden_in_line
from yanpan.schema.values import SATISFACTION_ITEMS, Satisfaction

OVERALL = "overall"
FORMS = ("satisfaction_rate", "satisfaction_score")
"""Indicators that are reckoned from the overall answers."""
INDUSTRY, BALLOT = "satisfaction_industry", "ballot_team"
VIEWS = (Satisfaction.SATISFIED, Satisfaction.MOSTLY, Satisfaction.DISSATISFIED)
VOTES = ("好", "正常", "较差", "弃权")
FINEST = 0.1
"""The step of a score that nothing stands against, in points."""


def rounded(score: float, grain: float) -> float:
    """The multiple of `grain` that is nearest.

    >>> rounded(86.187, 0.1), rounded(66.471, 2.0), rounded(66.471, 5.0)
    (86.2, 66.0, 65.0)
    """
    return round(round(score / grain) * grain, 1)


@dataclass(frozen=True)
class Guard:
    """What is told instead. Empty: everything may be told."""

    rate: Bounded | None = None
    items: Mapping[str, Bounded] = field(default_factory=dict)
    """By the item's heading."""
    answers: Mapping[str, bool] = field(default_factory=dict)
    """Overall answers that are left out; True for those that are small."""
    votes: Mapping[str, bool] = field(default_factory=dict)
    """Votes on the team that are left out; True for those that are few."""
    grain: float | None = FINEST
    """In steps of how many points the composite score is told; None: not at all (`score_audit`)."""

    def score(self, exact: float) -> float | None:
        """The composite score as it is told; None where it is not."""
        return None if self.grain is None else rounded(exact, self.grain)

    @property
    def indicators(self) -> frozenset[str]:
        """Indicators whose points would give a count back."""
        found = set(FORMS) if self.rate or self.answers else set()
        found |= {INDUSTRY} if SATISFACTION_ITEMS["industry"] in self.items else set()
        return frozenset(found | ({BALLOT} if self.votes else set()))


def guard_of(analysis: VillageAnalysis, least: int, also: Iterable[str] = ()) -> Guard:
    """The guard over a village. `also`: rates (`overall` or an item's key) that go lest the totals give others back."""
    forms, more = analysis.satisfaction, set(also)
    rate = bounded(forms.overall.hits, forms.overall.n, least, also=OVERALL in more)
    items = {
        SATISFACTION_ITEMS[key]: told
        for key, each in forms.items.items()
        if (told := bounded(each.hits, each.n, least, also=key in more))
    }
    counts = {str(answer): forms.counts.get(answer, 0) for answer in VIEWS}
    ballot = analysis.team_ballot.overall
    votes = dict(zip(VOTES, (ballot.good, ballot.normal, ballot.poor, ballot.abstain), strict=True)) if ballot else {}
    return Guard(rate, items, _left_out(counts, least, also=rate is not None), _left_out(votes, least))


def _left_out(counts: Mapping[str, int], least: int, *, also: bool = False) -> dict[str, bool]:
    """Names of the counts to leave out, True for small ones; with `also` at least the last two."""
    names, values = list(counts), list(counts.values())
    if not any(values):
        return {}
    try:
        hidden = hidden_in_line(values, least)
    except UnsafeError:
        hidden = [True] * len(values)
    if also and not hidden[-1]:
        hidden[-1] = hidden[-2] = True
    return {name: 0 < counts[name] < least for name, gone in zip(names, hidden, strict=True) if gone}
