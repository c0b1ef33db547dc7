"""The round: which township, which term, which documents it rests on (`params/<round>/township.yml`)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from yanpan.config.official import Official
from yanpan.config.yaml import load_model

LEAST_ROLES = 2
"""The public edition is looked through by two people (domain.md 4: 公开前二人复核签字)."""


class RoundConfig(BaseModel):
    """`批次` of the data contract. Keys are Chinese in the file; dates are ISO."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: str = Field(alias="名称")
    """What the review is called here (届中分析)."""
    term: str = Field(alias="届别")
    term_start: dt.date = Field(alias="本届起")
    term_end: dt.date = Field(alias="本届止")
    as_of: dt.date = Field(alias="截止日")
    """Also the date that the reports carry."""
    basis: str = Field(alias="依据")
    plan: str = Field(alias="方案")
    township: str = Field(alias="镇名")
    office: str = Field(alias="牵头部门", default="镇党群办")
    goal: str = Field(alias="镇定位")
    committee_met: dt.date | None = Field(alias="党委专题会日期", default=None)
    official: Official | None = Field(alias="公文", default=None)
    """What makes the township's report on paper an official document."""
    public_roles: tuple[str, ...] = Field(alias="公开版签批", default=("校核人", "保密审查人"))
    """Who has to sign the public edition before it is released, each role by another person."""

    @field_validator("public_roles")
    @classmethod
    def _two_people(cls, roles: tuple[str, ...]) -> tuple[str, ...]:
        named = tuple(role.strip() for role in roles)
        if len(set(named)) < len(named) or len(named) < LEAST_ROLES or not all(named):
            raise ValueError("公开版须双人复核，至少写两个不同的职务")
        return named


def load_round(path: Path) -> RoundConfig:
    """The round's configuration; UserError names every fault."""
    return load_model(path / "township.yml", RoundConfig)
