"""Sections of the policy that turn answers into grades: cuts, satisfaction, ballots, the four sources."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from yanpan.config.strict import Points, Share, Strict
from yanpan.schema.values import QUESTIONS, SATISFACTION_ITEMS, CheckQuality, Dimension, Grade, Satisfaction

QUESTION_KEYS = {key.upper(): key for key in QUESTIONS}
ITEM_KEYS = {zh: key for key, zh in SATISFACTION_ITEMS.items()}


class Cuts(Strict):
    """Scores from which a grade begins."""

    good: Points = Field(alias="好")
    normal: Points = Field(alias="正常")
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.good > self.normal:
            raise ValueError("“好”的分界须高于“正常”的分界")
        return self

    def grade(self, score: float) -> Grade:
        """The grade of a score; a score on the cut has reached it."""
        return Grade.GOOD if score >= self.good else Grade.NORMAL if score >= self.normal else Grade.POOR


class Words(Strict):
    """Evaluation words of the report."""

    good_firm: str = Field(alias="好且稳")
    good: str = Field(alias="好")
    normal: str = Field(alias="正常")
    poor: str = Field(alias="较差")
    source: str = Field(alias="依据", min_length=1)

    def of(self, grade: Grade, *, firm: bool) -> str:
        """The word for a grade (which may come as plain text out of a summary)."""
        good = self.good_firm if firm else self.good
        return {Grade.GOOD: good, Grade.NORMAL: self.normal, Grade.POOR: self.poor}[Grade(grade)]


class SatisfactionRules(Strict):
    """How satisfaction forms are scored, and the floors that the rate must keep (percent)."""

    scheme: dict[Satisfaction, Points] = Field(alias="赋分")
    counts_as: tuple[Satisfaction, ...] = Field(alias="算作满意", min_length=1)
    good_rate: Points = Field(alias="好的满意率")
    firm_low: Points = Field(alias="稳的区间下限")
    firm_margin: Points = Field(alias="稳的得分余量")
    review_rate: Points = Field(alias="复核满意率")
    review_dissatisfied: Points = Field(alias="复核不满意率")
    confidence: float = Field(alias="置信水平", ge=50, lt=100)
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        wanted = {Satisfaction.SATISFIED, Satisfaction.MOSTLY, Satisfaction.DISSATISFIED}
        if set(self.scheme) != wanted:
            raise ValueError("赋分须恰好写满意、基本满意、不满意三项（“不了解”不计分）")
        if not set(self.counts_as) < wanted:
            raise ValueError("“算作满意”只能从满意、基本满意、不满意中选，且不能全选")
        return self

    @property
    def alpha(self) -> float:
        """Error probability of the intervals, 0.05 for 95 %."""
        return round(1 - self.confidence / 100, 10)


class BallotRules(Strict):
    """How ballots are scored, and when they ask for a review."""

    scheme: dict[Grade, Points] = Field(alias="赋分")
    poor_review: Share = Field(alias="较差票复核线")
    talks_poor: Share = Field(alias="谈话较差上限")
    talks_least: int = Field(alias="最少谈话条数", ge=1)
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if set(self.scheme) != set(Grade):
            raise ValueError("赋分须写好、正常、较差三项")
        return self


class MeetingRules(Strict):
    """When a meeting counts as valid, and the forms that it carried."""

    least_present: int = Field(alias="最少实到", ge=1)
    turnout: Share = Field(alias="到会比例")
    least_returned: Share = Field(alias="回收比例", default=Fraction(2, 3))
    least_valid: Share = Field(alias="有效比例", default=Fraction(4, 5))
    source: str = Field(alias="依据", min_length=1)


class DimensionSources(Strict):
    """Questions, satisfaction items and document items that speak of a dimension (names as in the forms)."""

    questions: tuple[str, ...] = Field(alias="问卷")
    items: tuple[str, ...] = Field(alias="测评")
    documents: tuple[str, ...] = Field(alias="资料")

    @property
    def question_keys(self) -> tuple[str, ...]:
        """Columns of the questionnaire table."""
        return tuple(QUESTION_KEYS[name] for name in self.questions)

    @property
    def item_keys(self) -> tuple[str, ...]:
        """Columns of the satisfaction table."""
        return tuple(ITEM_KEYS[name] for name in self.items)


class Dimensions(Strict):
    """The four dimensions and what speaks of them."""

    thought: DimensionSources = Field(alias=Dimension.THOUGHT.value)
    duty: DimensionSources = Field(alias=Dimension.DUTY.value)
    integrity: DimensionSources = Field(alias=Dimension.INTEGRITY.value)
    public: DimensionSources = Field(alias=Dimension.PUBLIC.value)
    source: str = Field(alias="依据", min_length=1)

    def __getitem__(self, dimension: Dimension) -> DimensionSources:
        parts = (self.thought, self.duty, self.integrity, self.public)
        return dict(zip(Dimension, parts, strict=True))[dimension]


class ScoreCuts(Strict):
    """Cuts for a source that gives a score; `least` forms of an instrument, else it says nothing."""

    good: Points = Field(alias="好")
    normal: Points = Field(alias="正常")
    least: int = Field(alias="最少", ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.good > self.normal:
            raise ValueError("“好”的分界须高于“正常”的分界")
        return self


class OpinionCuts(Strict):
    """Cuts for a source of single opinions in three grades."""

    good_share: Share = Field(alias="好的占比")
    poor_with_good: Share = Field(alias="好时较差不超过")
    poor_share: Share = Field(alias="较差超过")
    least: int = Field(alias="最少", ge=1)


class DocumentCuts(Strict):
    """Cuts for document checks: completeness in percent, number of irregular or missing items."""

    good: Points = Field(alias="好")
    normal: Points = Field(alias="正常")
    irregular_with_good: int = Field(alias="好时允许不规范", ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.good > self.normal:
            raise ValueError("“好”的分界须高于“正常”的分界")
        return self


class SourceCuts(Strict):
    """When a source counts as 好, 正常 or 较差 in a dimension."""

    survey: ScoreCuts = Field(alias="问卷测评")
    talks: OpinionCuts = Field(alias="谈心谈话")
    documents: DocumentCuts = Field(alias="查阅资料")
    routine: OpinionCuts = Field(alias="平时掌握")
    source: str = Field(alias="依据", min_length=1)


class RegisterScores(Strict):
    """Points for the grades that registers use."""

    quality: dict[CheckQuality, Points] = Field(alias="资料质量")
    tasks: dict[Grade, Points] = Field(alias="党建任务")
    inspections: dict[str, Points] = Field(alias="月督查")
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        wanted = ((self.quality, CheckQuality), (self.tasks, Grade), (self.inspections, ("达标", "基本达标", "未达标")))
        for scores, names in wanted:
            if set(scores) != set(names):
                raise ValueError(f"须恰好写{'、'.join(names)}")
        return self
