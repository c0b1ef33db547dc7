"""Partial pooling for display: rates drawn towards what the villages have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.stats import beta, betabinom

from yanpan.analysis.rates import ALPHA

CAVEAT = "收缩值只供作图参看：村数少，收缩多少本身很不确定，不作定档依据，也不据以比较先后。"


@dataclass(frozen=True)
class Shrunk:
    """Rates drawn to the common mean under Beta(a, b); None for groups without forms; intervals by posterior."""

    a: float
    b: float
    values: tuple[float | None, ...]
    intervals: tuple[tuple[float, float] | None, ...]
    """Given a and b: their own uncertainty is not in them, so they are too narrow with few groups."""
    bounded: bool
    """Whether the likelihood keeps rising towards no difference at all: then a + b is only a large number."""
    caveat: str = CAVEAT


LARGEST = 1e5
"""Largest a + b that is looked for; there the groups are as good as equal."""

FLAT = 1e-3
"""Log-likelihood that `LARGEST` may cost at most to be taken: the groups are then not told apart."""


def beta_binomial(hits: Sequence[int], sizes: Sequence[int], *, alpha: float = ALPHA) -> Shrunk | None:
    """Empirical-Bayes Beta-binomial shrinkage; None with fewer than three groups that have forms.

    a and b maximise the marginal likelihood; value = (hits + a)/(n + a + b).
    Source: Efron (2010), Large-Scale Inference, chapter 1; Casella (1985), The American Statistician 39: 83–87.
    """
    y, n = np.asarray(hits, dtype=float), np.asarray(sizes, dtype=float)
    there = n > 0
    if there.sum() < 3:
        return None
    mean, size = _fit(y[there], n[there])
    a, b = mean * size, (1 - mean) * size
    values = [float((yi + a) / (ni + a + b)) if ni else None for yi, ni in zip(y, n, strict=True)]
    ends = [_ends(yi + a, ni - yi + b, alpha) if ni else None for yi, ni in zip(y, n, strict=True)]
    return Shrunk(a, b, tuple(values), tuple(ends), bounded=size == LARGEST)


def _fit(y: np.ndarray, n: np.ndarray) -> tuple[float, float]:
    """Mean and size (a + b) of the Beta distribution, by maximum likelihood on logit and log."""
    start = (float(y.sum()) + 0.5) / (float(n.sum()) + 1)

    def loss(at: np.ndarray) -> float:
        mean, size = 1 / (1 + np.exp(-at[0])), np.exp(at[1])
        return -float(betabinom.logpmf(y, n, mean * size, (1 - mean) * size).sum())

    ranges = [(-12.0, 12.0), (np.log(0.1), np.log(LARGEST))]
    starts = [(np.log(start / (1 - start)), np.log(size)) for size in (3.0, 50.0, 2000.0)]
    found = min((minimize(loss, at, method="L-BFGS-B", bounds=ranges) for at in starts), key=lambda each: each.fun)
    flat = loss(np.array([found.x[0], np.log(LARGEST)])) - found.fun < FLAT
    return float(1 / (1 + np.exp(-found.x[0]))), LARGEST if flat else float(np.exp(found.x[1]))


def _ends(a: float, b: float, alpha: float) -> tuple[float, float]:
    low, high = beta.ppf([alpha / 2, 1 - alpha / 2], a, b)
    return float(low), float(high)


@dataclass(frozen=True)
class JamesStein:
    """mean + factor·(y − mean) for each y; `factor` c is 0 where the values differ less than chance would have it."""

    mean: float
    factor: float
    values: tuple[float, ...]


def james_stein(values: Sequence[float], *, variance: float) -> JamesStein:
    """James–Stein shrinkage to the mean; ValueError for fewer than four values.

    c = 1 − (k − 3)·variance/Σ(y − ȳ)², cut off at 0; `variance` is the sampling variance that the values share.
    Source: Efron and Morris (1977), Scientific American 236(5): 119–127; the eighteen batters give .265 and .212.
    """
    y = np.asarray(values, dtype=float)
    if len(y) < 4:
        raise ValueError("shrinkage to the mean needs at least four values")
    mean, spread = float(y.mean()), float(((y - y.mean()) ** 2).sum())
    factor = max(0.0, 1 - (len(y) - 3) * variance / spread) if spread > 0 else 0.0
    return JamesStein(mean, factor, tuple(float(each) for each in mean + factor * (y - mean)))
