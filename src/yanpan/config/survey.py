"""How a survey platform's export maps to the questionnaire (`params/survey_export.yml`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from yanpan.config.strict import Strict
from yanpan.config.yaml import load_model
from yanpan.schema import TABLES

FILE = "survey_export.yml"
QUESTIONNAIRE = TABLES["questionnaires"]


class Options(Strict):
    """Values that the options of some columns stand for."""

    columns: tuple[str, ...] = Field(alias="列", min_length=1)
    values: dict[str, int | str] = Field(alias="值", min_length=1)


class SurveyExport(Strict):
    """The mapping. A sheet is an export if its headings hold all of `recognised`."""

    recognised: tuple[str, ...] = Field(alias="认出", min_length=1)
    dropped: tuple[str, ...] = Field(alias="丢弃", default=())
    fixed: dict[str, str] = Field(alias="固定值", default={})
    headings: dict[str, str] = Field(alias="表头", default={})
    questions: dict[int, str] = Field(alias="题号", min_length=1)
    options: tuple[Options, ...] = Field(alias="选项", default=())

    @model_validator(mode="after")
    def _known_columns(self) -> Self:
        targets = [*self.headings.values(), *self.questions.values()]
        named = [*self.fixed, *targets, *(column for group in self.options for column in group.columns)]
        strange = next((column for column in named if column not in QUESTIONNAIRE.by_heading), None)
        if strange is not None:
            raise ValueError(f"《{QUESTIONNAIRE.zh}》没有“{strange}”这一列")
        twice = _first_repeated([*self.fixed, *targets])
        if twice is not None:
            raise ValueError(f"“{twice}”对应了两次")
        return self


def _first_repeated(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def load_survey(params: Path) -> SurveyExport | None:
    """The mapping of the parameter folder; None if there is no such file. UserError names every fault."""
    path = params / FILE
    return load_model(path, SurveyExport) if path.is_file() else None
