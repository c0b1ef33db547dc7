"""What the report's labels and intervals promise, checked by simulation on townships whose truth is known.

Run: python benchmarks/labels.py [villages per setting]

Labels: a village has N people with fixed opinions; n of them, drawn without replacement, hand in a form. The grade and
its label come from these forms; then n are drawn anew from the same N. Told: how often the second grade is another
than the first, by label of the first. Coverage: how often the Wilson interval holds the share among all N.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np

from yanpan.analysis import firmness as firm
from yanpan.analysis.firmness_results import Stability
from yanpan.analysis.rates import wilson
from yanpan.analysis.resampling import Floats, generator, means, second_collection
from yanpan.config.policy import Policy, load_policy
from yanpan.schema.values import Grade, Satisfaction

ROOT = Path(__file__).resolve().parents[1]
SIZES = (15, 35, 51, 90)
PEOPLE = {15: 30, 35: 65, 51: 90, 90: 150}
"""People expected where n hand in a form."""


def coverage(size: int, *, people: int | None, corrected: bool, rounds: int, rng: np.random.Generator) -> float:
    """Share of samples whose interval holds the population's share; true shares spread evenly over 0.70 … 0.98.

    `people` None: a population without end, of which the forms are independent draws.
    """
    held = 0
    for _ in range(rounds):
        truth = rng.uniform(0.70, 0.98)
        if people is None:
            hits = int(rng.binomial(size, truth))
        else:
            satisfied = round(truth * people)
            truth, hits = satisfied / people, int(rng.hypergeometric(satisfied, people - satisfied, size))
        ends = wilson(hits, size, population=people if corrected else None)
        held += ends is not None and ends[0] - 1e-12 <= truth <= ends[1] + 1e-12
    return held / rounds


def grade_of(votes: Floats, rest: float, policy: Policy) -> tuple[int, float]:
    """Place of the grade in `Grade` and the composite, for counts of 满意, 基本满意, 不满意.

    `rest` stands for all indicators that do not rest on 总体评价, normalised, as one.
    """
    values, weights = answers(policy)
    score, rate = means(votes[None, :], values)[0]
    points = [score_of(policy, "satisfaction_score", score), score_of(policy, "satisfaction_rate", rate)]
    total = float(weights @ points + (1 - weights.sum()) * rest)
    place = list(Grade).index(policy.cuts.grade(round(total, 9)))
    return max(place, int(rate < policy.satisfaction.good_rate)), total


def score_of(policy: Policy, key: str, raw: float) -> float:
    """An indicator's normalised value."""
    return next(each for each in policy.indicators if each.key == key).normalise(raw)


def answers(policy: Policy) -> tuple[Floats, Floats]:
    """Points and percent of each answer; weights of the two indicators."""
    scheme = policy.satisfaction.scheme
    order = (Satisfaction.SATISFIED, Satisfaction.MOSTLY, Satisfaction.DISSATISFIED)
    values = np.array([[scheme[each], 100.0 * (each in policy.satisfaction.counts_as)] for each in order])
    keys = ("satisfaction_score", "satisfaction_rate")
    return values, np.array([next(i for i in policy.indicators if i.key == key).weight for key in keys]) / 100


def shares(votes: Floats, rest: float, people: int, policy: Policy, rng: np.random.Generator) -> Floats:
    """P(好), P(正常), P(较差) by the package's own resampling, weights and the set of indicators varied as in it."""
    rules = policy.firmness
    values, weights = answers(policy)
    prior = np.full(3, rules.prior / 3)
    counts = second_collection(rng, votes.astype(int), prior, population=people, replicates=rules.replicates)
    raw = means(counts, values)
    own = [each for each in policy.indicators if each.key in ("satisfaction_score", "satisfaction_rate")]
    width, span = float(rules.weights), float(rules.goalposts)
    scores = np.zeros(rules.replicates)
    total = np.zeros(rules.replicates)
    for place, indicator in enumerate(own):
        low, high = rng.uniform(-span, span, (2, rules.replicates)) * (indicator.high - indicator.low)
        points = 100 * np.clip(
            (raw[:, place] - indicator.low - low) / (indicator.high + high - indicator.low - low), 0, 1
        )
        weight = weights[place] * (1 + width * rng.uniform(-1, 1, rules.replicates))
        scores, total = scores + weight * points, total + weight
    others = (1 - weights.sum()) * np.ones(rules.replicates)
    scores = (scores + others * rest) / (total + others)
    grades = firm.grades_of(np.round(scores, 9), raw[:, 1], (), policy)
    return np.bincount(grades, minlength=3) / rules.replicates


def labels(
    size: int, *, people: int, villages: int, policy: Policy, rng: np.random.Generator
) -> dict[Stability, tuple[int, int]]:
    """Label -> (villages with it, how many of them get another grade at the second collection)."""
    seen: Counter[Stability] = Counter()
    other: Counter[Stability] = Counter()
    for _ in range(villages):
        opinions = rng.multinomial(people, rng.dirichlet((12.0, 5.0, 1.5)))
        rest = rng.uniform(55, 98)
        first, second = (rng.multivariate_hypergeometric(opinions, size).astype(float) for _ in range(2))
        grade = grade_of(first, rest, policy)[0]
        label = firm.label_of(shares(first, rest, people, policy, rng)[grade], policy.firmness)
        seen[label] += 1
        other[label] += grade_of(second, rest, policy)[0] != grade
    return {label: (seen[label], other[label]) for label in Stability}


def main(villages: int) -> None:
    """Print both tables."""
    policy = load_policy(ROOT / "params")
    rng = generator(policy.firmness.seed, "labels")
    print("coverage of the 95 % interval (Wilson), with and without finite population")
    for size in SIZES:
        told = [
            coverage(size, people=people, corrected=corrected, rounds=20 * villages, rng=rng)
            for people, corrected in ((PEOPLE[size], True), (PEOPLE[size], False), (None, False))
        ]
        print(
            f"  n = {size:2d} of {PEOPLE[size]:3d}: {told[0]:.1%} corrected, {told[1]:.1%} not;"
            f" of a population without end {told[2]:.1%}"
        )
    print("another grade when the forms are collected again, by label")
    for size in SIZES:
        found = labels(size, people=PEOPLE[size], villages=villages, policy=policy, rng=rng)
        cells = (f"{label} {other}/{n}" + (f" = {other / n:.1%}" if n else "") for label, (n, other) in found.items())
        print(f"  n = {size:2d} of {PEOPLE[size]:3d}:", "   ".join(cells))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
