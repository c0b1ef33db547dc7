"""The analyst's remarks on one village (`params/<round>/villages/V03.yml`), placed where they say."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from yanpan.config.yaml import load_model

Place = Literal["成绩", "问题"]
PLACES: tuple[Place, ...] = ("成绩", "问题")
"""Sections that also go into the township's report."""
Section = Literal["成绩", "问题", "工作", "评价", "互证", "整改", "档次"]
SECTIONS: tuple[Section, ...] = ("成绩", "问题", "工作", "评价", "互证", "整改", "档次")
"""Sections that a remark may stand at the end of; all but the first two are in the village's own report only."""


class Remark(BaseModel):
    """One sentence of the analyst's; it may hold placeholders by the short names of facts (`{满意率}`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    place: Section = Field(alias="位置")
    pattern: str = Field(alias="句")


class Remarks(BaseModel):
    """A village's remarks, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    remarks: tuple[Remark, ...] = Field(alias="批注", default=())


def load_remarks(round_params: Path, village: str) -> tuple[Remark, ...]:
    """The village's remarks; none without a file. UserError names every fault of the file."""
    path = round_params / "villages" / f"{village}.yml"
    return load_model(path, Remarks).remarks if path.is_file() else ()
