"""How long the firmness of the sample's nine villages takes, and min–max scaling set beside the goalposts.

Run: python benchmarks/firmness.py  (two seconds on two cores is the promise; one process is used)
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from yanpan.analysis import analyse_village, village
from yanpan.analysis.firmness import firmness
from yanpan.analysis.results import VillageAnalysis
from yanpan.analysis.slices import slices
from yanpan.config.paths import Project
from yanpan.config.policy import Policy, load_policy
from yanpan.config.township import load_round
from yanpan.intake import read_round

ROOT = Path(__file__).resolve().parents[1]
ROUND = "2023-mid"


def main() -> None:
    """Print label, shares and seconds."""
    project = Project(ROOT)
    policy, config = load_policy(project.params), load_round(project.round_params(ROUND))
    tables = read_round(project, ROUND).tables
    calls = []
    village.firmness = lambda *given: calls.append(given) or firmness(*given)
    found = [analyse_village(part, policy, round_config=config, village=id) for id, part in slices(tables).items()]
    began, cpu = time.perf_counter(), time.process_time()
    for given in calls:
        firmness(*given)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    for each in found:
        shares = "  ".join(f"{grade} {share:6.1%}" for grade, share in each.firmness.probabilities.items())
        print(each.village, each.suggestion.grade, each.firmness.label, shares, sep="  ")
    print(f"{len(calls)} villages × {policy.firmness.replicates} replicates: {wall:.2f} s ({cpu:.2f} s of processor)")
    print(f"order by min–max against goalposts (Spearman): {order(found, policy):.2f}")


def order(found: list[VillageAnalysis], policy: Policy) -> float:
    """Rank correlation of the composites; an indicator that is equal in all villages counts as 100 under min–max."""
    raw = np.array([[each.raw for each in one.suggestion.indicators] for one in found], dtype=float)
    span = np.ptp(raw, axis=0)
    scaled = np.where(span > 0, (raw - raw.min(axis=0)) / np.where(span > 0, span, 1), 1.0)
    weights = np.array([each.weight for each in policy.indicators])
    return float(spearmanr(scaled @ weights, [one.suggestion.score for one in found]).statistic)


if __name__ == "__main__":
    main()
