"""Pairwise differences of rates, and the three words that a report may use for them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

from yanpan.analysis.rates import ALPHA, effective_size, wilson
from yanpan.analysis.results import Rate

Array = NDArray[np.float64]

FARTHEST = 30.0
"""Normal quantile beyond which a difference counts as certain."""

HALVINGS = 60
"""Bisections of the quantile: far below what a double can tell."""


class Contrast(StrEnum):
    """How firmly two rates differ."""

    CLEAR = "明显"
    SOME = "较"
    LEVEL = "持平"


@dataclass(frozen=True)
class Difference:
    """`first` minus `second` with its interval (−1…1, not adjusted), p-values raw and by Holm, and the word."""

    first: str
    second: str
    value: float
    low: float
    high: float
    p: float
    p_holm: float
    word: Contrast

    def words(self) -> str:
        """How `first` stands to `second`: 明显高, 较低, 持平 …"""
        return contrast_words(self.word, self.value)


def contrast(p: float, p_holm: float, *, alpha: float = ALPHA) -> Contrast:
    """The only place where the words 明显, 较, 持平 come from: after Holm, before Holm, neither.

    >>> contrast(0.001, 0.03).value, contrast(0.02, 0.3).value, contrast(0.4, 1.0).value
    ('明显', '较', '持平')
    """
    if p_holm <= alpha:
        return Contrast.CLEAR
    return Contrast.SOME if p <= alpha else Contrast.LEVEL


def contrast_words(word: Contrast, value: float) -> str:
    """The word with the direction of the difference `value`.

    >>> contrast_words(Contrast.CLEAR, 0.2), contrast_words(Contrast.SOME, -0.1), contrast_words(Contrast.LEVEL, 0.1)
    ('明显高', '较低', '持平')
    """
    return word.value if word is Contrast.LEVEL else word.value + ("高" if value > 0 else "低")


def newcombe(first: Rate, second: Rate, *, alpha: float = ALPHA) -> tuple[float, float] | None:
    """Interval of the difference of two rates, −1…1; None if either has no forms.

    d ± sqrt((p₁ − l₁)² + (u₂ − p₂)²) and its mirror, l and u the ends of the Wilson intervals (finite populations
    as the rates carry them). Source: Newcombe (1998), Statistics in Medicine 17: 873–890, method 10.
    """
    one = wilson(first.hits, first.n, population=first.population, alpha=alpha)
    two = wilson(second.hits, second.n, population=second.population, alpha=alpha)
    if one is None or two is None:
        return None
    (low1, high1), (low2, high2) = one, two
    p1, p2 = first.hits / first.n, second.hits / second.n
    gap = p1 - p2
    return gap - float(np.hypot(p1 - low1, high2 - p2)), gap + float(np.hypot(high1 - p1, p2 - low2))


def p_value(first: Rate, second: Rate) -> float:
    """`p_values` of one pair."""
    return float(p_values([(first, second)])[0])


def p_values(pairs: Sequence[tuple[Rate, Rate]]) -> Array:
    """Per pair the largest error probability at which the Newcombe interval still holds 0; all must have forms.

    So p ≤ alpha says just that the interval at alpha leaves 0 out. All pairs at once, by bisection of the quantile:
    the lower end of the difference falls as the quantile grows.
    """
    ordered = [(a, b) if a.hits * b.n >= b.hits * a.n else (b, a) for a, b in pairs]
    above, below = (np.array([_share_and_size(pair[side]) for pair in ordered]).reshape(-1, 2).T for side in (0, 1))
    near, far = np.zeros(len(ordered)), np.full(len(ordered), FARTHEST)
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        apart = _low(above, below, middle) > 0
        near, far = np.where(apart, middle, near), np.where(apart, far, middle)
    certain = _low(above, below, np.full(len(ordered), FARTHEST)) > 0
    result: Array = np.where(above[0] <= below[0], 1.0, np.where(certain, 0.0, 2 * norm.sf(near)))
    return result


def _share_and_size(rate: Rate) -> tuple[float, float]:
    """The share and what its interval counts as sample size; without end where everyone answered."""
    size = float(rate.n) if rate.population is None else effective_size(rate.n, rate.population)
    return rate.hits / rate.n, float("inf") if size is None else size


def _low(above: Array, below: Array, z: Array) -> Array:
    """Lower end of the difference at the quantile z, in the closed form of Wilson's interval."""
    (p1, n1), (p2, n2) = above, below
    low, high = p1 - _reach(p1, n1, -z), p2 + _reach(p2, n2, z)
    ends: Array = p1 - p2 - np.hypot(p1 - np.clip(low, 0, p1), np.clip(high, p2, 1) - p2)
    return ends


def _reach(p: Array, n: Array, z: Array) -> Array:
    """How far the end of Wilson's interval lies from the share, on the side that z's sign says."""
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    distance: Array = abs(centre + half - p)
    return distance


def differences(rates: Mapping[str, Rate], *, alpha: float = ALPHA) -> tuple[Difference, ...]:
    """Every pair in the order of `rates`, Holm-adjusted over all of them; those without forms are left out.

    Source of the adjustment: Holm (1979), Scandinavian Journal of Statistics 6: 65–70.
    """
    known = {name: rate for name, rate in rates.items() if rate.n}
    pairs = list(itertools.combinations(known, 2))
    if not pairs:
        return ()
    raw = p_values([(known[a], known[b]) for a, b in pairs])
    adjusted = multipletests(raw, alpha=alpha, method="holm")[1]
    return tuple(
        _difference(pair, known, float(p), float(holm), alpha)
        for pair, p, holm in zip(pairs, raw, adjusted, strict=True)
    )


def _difference(pair: tuple[str, str], rates: dict[str, Rate], p: float, holm: float, alpha: float) -> Difference:
    first, second = rates[pair[0]], rates[pair[1]]
    low, high = newcombe(first, second, alpha=alpha) or (float("nan"), float("nan"))
    value = first.hits / first.n - second.hits / second.n
    return Difference(*pair, value, low, high, p, holm, contrast(p, holm, alpha=alpha))
