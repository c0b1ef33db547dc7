"""Statistics and rules on tidy tables: pure functions, no disk, no clock, no unseeded randomness."""

from __future__ import annotations

from yanpan.analysis.benchmarks import as_village_shows, benchmarks, benchmarks_from
from yanpan.analysis.village import analyse_village

__all__ = ["analyse_village", "as_village_shows", "benchmarks", "benchmarks_from"]
