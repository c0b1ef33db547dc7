"""Forms collected a second time: replicates of a village's forms with a finite population, vectorised and seeded.

Model: the N people expected are a finite population of which n handed in a form. Those who did not are filled in by
Pólya's urn from those who did (Pólya posterior: Ghosh and Meeden 1997, "Bayesian Methods for Finite Population
Sampling", ch. 2; Lo 1988, Annals of Statistics 16: 1684–1695), then n of the N are drawn anew without replacement.
Why not the plain bootstrap: it redraws with replacement and knows no population, so a meeting at which everyone
answered would still look uncertain; and a posterior of the population alone (without the second draw) would promise
less change than a second collection brings. Both steps together are exchangeable, so they need no population in memory:
the number of people asked both times is hypergeometric, the forms of these are a random subset of what was handed in,
the others are Dirichlet-multinomial draws.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


def generator(seed: int, *names: str) -> np.random.Generator:
    """A generator of its own for a village: the same whatever else is run, in whatever order."""
    return np.random.default_rng([seed, *(zlib.crc32(name.encode("utf-8")) for name in names)])


def second_collection(
    rng: np.random.Generator, forms: Counts, prior: Floats, *, population: int | None, replicates: int
) -> Floats:
    """How many forms of each kind a second collection brings: replicates × kinds, each row adding up to Σ forms.

    `forms`: how many of each kind (equal answers) were handed in. `prior`: imagined forms of each kind (fractions of a
    form) that stand behind those, so that three equal forms do not count as certainty. Without a population (None)
    nobody is asked twice; a population no greater than the forms gives the same forms again.
    """
    n = int(forms.sum())
    twice = _asked_twice(rng, n, population, replicates)
    shares = rng.standard_gamma(forms + prior, size=(replicates, len(forms)))
    shares /= shares.sum(axis=1, keepdims=True)
    drawn: Floats = _subsets(rng, forms, twice) + rng.multinomial(n - twice, shares).astype(float)
    return drawn


def _asked_twice(rng: np.random.Generator, n: int, population: int | None, replicates: int) -> Counts:
    """People who hand in a form both times, by replicate."""
    if population is None:
        return np.zeros(replicates, dtype=np.int64)
    return rng.hypergeometric(n, max(population, n) - n, n, size=replicates)


def _subsets(rng: np.random.Generator, forms: Counts, wanted: Counts) -> Counts:
    """A random subset of `wanted[i]` of the forms by kind, one row each (multivariate hypergeometric, kind by kind)."""
    result = np.zeros((len(wanted), len(forms)), dtype=np.int64)
    left, rest = wanted.copy(), int(forms.sum())
    for kind, number in enumerate(forms.tolist()):
        rest -= number
        result[:, kind] = rng.hypergeometric(number, rest, left) if wanted.any() else 0
        left -= result[:, kind]
    return result


def means(counts: Floats, values: Floats) -> Floats:
    """Mean of every column of `values` (kinds × columns, not-a-number: no view) under each replicate's counts.

    Not-a-number where a replicate has nobody with a view.
    """
    there = np.isfinite(values)
    weight = counts @ there.astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Floats = counts @ np.where(there, values, 0.0) / weight
    return result
