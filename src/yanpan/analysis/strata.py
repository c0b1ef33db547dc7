"""Satisfaction by who answered, with small cells merged so that nobody can be picked out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.frames import Tables, of_village
from yanpan.analysis.rates import ALPHA, rate
from yanpan.analysis.results import Rate
from yanpan.config.policy import Policy

OTHERS = "其他身份合并"
UNSTATED = "未填身份"


@dataclass(frozen=True)
class Stratum:
    """The rate of one group of respondents; `members` are the identities it holds (several where merged)."""

    name: str
    members: tuple[str, ...]
    rate: Rate


def merge_small(sizes: dict[str, int], least: int, *, also: Set[str] = frozenset()) -> dict[str, str]:
    """Stratum of every identity: its own from `least` forms on, else the merged one, in order of `sizes`.

    Those in `also` are merged whatever their size, and never stay alone in the merged cell.

    Should the merged cell itself stay below `least`, the smallest of the others joins it; one cell is left alone
    only if there is no other.

    >>> merge_small({"党员": 20, "小组长": 3, "村民代表": 6}, 5)
    {'党员': '党员', '小组长': '其他身份合并', '村民代表': '其他身份合并'}
    """
    small = {name for name, size in sizes.items() if size < least} | also
    for name in sorted(sizes.keys() - small, key=lambda name: (sizes[name], name)):
        lone = len(small) == 1 and small <= also
        if not small or (sum(sizes[each] for each in small) >= least and not lone):
            break
        small.add(name)
    return {name: OTHERS if name in small else name for name in sizes}


def satisfaction_strata(tables: Tables, village: str, *, policy: Policy) -> tuple[Stratum, ...]:
    """Satisfaction by identity over the village's valid forms that took a view; none where they make one cell only."""
    rows = of_village(tables, "satisfaction_forms", village)
    rows = rows[rows["overall"].isin(list(policy.satisfaction.scheme))]
    views = pd.DataFrame({"identity": rows["identity"], "answer": rows["overall"]})
    cells, rules = policy.small_cells, policy.satisfaction
    found = by_identity(views, counts_as=rules.counts_as, least=cells.internal, uniform=cells.public, alpha=rules.alpha)
    return found if len(found) > 1 else ()


def by_identity(
    views: pd.DataFrame, *, counts_as: tuple[str, ...], least: int, uniform: int = 0, alpha: float = ALPHA
) -> tuple[Stratum, ...]:
    """Rates by stratum; `views` hold `identity` and `answer` (that took a view). Empty where all are below `least`.

    Cells are merged by the number of views; so is one below `uniform` in which all say the same, as that tells what
    each of them said. Intervals carry no finite-population correction: how many of each identity were expected is not
    on record.
    """
    identity = views["identity"].fillna(UNSTATED).astype(str)
    if len(views) < least:
        return ()
    sizes = {str(name): int(size) for name, size in identity.value_counts().sort_index().items()}
    hits = views["answer"].isin(counts_as)
    shares = hits.groupby(identity).mean()
    alike = {name for name, size in sizes.items() if size < uniform and shares[name] in (0.0, 1.0)}
    strata = merge_small(sizes, least, also=alike)
    names = sorted(dict.fromkeys(strata.values()), key=lambda name: name == OTHERS)
    return tuple(_stratum(name, strata, identity, hits, alpha) for name in names)


def _stratum(name: str, strata: dict[str, str], identity: pd.Series, hits: pd.Series, alpha: float) -> Stratum:
    members = tuple(each for each, stratum in strata.items() if stratum == name)
    mine = identity.isin(members)
    return Stratum(name, members, rate(int(hits[mine].sum()), int(mine.sum()), alpha=alpha))
