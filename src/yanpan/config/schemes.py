"""Scoring schemes of three, four or five steps: what an answer is worth."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from yanpan.config.strict import Points, Strict

STEPS = (3, 4, 5)


class Scheme(Strict):
    """Points by answer, no two alike; `unscored` answers are outside numerator and denominator."""

    points: dict[str, Points] = Field(alias="赋分")
    unscored: tuple[str, ...] = Field(alias="不计分", default=())
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        if len(self.points) not in STEPS:
            raise ValueError(f"赋分只能是三档、四档或五档，现为{len(self.points)}档")
        if len(set(self.points.values())) < len(self.points):
            raise ValueError("赋分不能有两档同分")
        if shared := set(self.points) & set(self.unscored):
            raise ValueError(f"“{min(shared)}”不能既赋分又不计分")
        return self
