"""The policy: thresholds, weights, mappings and gates (`params/policy.yml`), read strictly, never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from pydantic import Field, field_validator, model_validator

from yanpan.config.firmness import FirmnessRules
from yanpan.config.indicators import SCOPES, Indicator, Measure
from yanpan.config.norms import (
    AppraisalFormula,
    CommonRules,
    GateRules,
    PrecheckRules,
    ReserveNorms,
    SlipRules,
    SmallCells,
    TeamNorms,
    TrainingNorms,
    WorkloadFormula,
)
from yanpan.config.schemes import Scheme
from yanpan.config.scoring import (
    ITEM_KEYS,
    QUESTION_KEYS,
    BallotRules,
    Cuts,
    Dimensions,
    MeetingRules,
    RegisterScores,
    SatisfactionRules,
    SourceCuts,
    Words,
)
from yanpan.config.strict import Points, Strict
from yanpan.config.yaml import load_model
from yanpan.schema.values import DOCUMENT_ITEMS, Dimension, Grade

FILE = "policy.yml"


class Policy(Strict):
    """All that the township decides about method. Percentages 0…100; shares exact fractions."""

    cuts: Cuts = Field(alias="档次分界")
    words: Words = Field(alias="评语")
    satisfaction: SatisfactionRules = Field(alias="满意度")
    schemes: dict[str, Scheme] = Field(alias="评分方案", default_factory=dict)
    ballots: BallotRules = Field(alias="民主测评")
    meetings: MeetingRules = Field(alias="会议有效")
    dimensions: Dimensions = Field(alias="四个维度")
    domains: dict[str, tuple[str, ...]] = Field(alias="问卷领域", min_length=1)
    domains_source: str = Field(alias="问卷领域依据", min_length=1)
    sources: SourceCuts = Field(alias="四源分档")
    registers: RegisterScores = Field(alias="登记赋分")
    group_weights: dict[str, Points] = Field(alias="一级权重", min_length=1)
    group_weights_source: str = Field(alias="一级权重依据", min_length=1)
    indicators: tuple[Indicator, ...] = Field(alias="指标", min_length=1)
    gates: GateRules = Field(alias="闸门")
    prechecks: PrecheckRules = Field(alias="摸底")
    team: TeamNorms = Field(alias="队伍")
    reserves: ReserveNorms = Field(alias="后备")
    training: TrainingNorms = Field(alias="培训")
    workload: WorkloadFormula = Field(alias="工作量")
    appraisal: AppraisalFormula = Field(alias="年终考核")
    slips: SlipRules = Field(alias="提醒单", default_factory=SlipRules)
    small_cells: SmallCells = Field(alias="小格")
    firmness: FirmnessRules = Field(alias="稳定性")
    common: CommonRules = Field(alias="共性问题")
    themes: tuple[str, ...] = Field(alias="主题", min_length=1)
    themes_source: str = Field(alias="主题依据", min_length=1)

    @field_validator("domains")
    @classmethod
    def _known_questions(cls, domains: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        _once((name for names in domains.values() for name in names), QUESTION_KEYS, "问卷领域")
        return domains

    @field_validator("dimensions")
    @classmethod
    def _known_parts(cls, dimensions: Dimensions) -> Dimensions:
        parts = [dimensions[dimension] for dimension in Dimension]
        _once((name for part in parts for name in part.questions), QUESTION_KEYS, "四个维度→问卷")
        _once((name for part in parts for name in part.items), ITEM_KEYS, "四个维度→测评")
        _once((name for part in parts for name in part.documents), DOCUMENT_ITEMS, "四个维度→资料")
        return dimensions

    @field_validator("indicators")
    @classmethod
    def _adds_up(cls, indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        repeated = [key for key, count in Counter(each.key for each in indicators).items() if count > 1]
        if repeated:
            raise ValueError(f"键“{repeated[0]}”写了不止一次")
        total = sum(each.weight for each in indicators)
        if abs(total - 100) > 1e-9:
            raise ValueError(f"各指标权重合计须为 100，现为 {total:g}")
        return indicators

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for group in dict.fromkeys((*self.group_weights, *(each.group for each in self.indicators))):
            stated = self.group_weights.get(group, 0.0)
            summed = sum(each.weight for each in self.indicators if each.group == group)
            if abs(stated - summed) > 1e-9:
                raise ValueError(f"“{group}”的一级权重为 {stated:g}，所属指标权重合计为 {summed:g}，两者须一致")
        for each in self.indicators:
            self._check_scope(each)
        return self

    def _check_scope(self, indicator: Indicator) -> None:
        needs = indicator.measure in (Measure.DOMAIN, *SCOPES)
        if needs and not indicator.scope:
            raise ValueError(f"指标“{indicator.name}”须写范围")
        if indicator.measure is Measure.DOMAIN and set(indicator.scope) - set(self.domains):
            raise ValueError(f"指标“{indicator.name}”的范围可选 {'、'.join(self.domains)}")

    def word(self, grade: Grade, *, firm: bool) -> str:
        """Evaluation word of a team's grade."""
        return self.words.of(grade, firm=firm)

    def domain_keys(self, name: str) -> tuple[str, ...]:
        """Columns of a questionnaire domain."""
        return tuple(QUESTION_KEYS[question] for question in self.domains[name])


def _once(names: Iterable[str], known: Iterable[str], place: str) -> None:
    allowed = tuple(known)
    for name, count in Counter(names).items():
        if name not in allowed:
            raise ValueError(f"“{place}”里没有“{name}”，可选 {'、'.join(allowed)}")
        if count > 1:
            raise ValueError(f"“{place}”里“{name}”写了不止一次，每项只能归一处")


def load_policy(params: Path) -> Policy:
    """The policy of the folder `params`; UserError names every fault."""
    return load_model(params / FILE, Policy)
