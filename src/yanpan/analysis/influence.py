"""Which assumption moves a village's composite most: variance-based indices of the assumptions that firmness varies.

The same five assumptions with the same widths as in `firmness`, here one group of inputs each. The first-order index of
a group is the share of the composite's variance that it explains alone, the total index the share that would go if it
were known; the totals add up to more than one where assumptions act together. Design and estimators are SALib's.
Source: Saltelli et al. (2010), Computer Physics Communications 181: 259–270; Sobol sequences, Jansen's estimator of the
totals; the Ishigami function gives .3139, .4424, 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from yanpan.analysis.firmness import Draws, composites, raw_columns
from yanpan.analysis.indicators import Evidence
from yanpan.analysis.replicates import RATE, forms_of, replicated
from yanpan.analysis.resampling import Floats, generator
from yanpan.analysis.results import InstrumentReturn, Suggestion

ASSUMPTIONS = ("票表重收", "权重", "标杆", "聚合", "指标取舍")
"""Groups of inputs, in the order of METHOD.md."""

SIZE = 512
"""Base sample: the composite is reckoned SIZE·(groups + 2) times."""

FLAT = 1e-12
"""Variance below which there is nothing to be shared out."""


@dataclass(frozen=True)
class Index:
    """Share of the variance: alone (`first`) and with all it acts together with (`total`), 0…1 but for noise.

    `error`: half-width of the total's 95 % bootstrap interval."""

    first: float
    total: float
    error: float


def indices(
    model: Callable[[Floats], Floats],
    inputs: Sequence[tuple[str, float, float]],
    *,
    size: int = SIZE,
    seed: int = 0,
) -> dict[str, Index]:
    """Indices by group; `inputs` give group, lower and upper end of each input (uniform). Empty: the model is flat.

    `model` takes rows of inputs and gives one value a row.
    """
    from SALib.analyze import sobol as analyse
    from SALib.sample import sobol as sample

    groups = list(dict.fromkeys(group for group, _, _ in inputs))
    problem = {
        "num_vars": len(inputs),
        "names": [f"x{place}" for place in range(len(inputs))],
        "groups": [group for group, _, _ in inputs],
        "bounds": [[low, high] for _, low, high in inputs],
    }
    values = model(sample.sample(problem, size, calc_second_order=False, seed=seed))
    if float(np.var(values)) < FLAT:
        return {}
    found = analyse.analyze(problem, values, calc_second_order=False, seed=seed)
    told = zip(found["S1"].tolist(), found["ST"].tolist(), found["ST_conf"].tolist(), strict=True)
    return {group: Index(*each) for group, each in zip(groups, told, strict=True)}


def influence(
    evidence: Evidence, suggestion: Suggestion, accounts: tuple[InstrumentReturn, ...], *, size: int = SIZE
) -> dict[str, Index]:
    """Indices of a village's composite by assumption; empty without a suggested grade."""
    if suggestion.score is None:
        return {}
    rules, scores = evidence.policy.firmness, suggestion.indicators
    again = replicated(evidence, accounts, generator(rules.seed, evidence.village, "influence"), rules.replicates)
    drawn = forms_of(evidence)
    column_of = {name: place for place, forms in enumerate(drawn) for name in forms.columns}
    k, width = len(scores), len(drawn)

    def model(inputs: Floats) -> Floats:
        which = (inputs[:, :width] * rules.replicates).astype(int)
        forms = {name: values[which[:, column_of[name]]] for name, values in again.items()}
        weights, low, high, rest = np.split(inputs[:, width:], [k, 2 * k, 3 * k], axis=1)
        return composites(_draws(evidence, suggestion, forms, (weights, low, high, rest)), evidence.policy)

    unit = [(ASSUMPTIONS[0], 0.0, 1.0)] * width
    moves = [(ASSUMPTIONS[1], -1.0, 1.0)] * k + [(ASSUMPTIONS[2], -1.0, 1.0)] * (2 * k)
    choices = [(ASSUMPTIONS[3], 0.0, 1.0), (ASSUMPTIONS[4], 0.0, 1.0), (ASSUMPTIONS[4], 0.0, 1.0)]
    seed = int(generator(rules.seed, evidence.village).integers(2**31))
    return indices(model, [*unit, *moves, *choices], size=size, seed=seed)


def _draws(evidence: Evidence, suggestion: Suggestion, forms: dict[str, Floats], inputs: tuple[Floats, ...]) -> Draws:
    """What firmness draws at random, here from the design's inputs: the same widths, the same shares."""
    rules, scores = evidence.policy.firmness, suggestion.indicators
    moved, low, high, choices = inputs
    weights = np.array([each.weight for each in scores]) * (1 + float(rules.weights) * moved)
    there = np.flatnonzero(weights[0])
    gone = there[np.minimum((choices[:, 2] * len(there)).astype(int), len(there) - 1)]
    drop = (choices[:, 1] < float(rules.leave_out)) & (len(there) > 1)
    weights[(np.arange(len(scores)) == gone[:, None]) & drop[:, None]] = 0.0
    raw = raw_columns(evidence.policy, scores, forms, len(weights))
    span = float(rules.goalposts)
    return Draws(
        raw=raw,
        weights=np.where(np.isfinite(raw), weights, 0.0),
        low=span * low,
        high=span * high,
        geometric=choices[:, 0] < float(rules.geometric),
        rate=forms.get(RATE),
    )
