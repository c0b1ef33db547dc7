"""What the public edition hides (`params/masks.yml`): names that no table holds, the style, what has been cleared."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from yanpan.config.strict import Strict, YesNo
from yanpan.config.yaml import load_model

FILE = "masks.yml"


class Sort(StrEnum):
    """What kind of thing a name belongs to; also the key under which `masks.yml` lists it."""

    VILLAGE = "村社"
    TOWNSHIP = "镇"
    AREA = "上级地名"
    ROAD = "道路"
    SCHOOL = "学校"
    COMPANY = "企业"
    BRAND = "品牌"
    PLACE = "地名"
    PERSON = "人名"


class Style(StrEnum):
    """How a hidden name is printed."""

    CODE = "代号"
    """甲村、乙路: the reader can tell one from another."""
    STAR = "星号"
    """甲*村、乙*路; `*镇` where there is only one of the kind."""


def _spellings(value: object) -> object:
    """One name, or several spellings of one thing: always a tuple."""
    return (value,) if isinstance(value, str) else value


Spellings = Annotated[tuple[Annotated[str, Field(min_length=2)], ...], BeforeValidator(_spellings), Field(min_length=1)]
"""Spellings of one thing, the full name first; none shorter than two characters."""


class Masks(Strict):
    """The file. Every list may be empty; tables add their own names to the dictionary."""

    style: Style = Field(alias="样式", default=Style.CODE)
    hide_workload: YesNo = Field(alias="遮工作量", default=True)
    """True: counts of meetings, talks and the like are printed as `*` (300余份 stays)."""
    dictionary: dict[Sort, tuple[Spellings, ...]] = Field(alias="词典", default={})
    keep: tuple[str, ...] = Field(alias="不遮", default=())
    """Phrases that hold a name's letters but are no name (绿水青山), or a partner that is none (入股居民)."""
    cleared: tuple[str, ...] = Field(alias="已核对", default=())
    """Candidates of the leak scan that a reader has found to be no name."""


def load_masks(params: Path) -> Masks:
    """The file below `params`; defaults without one. UserError names every fault."""
    path = params / FILE
    return load_model(path, Masks) if path.is_file() else Masks()
