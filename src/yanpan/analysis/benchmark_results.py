"""What the township's benchmarks hand to the villages' runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from yanpan.analysis.contrast_results import Beside, Contrasts, Since
from yanpan.analysis.results import Rate
from yanpan.analysis.scale_results import Scale


@dataclass(frozen=True)
class Benchmarks:
    """Township figures that a village's report compares itself with. Few numbers, whatever the number of villages."""

    villages: int
    satisfaction: Rate
    satisfaction_items: dict[str, Rate]
    domains: dict[str, float | None]
    """Township mean of village domain scores, 0…100."""
    dimensions: dict[str, float | None]
    income_net_median: float | None
    """万元, median over villages with a figure for the latest year."""
    scales: dict[str, Scale] = field(default_factory=dict)
    """By measure, see `analysis.scales`."""
    double_stretches: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Stretches of road that several rows give, with the village of each row."""
    hidden: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By village: rates told as bounds."""
    contrasts: Contrasts = field(default_factory=Contrasts)
    measured: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By village: the scales' measures that it has a figure of."""
    beside: dict[str, dict[str, Beside]] = field(default_factory=dict)
    """By village and item (`overall` or its key), where both sides have forms; kept in each village's own file."""
    since: dict[str, Since] = field(default_factory=dict)
    """By village, against the round before, if there is one; kept in each village's own file."""
