"""Reading back the summaries of finished runs."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from yanpan.batch.outputs import SUMMARY
from yanpan.summary import TownshipSummary, VillageSummary

Model = TypeVar("Model", VillageSummary, TownshipSummary)


def read_village(folder: Path) -> VillageSummary | None:
    """The summary in a village's folder; None if there is none of this version."""
    return _read(folder / SUMMARY, VillageSummary)


def read_township(folder: Path) -> TownshipSummary | None:
    """The summary in the township's folder; None if there is none of this version."""
    return _read(folder / SUMMARY, TownshipSummary)


def _read(path: Path, model: type[Model]) -> Model | None:
    if not path.is_file():
        return None
    try:
        return model.model_validate_json(path.read_bytes())
    except ValidationError:
        return None
