"""Pairwise differences of rates, and the three words that a report may use for them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

from yanpan.analysis.rates import ALPHA, wilson
from yanpan.analysis.results import Rate

FARTHEST = 30.0
"""Normal quantile beyond which a difference counts as certain."""


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

    def words(self, *, better: str = "高", worse: str = "低") -> str:
        """How `first` stands to `second`: 明显高, 较高, 持平 …"""
        if self.word is Contrast.LEVEL:
            return self.word.value
        return self.word.value + (better if self.value > 0 else worse)


def contrast(p: float, p_holm: float, *, alpha: float = ALPHA) -> Contrast:
    """The only place where the words 明显, 较, 持平 come from: after Holm, before Holm, neither.

    >>> contrast(0.001, 0.03).value, contrast(0.02, 0.3).value, contrast(0.4, 1.0).value
    ('明显', '较', '持平')
    """
    if p_holm <= alpha:
        return Contrast.CLEAR
    return Contrast.SOME if p <= alpha else Contrast.LEVEL


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
    """The largest error probability at which the Newcombe interval still holds 0; both rates must have forms.

    So p ≤ alpha says just that the interval at alpha leaves 0 out.
    """
    if first.hits * second.n < second.hits * first.n:
        first, second = second, first

    def low(z: float) -> float:
        ends = newcombe(first, second, alpha=2 * float(norm.sf(z)))
        return ends[0] if ends else 0.0

    if low(0.0) <= 0:
        return 1.0
    if low(FARTHEST) > 0:
        return 0.0
    return 2 * float(norm.sf(brentq(low, 0.0, FARTHEST, xtol=1e-10)))


def differences(rates: Mapping[str, Rate], *, alpha: float = ALPHA) -> tuple[Difference, ...]:
    """Every pair in the order of `rates`, Holm-adjusted over all of them; those without forms are left out.

    Source of the adjustment: Holm (1979), Scandinavian Journal of Statistics 6: 65–70.
    """
    known = {name: rate for name, rate in rates.items() if rate.n}
    pairs = list(itertools.combinations(known, 2))
    if not pairs:
        return ()
    raw = [p_value(known[a], known[b]) for a, b in pairs]
    adjusted = multipletests(raw, alpha=alpha, method="holm")[1]
    return tuple(
        _difference(pair, known, p, float(holm), alpha) for pair, p, holm in zip(pairs, raw, adjusted, strict=True)
    )


def _difference(pair: tuple[str, str], rates: dict[str, Rate], p: float, holm: float, alpha: float) -> Difference:
    first, second = rates[pair[0]], rates[pair[1]]
    low, high = newcombe(first, second, alpha=alpha) or (float("nan"), float("nan"))
    value = first.hits / first.n - second.hits / second.n
    return Difference(*pair, value, low, high, p, holm, contrast(p, holm, alpha=alpha))
