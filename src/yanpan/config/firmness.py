"""Section of the policy on how firm a grade is: what is varied, how widely, and the lines of the labels."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from yanpan.config.strict import Share, Strict


class FirmnessRules(Strict):
    """Joint resampling of a grade. Widths and shares are exact fractions."""

    replicates: int = Field(alias="重复次数", ge=5000, le=100_000)
    seed: int = Field(alias="种子", ge=0)
    weights: Share = Field(alias="权重幅度")
    """Each weight is multiplied by a factor from 1 ± this."""
    goalposts: Share = Field(alias="标杆幅度", le=0.4)
    """Both goalposts move by up to this share of their distance."""
    geometric: Share = Field(alias="几何聚合占比")
    leave_out: Share = Field(alias="留一指标占比")
    prior: float = Field(alias="先验份数", gt=0, le=5)
    least: int = Field(alias="最少份数", ge=1)
    firm: Share = Field(alias="稳定")
    fair: Share = Field(alias="较稳定")
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.firm > self.fair:
            raise ValueError("“稳定”的分界须高于“较稳定”的分界")
        return self
