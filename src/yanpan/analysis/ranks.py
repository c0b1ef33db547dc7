"""Confidence sets for ranks: how far estimates with their errors leave open who stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yanpan.analysis.rates import ALPHA

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

DRAWS = 5000
SEED = 2023


@dataclass(frozen=True)
class RankSet:
    """Ranks 1 (highest) … p that cannot be ruled out, and the point rank (ties share the best)."""

    rank: int
    low: int
    high: int


def rank_sets(
    estimates: Sequence[float],
    errors: Sequence[float],
    *,
    alpha: float = ALPHA,
    draws: int = DRAWS,
    seed: int = SEED,
) -> tuple[RankSet, ...]:
    """Simultaneous rank sets, in the order given: with probability 1 − alpha every true rank lies in its set.

    For every ordered pair (j, k) tests θ_j ≤ θ_k by the studentised difference; the critical value is the 1 − alpha
    quantile of the largest one under a parametric bootstrap; rejected pairs are taken out and the rest is tested
    again until nothing more falls (step-down). Then low = 1 + number surely above, high = p − number surely below.
    `errors` are the standard errors of independent estimates; a pair without any error is ordered as it is seen.

    Source: Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91: 476–518, sections 3.2 and 3.3.
    """
    values, spread = _checked(estimates, errors)
    pairs = ~np.eye(len(values), dtype=bool)
    return _sets(values, _surely_above(values, spread, pairs, alpha=alpha, noise=_noise(len(values), draws, seed)))


def marginal_rank_set(
    index: int,
    estimates: Sequence[float],
    errors: Sequence[float],
    *,
    alpha: float = ALPHA,
    draws: int = DRAWS,
    seed: int = SEED,
) -> RankSet:
    """The rank set of one alone (narrower than its simultaneous set): only pairs with `index` are tested."""
    values, spread = _checked(estimates, errors)
    pairs = np.zeros((len(values), len(values)), dtype=bool)
    pairs[index, :] = pairs[:, index] = True
    pairs[index, index] = False
    above = _surely_above(values, spread, pairs, alpha=alpha, noise=_noise(len(values), draws, seed))
    return _sets(values, above)[index]


def _checked(estimates: Sequence[float], errors: Sequence[float]) -> tuple[Array, Array]:
    values, spread = np.asarray(estimates, dtype=float), np.asarray(errors, dtype=float)
    if values.shape != spread.shape or values.ndim != 1:
        raise ValueError("estimates and errors must be two lists of one length")
    if not (np.isfinite(values).all() and np.isfinite(spread).all() and (spread >= 0).all()):
        raise ValueError("estimates must be finite, errors finite and not negative")
    return values, spread


def _noise(size: int, draws: int, seed: int) -> Array:
    return np.random.default_rng(seed).standard_normal((draws, size))


def _surely_above(values: Array, spread: Array, pairs: Mask, *, alpha: float, noise: Array) -> Mask:
    """[j, k] True: j is above k at the simultaneous level, over the ordered `pairs` tested."""
    scale = np.sqrt(spread[:, None] ** 2 + spread[None, :] ** 2)
    gaps = values[:, None] - values[None, :]
    sure: Mask = pairs & (scale == 0) & (gaps > 0)
    open_pairs = pairs & (scale > 0)
    statistics = np.divide(gaps, scale, out=np.zeros_like(gaps), where=scale > 0)
    drawn = noise * spread
    while open_pairs.any():
        rejected = open_pairs & (statistics > _critical(drawn, scale, open_pairs, alpha))
        if not rejected.any():
            break
        sure |= rejected
        open_pairs &= ~rejected
    return sure


def _critical(drawn: Array, scale: Array, open_pairs: Mask, alpha: float) -> float:
    """1 − alpha quantile of the largest studentised difference among the open pairs."""
    largest = np.full(len(drawn), -np.inf)
    for first in np.flatnonzero(open_pairs.any(axis=1)):
        others = np.flatnonzero(open_pairs[first])
        spread = (drawn[:, [first]] - drawn[:, others]) / scale[first, others]
        np.maximum(largest, spread.max(axis=1), out=largest)
    return float(np.quantile(largest, 1 - alpha))


def _sets(values: Array, above: Mask) -> tuple[RankSet, ...]:
    """Ranks from who is surely above whom: those above j push its best rank down, those below its worst rank up."""
    size = len(values)
    return tuple(
        RankSet(
            rank=1 + int((values > values[each]).sum()),
            low=1 + int(above[:, each].sum()),
            high=size - int(above[each, :].sum()),
        )
        for each in range(size)
    )
