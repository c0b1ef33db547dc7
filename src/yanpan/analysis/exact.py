"""Exact intervals of a share and worst-case bounds: what holds without approximation, what without any model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import hypergeom
from statsmodels.stats.proportion import proportion_confint

from yanpan.analysis.rates import ALPHA


@dataclass(frozen=True)
class Bounds:
    """Worst-case bounds of a share, 0…1: nobody who gave no view is satisfied (`low`), everybody is (`high`)."""

    low: float
    high: float
    silent: int
    """Forms handed out that say nothing: not returned, invalid, blank, 不了解."""


def clopper_pearson(hits: int, n: int, *, alpha: float = ALPHA) -> tuple[float, float] | None:
    """Clopper–Pearson interval of hits/n in 0…1, None for n = 0.

    Inverts the two binomial tails of alpha/2 each; never covers less than 1 − alpha, often more than needed.
    Source: Clopper and Pearson (1934), Biometrika 26: 404–413; 7/50 gives .0581917–.2673960.
    """
    if n == 0:
        return None
    low, high = proportion_confint(hits, n, alpha=alpha, method="beta")
    return float(low), float(high)


def people_interval(hits: int, n: int, *, population: int, alpha: float = ALPHA) -> tuple[int, int] | None:
    """Fewest and most satisfied people among `population` that fit hits of n; None for n = 0.

    Those K for which hits lies in neither tail of alpha/2 of the hypergeometric distribution (drawing n of
    `population` without replacement). A population below n counts as n, and then nothing is left open.

    >>> people_interval(46, 51, population=90)
    (75, 85)
    """
    if n == 0:
        return None
    size = max(population, n)
    totals = np.arange(hits, size - n + hits + 1)
    above = hypergeom.sf(hits - 1, size, totals, n)
    below = hypergeom.cdf(hits, size, totals, n)
    fits = totals[(above > alpha / 2) & (below > alpha / 2)]
    return int(fits[0]), int(fits[-1])


def finite_interval(hits: int, n: int, *, population: int, alpha: float = ALPHA) -> tuple[float, float] | None:
    """`people_interval` as shares of the population, 0…1; None for n = 0."""
    people = people_interval(hits, n, population=population, alpha=alpha)
    size = max(population, n)
    return None if people is None else (people[0] / size, people[1] / size)


def worst_case(hits: int, n: int, *, issued: int) -> Bounds | None:
    """Bounds of the share among all who were handed a form, whatever the silent ones think; None without forms.

    low = hits/issued, high = (hits + silent)/issued with silent = issued − n; `issued` below n counts as n.
    Source: Manski (2003), Partial Identification of Probability Distributions, chapter 1. Sampling error is
    not part of them.

    >>> worst_case(46, 51, issued=60)
    Bounds(low=0.7666666666666667, high=0.9166666666666666, silent=9)
    """
    forms = max(issued, n)
    if forms == 0:
        return None
    silent = forms - n
    return Bounds(hits / forms, (hits + silent) / forms, silent)
