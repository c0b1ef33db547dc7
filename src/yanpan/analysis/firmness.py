"""Firmness of a suggested grade: forms, weights, goalposts, aggregation and the set of indicators varied together.

OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7. Every replicate collects the forms a second
time (`resampling`), multiplies each weight by a factor from 1 ± the policy's width, moves both goalposts of each
indicator, takes the geometric instead of the arithmetic mean over the groups in the policy's share of replicates, and
leaves one indicator out in another share; then cuts and gates give a grade. Min–max scaling is not among the schemes:
its scores hang on the other villages of the round and do not fit the cuts (benchmarks/firmness.py sets them beside).
Not in here: what the people who were not invited think, and whether the cuts are right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yanpan.analysis.composite import capped
from yanpan.analysis.firmness_results import Control, Firmness, Stability
from yanpan.analysis.flips import flip
from yanpan.analysis.indicators import Evidence
from yanpan.analysis.replicates import RATE, columns_of, replicated
from yanpan.analysis.resampling import Floats, generator
from yanpan.analysis.results import Gate, IndicatorScore, InstrumentReturn, Suggestion
from yanpan.config.firmness import FirmnessRules
from yanpan.config.indicators import Direction
from yanpan.config.policy import Policy
from yanpan.schema.values import Grade

FLOOR = 1.0
"""A group's least score under the geometric mean, so that one empty group does not make it zero (COINr does alike)."""

FORMS_GATE = "satisfaction_floor"


@dataclass(frozen=True)
class Draws:
    """What varies, replicates × indicators: raw values, weights (0: left out), shifts of the goalposts in spans."""

    raw: Floats
    weights: Floats
    low: Floats
    high: Floats
    geometric: NDArray[np.bool_]
    rate: Floats | None
    """Satisfaction in percent by replicate; None without forms."""


def firmness(evidence: Evidence, suggestion: Suggestion, accounts: tuple[InstrumentReturn, ...]) -> Firmness:
    """P(好), P(正常), P(较差) and the label of the suggested grade; a reason where forms or grade are missing.

    Seeded by the policy and the village, so the same whatever other villages are run and in whatever order.
    """
    rules, missing = evidence.policy.firmness, _missing(evidence, suggestion)
    if missing or suggestion.grade is None:
        return Firmness(None, missing=missing)
    drawn = draws(evidence, suggestion, accounts, rules)
    grades = grades_of(composites(drawn, evidence.policy), drawn.rate, suggestion.gates, evidence.policy)
    shares = {grade: float(np.mean(grades == at)) for at, grade in enumerate(Grade)}
    label = label_of(shares[suggestion.grade], rules)
    return Firmness(
        label=label,
        probabilities=shares,
        replicates=rules.replicates,
        flip=flip(evidence, suggestion),
        control=control(suggestion, evidence.policy),
    )


def label_of(share: float, rules: FirmnessRules) -> Stability:
    """The label of the suggested grade's share of replicates; a share on a line has reached it."""
    if share >= float(rules.firm):
        return Stability.FIRM
    return Stability.FAIR if share >= float(rules.fair) else Stability.EDGE


def _missing(evidence: Evidence, suggestion: Suggestion) -> str:
    least = evidence.policy.firmness.least
    if suggestion.grade is None:
        return "没有提出建议档次"
    if not evidence.satisfaction.overall.n:
        return "没有表态的满意度测评表"
    counts = {"表态的满意度测评表": evidence.satisfaction.overall.n, "有效问卷": evidence.questionnaire.n}
    few = [f"{name}只有{n}份" for name, n in counts.items() if 0 < n < least]
    return f"{'、'.join(few)}，不足{least}份" if few else ""


def draws(
    evidence: Evidence, suggestion: Suggestion, accounts: tuple[InstrumentReturn, ...], rules: FirmnessRules
) -> Draws:
    """All random numbers of a village, always in the same order."""
    size, rng = rules.replicates, generator(rules.seed, evidence.village)
    again = replicated(evidence, accounts, rng, size)
    shape = (size, len(suggestion.indicators))
    weights = _weights(suggestion.indicators) * (1 + float(rules.weights) * rng.uniform(-1, 1, shape))
    weights[_left_out(rng, weights, rules)] = 0.0
    span = float(rules.goalposts)
    raw = raw_columns(evidence.policy, suggestion.indicators, again, size)
    low, high = rng.uniform(-span, span, shape), rng.uniform(-span, span, shape)
    geometric = rng.random(size) < float(rules.geometric)
    return Draws(raw, np.where(np.isfinite(raw), weights, 0.0), low, high, geometric, again.get(RATE))


