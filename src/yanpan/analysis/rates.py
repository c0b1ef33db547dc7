"""Shares with intervals: Wilson's interval, corrected for finite populations."""

from __future__ import annotations

from statsmodels.stats.proportion import proportion_confint

from yanpan.analysis.results import Rate
from yanpan.evidence import SourceRef

ALPHA = 0.05


def effective_size(n: int, population: int) -> float | None:
    """n_eff = n(N − 1)/(N − n); None where everyone answered (no sampling error is left).

    >>> effective_size(51, 90)
    116.38461538461539
    >>> effective_size(30, 30) is None
    True
    """
    return None if population <= n else n * (population - 1) / (population - n)


def wilson(hits: int, n: int, *, population: int | None = None, alpha: float = ALPHA) -> tuple[float, float] | None:
    """Wilson interval of hits/n in 0…1, None for n = 0.

    With `population` N the sample size is n_eff = n(N − 1)/(N − n) (finite-population correction); N below n
    counts as n. Checked against Newcombe (1998), Statistics in Medicine 17: 857–872, table I.
    """
    if n == 0:
        return None
    share = hits / n
    size = float(n) if population is None else effective_size(n, max(population, n))
    if size is None:
        return share, share
    low, high = proportion_confint(share * size, size, alpha=alpha, method="wilson")
    return min(max(0.0, float(low)), share), max(min(1.0, float(high)), share)


def rate(
    hits: int,
    n: int,
    *,
    population: int | None = None,
    alpha: float = ALPHA,
    sources: tuple[SourceRef, ...] = (),
) -> Rate:
    """The share hits/n with its Wilson interval; all three numbers None for n = 0."""
    ends = wilson(hits, n, population=population, alpha=alpha)
    known = None if population is None else max(population, n)
    if ends is None:
        return Rate(0, 0, None, None, None, known, sources)
    return Rate(hits, n, hits / n, ends[0], ends[1], known, sources)
