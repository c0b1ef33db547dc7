"""What all settings have in common: frozen, Chinese keys, unknown keys refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Strict(BaseModel):
    """Base of every settings model; aliases are the keys in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Points = Annotated[float, Field(ge=0, le=100)]
"""A score or a percentage, 0…100."""

Share = Annotated[Fraction, Field(ge=0, le=1)]
"""An exact share, 0…1, written `2/3` in the file."""


def _yes_no(value: Any) -> Any:
    return {"是": True, "否": False}.get(value, value) if isinstance(value, str) else value


YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""是 or 否."""
