"""Rank sets of villages by a rate: standard errors that behave at the ends, and what a report may say of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import sqrt

from yanpan.analysis.ranks import RankSet, rank_sets
from yanpan.analysis.rates import ALPHA, effective_size
from yanpan.analysis.results import Rate

ADDED = 2
"""Successes and failures added each, before the standard error is taken (Agresti–Coull at 95 %)."""


def smoothed(rate: Rate) -> tuple[float, float]:
    """Estimate and standard error of a rate with forms, by (x + 2)/(n + 4), n being n_eff of a finite population.

    Where everyone answered: the rate itself, no error. The plain √(p(1 − p)/n) is 0 at 0 and 100 %.
    Source: Agresti and Coull (1998), The American Statistician 52: 119–126.
    """
    size = float(rate.n) if rate.population is None else effective_size(rate.n, rate.population)
    share = rate.hits / rate.n
    if size is None:
        return share, 0.0
    p = (share * size + ADDED) / (size + 2 * ADDED)
    return p, sqrt(p * (1 - p) / (size + 2 * ADDED))


def village_ranks(rates: Mapping[str, Rate], *, alpha: float = ALPHA) -> dict[str, RankSet]:
    """Simultaneous rank set by village; villages without forms are not ranked. Not for publication as a list."""
    known = {name: rate for name, rate in rates.items() if rate.n}
    if not known:
        return {}
    estimates, errors = zip(*map(smoothed, known.values()), strict=True)
    return dict(zip(known, rank_sets(estimates, errors, alpha=alpha), strict=True))


def narrowed(sets: Collection[RankSet]) -> int:
    """How many sets rule out at least one rank.

    >>> narrowed([RankSet(1, 1, 3), RankSet(2, 1, 3), RankSet(3, 2, 3)])
    1
    """
    return sum(each.low > 1 or each.high < len(sets) for each in sets)


def rank_words(sets: Sequence[RankSet]) -> str:
    """One Chinese sentence on what the sets allow to be said; no village is named, no order given.

    >>> rank_words([RankSet(1, 1, 2), RankSet(2, 1, 2)])
    '按现有份数，2个村的先后分不出来，不排名次。'
    """
    if len(sets) < 2:
        return "不足两个村有数据，不作比较。"
    fewer = narrowed(sets)
    if not fewer:
        return f"按现有份数，{len(sets)}个村的先后分不出来，不排名次。"
    return f"按现有份数，{len(sets)}个村中只有{fewer}个村的名次范围比“全部可能”窄，仍不排名次。"