def _weights(scores: Iterable[IndicatorScore]) -> Floats:
    return np.array([each.weight for each in scores])


def _left_out(rng: np.random.Generator, weights: Floats, rules: FirmnessRules) -> NDArray[np.bool_]:
    """One indicator with data, drawn evenly, in the policy's share of replicates; never the only one."""
    there = np.flatnonzero(weights[0])
    which = rng.choice(there, size=len(weights)) if len(there) else np.zeros(len(weights), dtype=int)
    drop = (rng.random(len(weights)) < float(rules.leave_out)) & (len(there) > 1)
    result: NDArray[np.bool_] = (np.arange(weights.shape[1]) == which[:, None]) & drop[:, None]
    return result


def raw_columns(policy: Policy, scores: tuple[IndicatorScore, ...], again: dict[str, Floats], size: int) -> Floats:
    """Raw values, replicates × indicators: those that rest on forms from `again`, the others as they are."""
    columns = []
    for indicator, score in zip(policy.indicators, scores, strict=True):
        parts = [again[name] for name in columns_of(indicator) if name in again]
        fixed = np.full(size, np.nan if score.raw is None else score.raw)
        columns.append(np.mean(parts, axis=0) if parts and score.raw is not None else fixed)
    return np.column_stack(columns)


def composites(drawn: Draws, policy: Policy) -> Floats:
    """The composite of every replicate, 0…100, to nine decimals."""
    normalised = _normalised(drawn, policy)
    groups = np.array([[each.group == name for name in policy.group_weights] for each in policy.indicators], float)
    weight = drawn.weights @ groups
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = np.where(weight > 0, (drawn.weights * normalised) @ groups / weight, FLOOR)
    total = weight.sum(axis=1)
    arithmetic = (weight * scores).sum(axis=1) / total
    geometric = np.exp((weight * np.log(np.maximum(scores, FLOOR))).sum(axis=1) / total)
    chosen: Floats = np.round(np.where(drawn.geometric, geometric, arithmetic), 9)
    return chosen


def _normalised(drawn: Draws, policy: Policy) -> Floats:
    low = np.array([each.low for each in policy.indicators])
    span = np.array([each.high for each in policy.indicators]) - low
    bottom, top = low + span * drawn.low, low + span * (1 + drawn.high)
    share = np.clip((np.nan_to_num(drawn.raw) - bottom) / (top - bottom), 0.0, 1.0)
    down = np.array([each.direction is Direction.DOWN for each in policy.indicators])
    points: Floats = 100 * np.where(down, 1 - share, share)
    return points


def grades_of(scores: Floats, rate: Floats | None, gates: tuple[Gate, ...], policy: Policy) -> NDArray[np.int64]:
    """Place of each replicate's grade in `Grade` (0 is 好), after the gates; that on satisfaction anew."""
    result = np.where(scores >= policy.cuts.good, 0, np.where(scores >= policy.cuts.normal, 1, 2))
    fixed = [gate for gate in gates if rate is None or gate.key != FORMS_GATE]
    worst = list(Grade).index(capped(Grade.GOOD, fixed))
    if rate is not None:
        below = ~(np.round(rate, 9) >= policy.satisfaction.good_rate)
        result = np.where(below, np.maximum(result, list(Grade).index(Grade.NORMAL)), result)
    return np.maximum(result, worst)


def control(suggestion: Suggestion, policy: Policy) -> Control | None:
    """The composite with the geometric mean over the groups; None without a score."""
    known = {name: score for name, score in suggestion.groups.items() if score is not None}
    if suggestion.score is None or not known:
        return None
    weights = {name: sum(each.weight for each in suggestion.indicators if each.group == name) for name in known}
    score = geometric(known, weights)
    return Control(score, capped(policy.cuts.grade(score), suggestion.gates))


def geometric(scores: dict[str, float], weights: dict[str, float]) -> float:
    """Weighted geometric mean of the groups' scores, none counted below `FLOOR`, to nine decimals."""
    logs = sum(weights[name] * float(np.log(max(score, FLOOR))) for name, score in scores.items())
    return round(float(np.exp(logs / sum(weights[name] for name in scores))), 9)
