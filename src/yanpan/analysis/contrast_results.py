"""What the township's benchmarks keep of the comparison of villages: few numbers, however many villages there are."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contrasts:
    """How far villages can be told apart by their satisfaction rates; nothing of who is above whom."""

    cut: float | None = None
    """Largest p-value at which a village still differs from the others after Holm, over all villages, the overall
    rate and the eight items; None: nowhere. At or below it a report may say 明显."""
    pairs: dict[str, int] = field(default_factory=dict)
    """Pairs of villages by word (明显, 较, 持平) for the overall rate, Holm-adjusted over all pairs."""
    ranked: int = 0
    """Villages with a rank set; 0 where there are too few or too many to make them."""
    narrowed: int = 0
    """Villages whose rank set is narrower than all ranks."""
    raters: Raters = field(default_factory=lambda: Raters())


@dataclass(frozen=True)
class Beside:
    """A village's rate beside that of the other villages together, as the village's report says it."""

    rest: float
    """The others' rate (0…1), to the whole per cent."""
    word: str
    """One of the three bound words (明显, 较, 持平)."""
    words: str
    """The word with its direction."""


@dataclass(frozen=True)
class Since:
    """How a village's rate stands to its own of the round before."""

    word: str
    """One of the three bound words (明显, 较, 持平); '' where either round has too few forms for a comparison."""
    words: str = ""
    """The word with its direction."""
    hidden: bool = False
    """The earlier round told its rate as a bound only, so that its totals would not give others back."""


@dataclass(frozen=True)
class Raters:
    """Whether the groups' leniency can be told from the villages, over the township (`raters.RaterGraph`)."""

    groups: int = 0
    parts: int = 0
    """Connected parts of the group × village graph."""
    rank: int = 0
    """Parameters of the two-way model that can be estimated."""
    needed: int = 0
    """Parameters that it has."""
    crossed: bool = False
    """Whether any group looked at more than its own village."""

    @property
    def identifiable(self) -> bool:
        """Leniency and village can be told apart throughout."""
        return self.needed > 0 and self.rank == self.needed
