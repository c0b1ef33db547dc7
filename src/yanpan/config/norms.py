"""Sections of the policy on gates, prechecks, people, training, workload and the annual appraisal."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from yanpan.config.strict import Points, Share, Strict, YesNo
from yanpan.schema.values import EDUCATION, HONOUR_LEVELS, TOPICS


class GateRules(Strict):
    """Gates beside the score; sanctions and vacancies are told, they do not lower a grade by themselves."""

    sanction_levels: tuple[str, ...] = Field(alias="提示封顶的级别")
    vacancy_months: int = Field(alias="空缺告警月数", ge=0)
    least_coverage: Points = Field(alias="最低权重覆盖")
    good_ceiling: Share = Field(alias="好的比例上限")
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _known_levels(self) -> Self:
        if set(self.sanction_levels) - set(HONOUR_LEVELS):
            raise ValueError(f"级别可选 {'、'.join(HONOUR_LEVELS)}")
        return self


class PrecheckRules(Strict):
    """Which department answers which topic, and whether the team as a whole is asked about too."""

    departments: dict[str, tuple[str, ...]] = Field(alias="部门", min_length=1)
    team: YesNo = Field(alias="含班子整体")
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _known_topics(self) -> Self:
        for department, topics in self.departments.items():
            if not topics or set(topics) - set(TOPICS):
                raise ValueError(f"{department}的事项可选 {'、'.join(TOPICS)}")
        return self


class TeamNorms(Strict):
    """Norms for a team's education and age."""

    education: str = Field(alias="学历要求")
    education_share: Share = Field(alias="达标比例")
    mean_age: float = Field(alias="平均年龄上限", gt=0)
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _known_education(self) -> Self:
        if self.education not in EDUCATION:
            raise ValueError(f"学历要求可选 {'、'.join(EDUCATION)}")
        return self

    def meets(self, education: str) -> bool:
        """Whether a degree reaches the norm."""
        return EDUCATION.index(education) >= EDUCATION.index(self.education)


class ReserveNorms(Strict):
    """Reserve cadres a village should have."""

    total: int = Field(alias="总数", ge=0)
    ready: int = Field(alias="成熟", ge=0)
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ready > self.total:
            raise ValueError("成熟人数不能多于总数")
        return self


class TrainingNorms(Strict):
    """Trainings a village should have had in the term, and the share that should know the basics (percent)."""

    kinds: tuple[str, ...] = Field(alias="类型")
    abilities: tuple[str, ...] = Field(alias="能力")
    least: int = Field(alias="每项至少", ge=1)
    knowledge: Points = Field(alias="知晓率")
    source: str = Field(alias="依据", min_length=1)


class WorkloadFormula(Strict):
    """Points per open key task, per inspection row and per hundred households; how many villages to propose."""

    tasks: float = Field(alias="未完成重点工作", ge=0)
    inspections: float = Field(alias="督查事项", ge=0)
    households: float = Field(alias="每百户", ge=0)
    proposals: int = Field(alias="建议派驻村数", ge=0)
    source: str = Field(alias="依据", min_length=1)


class AppraisalFormula(Strict):
    """Weights of the annual appraisal's parts, adding up to 100; adjustments are added."""

    supervision: Points = Field(alias="日常督导")
    results: Points = Field(alias="工作实绩")
    ballot: Points = Field(alias="民主测评")
    source: str = Field(alias="依据", min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = self.supervision + self.results + self.ballot
        if abs(total - 100) > 1e-9:
            raise ValueError(f"三部分权重合计须为 100，现为 {total:g}")
        return self


class CommonRules(Strict):
    """When a problem counts as common (villages that have its theme) or as written twice (likeness of two wordings)."""

    least: int = Field(alias="起点", ge=1)
    likeness: Share = Field(alias="重复相似度", default=Fraction(7, 10))
    source: str = Field(alias="依据", min_length=1)


class SmallCells(Strict):
    """Cells of respondents or of persons' grades below these counts are not shown on their own."""

    internal: int = Field(alias="内部", ge=1)
    public: int = Field(alias="公开", ge=1)
    source: str = Field(alias="依据", min_length=1)


class SlipRules(Strict):
    """Reminder slips: working days within which a village answers, and the points an item (more than last quarter, or
    above the median) from which a village is reminded."""

    days: int = Field(alias="回复工作日", default=10, ge=1)
    least: float = Field(alias="扣分差距", default=0.2, ge=0)
    source: str = Field(alias="依据", default="项目缺省，待确认", min_length=1)
