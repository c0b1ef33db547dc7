"""The proofreader's word lists (`params/proof.yml`): data with a reason, kept by the analyst."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from yanpan.config.yaml import load_model

FILE = "proof.yml"


class Wrong(BaseModel):
    """A wrong word or collocation and the right one."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    wrong: str = Field(alias="错", min_length=2)
    right: str = Field(alias="正", min_length=1)


class Rules(BaseModel):
    """Word lists of the proofreader. Keys are Chinese in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    longest: int = Field(alias="最长句", default=90, ge=20)
    """Characters that a sentence may have before it is told."""
    measures: dict[str, tuple[str, ...]] = Field(alias="量词", default={})
    """Noun -> measure words that may count it."""
    wrong: tuple[Wrong, ...] = Field(alias="错词", default=())
    adverbs: tuple[str, ...] = Field(alias="状语", default=())
    """Words that lead a verb with 地."""
    verbs: tuple[str, ...] = Field(alias="动词", default=())
    """Verbs that these words lead, and that 得 may follow."""
    results: tuple[str, ...] = Field(alias="补语", default=())
    """What may follow 得."""
    set_terms: tuple[str, ...] = Field(alias="规范词", default=())
    """Set terms whose near misses are told."""
    allowed: tuple[str, ...] = Field(alias="放行", default=())
    """Words that look like a near miss and are right."""


def load_rules(params: Path) -> Rules:
    """The lists in the folder of parameters; the built-in rules alone where there is no file. UserError on faults."""
    path = params / FILE
    return load_model(path, Rules) if path.is_file() else Rules()
