"""How a village's rate stands to that of the other villages together, in the three bound words.

The words need every village's p-values at once (Holm over all villages and items), a village's run has only its own
rows. What it needs of the others is one number, kept with the township's benchmarks: the largest p-value that Holm's
procedure still rejects. Rejected is then exactly what lies at or below it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from statsmodels.stats.multitest import multipletests

from yanpan.analysis.comparisons import Contrast, contrast, contrast_words, p_value, p_values
from yanpan.analysis.rates import ALPHA, rate
from yanpan.analysis.results import Rate


@dataclass(frozen=True)
class Standing:
    """A rate beside that of the other villages together: `value` is own minus rest (−1…1)."""

    rest: Rate
    value: float
    p: float
    word: Contrast

    @property
    def words(self) -> str:
        """The bound word with its direction."""
        return contrast_words(self.word, self.value)


def rest_of(own: Rate, whole: Rate, *, alpha: float = ALPHA) -> Rate:
    """The township's rate without the village's forms, so that the two are independent.

    Its population is known where both are. Without forms where the village is all there is, or not part of `whole`.
    """
    hits, n = whole.hits - own.hits, whole.n - own.n
    if n <= 0 or not 0 <= hits <= n:
        return rate(0, 0, alpha=alpha)
    known = None if whole.population is None or own.population is None else whole.population - own.population
    return rate(hits, n, population=known, alpha=alpha)


def standing(own: Rate, whole: Rate, *, cut: float | None, alpha: float = ALPHA) -> Standing | None:
    """How `own` stands to the rest of `whole`; None where either has no forms.

    `cut`: the largest p-value that Holm rejects over all villages and items (`holm_cut`), None if there is none.
    """
    rest = rest_of(own, whole, alpha=alpha)
    if not own.n or not rest.n:
        return None
    p = p_value(own, rest)
    word = contrast(p, 0.0 if cut is not None and p <= cut else 1.0, alpha=alpha)
    return Standing(rest, own.hits / own.n - rest.hits / rest.n, p, word)


def holm_cut(pairs: Sequence[tuple[Rate, Rate]], *, alpha: float = ALPHA) -> float | None:
    """The largest p-value that Holm's procedure rejects over these pairs, all of them as one family; None: none.

    Source: Holm (1979), Scandinavian Journal of Statistics 6: 65–70.
    """
    known = [(own, rest) for own, rest in pairs if own.n and rest.n]
    if not known:
        return None
    raw = p_values(known)
    rejected = multipletests(raw, alpha=alpha, method="holm")[0]
    return float(raw[rejected].max()) if rejected.any() else None


def against_rest(rates: Iterable[Rate], whole: Rate, *, alpha: float = ALPHA) -> list[tuple[Rate, Rate]]:
    """Each village's rate with that of the others."""
    return [(own, rest_of(own, whole, alpha=alpha)) for own in rates]


def contrast_counts(rates: Mapping[str, Rate], *, alpha: float = ALPHA) -> dict[str, int]:
    """How many pairs of villages go by which word, Holm-adjusted over all pairs; says nothing of who is above whom."""
    known = [each for each in rates.values() if each.n]
    pairs = list(itertools.combinations(known, 2))
    if not pairs:
        return {}
    raw = p_values(pairs)
    adjusted = multipletests(raw, alpha=alpha, method="holm")[1]
    found = Counter(contrast(p, holm, alpha=alpha) for p, holm in np.column_stack([raw, adjusted]).tolist())
    return {word.value: found[word] for word in Contrast}
