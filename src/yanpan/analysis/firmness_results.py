"""How firm a suggested grade is: what the joint resampling found and what would change the grade."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from yanpan.schema.values import Grade


class Stability(StrEnum):
    """Labels of firmness, by the policy's lines."""

    FIRM = "稳定"
    FAIR = "较稳定"
    EDGE = "临界"


@dataclass(frozen=True)
class Flip:
    """The smallest change that gives another grade. None in a place: no change of that kind does."""

    votes: int | None = None
    """Satisfaction forms whose 总体评价 would have to be another."""
    votes_to: Grade | None = None
    votes_up: bool = False
    """True: towards 满意; False: towards 不满意."""
    points: float | None = None
    """Points of the composite, without its sign; 0 where only a gate stands in the way upwards is never told."""
    points_to: Grade | None = None
    points_up: bool = False


@dataclass(frozen=True)
class Control:
    """The composite with geometric aggregation over the groups, and the grade that it would give."""

    score: float
    grade: Grade


@dataclass(frozen=True)
class Firmness:
    """Shares of replicates by grade (they add up to 1) and the label of the suggested grade.

    `label` None: nothing can be said, `missing` says why, `probabilities` is empty.
    """

    label: Stability | None
    probabilities: dict[Grade, float] = field(default_factory=dict)
    replicates: int = 0
    flip: Flip = field(default_factory=Flip)
    control: Control | None = None
    missing: str = ""
