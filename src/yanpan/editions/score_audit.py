"""How exactly the composite score may be told where counts behind some of its indicators are withheld.

The reader is given everything else exactly: all other indicators, all weights, the policy. What is left of the score
is the withheld indicators' sum; every count that could stand behind it is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from yanpan.analysis.results import VillageAnalysis
from yanpan.config.policy import Policy
from yanpan.disclosure.composite import possible
from yanpan.editions.guard import BALLOT, FINEST, FORMS, INDUSTRY, VIEWS, VOTES, Guard, rounded
from yanpan.schema.values import SATISFACTION_ITEMS, Satisfaction

Counts = Mapping[str, int]
_TINY = 1e-6
GRAINS = (FINEST, 1.0, 2.0, 5.0)
"""Steps in which the score is told, in points; the finest that is safe is taken."""


@dataclass(frozen=True)
class Part:
    """A withheld instrument: every way its counts may be, with the points each brings; `hidden`: counts to protect."""

    ways: tuple[Counts, ...]
    points: tuple[float, ...]
    hidden: tuple[str, ...]


def score_grain(guard: Guard, analysis: VillageAnalysis, policy: Policy, least: int) -> float | None:
    """The finest step in which the score, told to the nearest, gives no withheld count back; None if none is safe."""
    score, parts = analysis.suggestion.score, list(parts_of(guard, analysis, policy, least))
    if score is None or not parts:
        return FINEST
    gone = guard.indicators
    known = sum(each.contribution or 0.0 for each in analysis.suggestion.indicators if each.key not in gone)
    for grain in GRAINS:
        told = rounded(score, grain)
        low, high = told - grain / 2, told + grain / 2
        for cut in (policy.cuts.good, policy.cuts.normal):  # the grade tells on which side of a cut the score lies
            low, high = (max(low, cut), high) if score >= cut else (low, min(high, cut))
        if _is_safe(parts, low - known, high - known):
            return grain
    return None


def _is_safe(parts: Sequence[Part], low: float, high: float) -> bool:
    """Whether every withheld count may still have two values at least."""
    for part, kept in zip(parts, possible([part.points for part in parts], low, high), strict=True):
        ways = [way for way, stays in zip(part.ways, kept, strict=True) if stays]
        if any(len({way[name] for way in ways}) < 2 for name in part.hidden):
            return False
    return True


def parts_of(guard: Guard, analysis: VillageAnalysis, policy: Policy, least: int) -> Iterator[Part]:
    """The instruments that are withheld, as a reader of the edition may think of them."""
    weights = {each.key: each.weight for each in analysis.suggestion.indicators if each.contribution is not None}
    rules = {each.key: each for each in policy.indicators}
    points = {str(answer): value for answer, value in policy.satisfaction.scheme.items()}

    def brought(key: str, value: float) -> float:
        return weights[key] * rules[key].normalise(value) if key in weights else 0.0

    forms, item = analysis.satisfaction, SATISFACTION_ITEMS["industry"]
    if guard.indicators & set(FORMS) and forms.overall.n:
        counts: Counts = {str(answer): forms.counts.get(answer, 0) for answer in VIEWS}
        ways = tuple(_ways(counts, guard.answers, least))
        told = tuple(
            brought(FORMS[0], 100 * sum(way[answer] for answer in policy.satisfaction.counts_as) / forms.overall.n)
            + brought(FORMS[1], _mean(way, points))
            for way in ways
        )
        yield Part(ways, told, tuple(guard.answers))
    if item in guard.items:
        counts = _item_counts(analysis, policy)
        two = {str(Satisfaction.MOSTLY): False, str(Satisfaction.DISSATISFIED): True}
        small = 0 < counts[str(Satisfaction.DISSATISFIED)] < least
        ways = tuple(_ways(counts, {**two, str(Satisfaction.DISSATISFIED): small}, least))
        yield Part(ways, tuple(brought(INDUSTRY, _mean(way, points)) for way in ways), tuple(two))
    ballot = analysis.team_ballot.overall
    if guard.votes and ballot is not None:
        counts = dict(zip(VOTES, (ballot.good, ballot.normal, ballot.poor, ballot.abstain), strict=True))
        scheme = {str(grade): value for grade, value in policy.ballots.scheme.items()}
        ways = tuple(_ways(counts, guard.votes, least))
        yield Part(ways, tuple(brought(BALLOT, _mean(way, scheme)) for way in ways), tuple(guard.votes))


def _ways(counts: Counts, hidden: Mapping[str, bool], least: int) -> Iterator[Counts]:
    """All counts that a reader may think of, who sees the others and the sum; `hidden`: True for a small one."""
    names = list(hidden)
    total = sum(counts[name] for name in names)
    ranges = [range(1, least) if hidden[name] else range(total + 1) for name in names]
    for chosen in product(*ranges[:-1]):
        last = total - sum(chosen)
        if names and last in ranges[-1]:
            yield {**counts, **dict(zip(names, (*chosen, last), strict=True))}


def _mean(counts: Counts, points: Mapping[str, float]) -> float:
    """Mean points over the answers that count; 0 where there is none."""
    n = sum(counts[name] for name in points if name in counts)
    return sum(counts[name] * value for name, value in points.items() if name in counts) / n if n else 0.0


def _item_counts(analysis: VillageAnalysis, policy: Policy) -> Counts:
    """Answers to the industry item, found from its rate and its score."""
    rate, mean = analysis.satisfaction.items["industry"], analysis.satisfaction.item_scores["industry"] or 0.0
    points = {str(answer): value for answer, value in policy.satisfaction.scheme.items()}
    for good in range(rate.n, -1, -1):
        for mostly in range(rate.n - good, -1, -1):
            counts = dict(zip(map(str, VIEWS), (good, mostly, rate.n - good - mostly), strict=True))
            hits = sum(counts[answer] for answer in policy.satisfaction.counts_as)
            if hits == rate.hits and abs(_mean(counts, points) - mean) < _TINY:
                return counts
    raise ValueError("industry")
