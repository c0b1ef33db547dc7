"""Indicators of the composite score: what is measured, how it is normalised, what it weighs."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from yanpan.config.strict import Strict
from yanpan.schema.values import DOCUMENT_ITEMS, SATISFACTION_ITEMS


class Measure(StrEnum):
    """Raw values that an indicator can be made of (`取数`)."""

    DOCUMENTS = "资料完整率"
    QUALITY = "资料规范程度"
    DOMAIN = "问卷领域"
    PARTY_TASKS = "党建任务"
    INSPECTIONS = "月督查"
    INCOME = "集体净收益"
    SOURCES = "集体来源数"
    SATISFACTION_ITEM = "测评单项"
    SATISFACTION_SCORE = "满意度得分"
    SATISFACTION_RATE = "满意率"
    BALLOT = "班子测评"
    POSTS = "在岗率"
    RESERVES = "后备达标"


class Direction(StrEnum):
    """Whether more is better."""

    UP = "越高越好"
    DOWN = "越低越好"


SCOPES: dict[Measure, tuple[str, ...]] = {
    Measure.DOCUMENTS: DOCUMENT_ITEMS,
    Measure.QUALITY: DOCUMENT_ITEMS,
    Measure.SATISFACTION_ITEM: tuple(SATISFACTION_ITEMS.values()),
}
"""Measures whose `范围` comes from a closed list."""


class Indicator(Strict):
    """One indicator. Normalised: `low` gives 0, `high` gives 100, linear between, cut off outside."""

    key: str = Field(alias="键", pattern=r"^[a-z][a-z0-9_]*$")
    name: str = Field(alias="名称")
    group: str = Field(alias="组")
    measure: Measure = Field(alias="取数")
    scope: tuple[str, ...] = Field(alias="范围", default=())
    unit: str = Field(alias="单位")
    low: float = Field(alias="低标")
    high: float = Field(alias="高标")
    direction: Direction = Field(alias="方向")
    weight: float = Field(alias="权重", gt=0, le=100)
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if not self.low < self.high:
            raise ValueError(f"指标“{self.name}”的低标须小于高标（方向另由“方向”决定）")
        known = SCOPES.get(self.measure)
        strange = [item for item in self.scope if known is not None and item not in known]
        if strange:
            raise ValueError(f"指标“{self.name}”的范围里没有“{strange[0]}”，可选 {'、'.join(known or ())}")
        return self

    def normalise(self, raw: float) -> float:
        """`raw` on the scale 0…100: goalpost method (OECD/JRC handbook 2008, step 5)."""
        share = min(1.0, max(0.0, (raw - self.low) / (self.high - self.low)))
        return 100 * (share if self.direction is Direction.UP else 1 - share)
