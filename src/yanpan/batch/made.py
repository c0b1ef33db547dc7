"""What the last run of a village or the township made, and from what: the record by which the next run finds changes.

Records hold hashes of single rows, so they lie with the store (owner-only), never among the outputs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from yanpan.config.paths import Project
from yanpan.keys.inputs import Parts, digest

VERSION = 1


@dataclass(frozen=True)
class Made:
    """A finished report: the parts it was made from, its files' hashes, and the faces of the formats set in them."""

    parts: Parts
    files: Mapping[str, str]
    rows: Mapping[str, Any] = field(default_factory=dict)
    fonts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By format."""
    version: int = VERSION

    @property
    def key(self) -> str:
        """Hash over the parts; the summary carries the same."""
        return digest(self.parts)


def read_made(project: Project, round_id: str, edition: str, owner: str) -> Made | None:
    """The record; None if there is none, or none that this version understands."""
    try:
        found = json.loads(_place(project, round_id, edition, owner).read_text(encoding="utf-8"))
        made = Made(**found)
    except (OSError, ValueError, TypeError):
        return None
    return made if made.version == VERSION and isinstance(made.parts, dict) else None


def write_made(project: Project, round_id: str, edition: str, owner: str, made: Made) -> None:
    """Write the record beside and rename. Nobody else may be at work on the round."""
    path = _place(project, round_id, edition, owner)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(json.dumps(asdict(made), ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


def forget(project: Project, round_id: str, edition: str, owner: str) -> None:
    """Remove the record: what lies in the outputs is no longer vouched for."""
    _place(project, round_id, edition, owner).unlink(missing_ok=True)


def _place(project: Project, round_id: str, edition: str, owner: str) -> Path:
    return project.root / ".yanpan" / "made" / round_id / edition / f"{owner}.json"
