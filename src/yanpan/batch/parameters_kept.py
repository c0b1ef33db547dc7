"""`params.json` beside the reports: the parameters that they were made with, so that they can be verified years later.

Corrections and remarks quote handed-in cells, which may be of a higher level than the edition: only their SHA-256 is
kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from yanpan.batch.outputs import write_text
from yanpan.config.paths import Project
from yanpan.keys import digest, hashes_of, package_hash
from yanpan.keys.contents import cells
from yanpan.keys.inputs import earlier_rounds
from yanpan.versions import versions

FILE = "params.json"
_CLOSED = ("corrections.yml", "villages/")


class KeptParameters(BaseModel):
    """Parameter files by their name below `params/`: the texts, and the SHA-256 of those that quote the hand-in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    round: str
    texts: dict[str, str]
    closed: dict[str, str]
    earlier: tuple[str, ...] = ()
    """Rounds that closed before, oldest first: the newest is compared with, numbers of problems hold over all."""
    made_with: dict[str, str] = {}
    """SHA-256 of the program and of the notebooks (`程序`, `笔记本 village.ipynb`), so that runs can be compared."""


def keep_parameters(project: Project, round_id: str, home: Path) -> None:
    """Write the round's parameters into an edition's folder."""
    kept = parameters_of(project, round_id)
    write_text(home / FILE, json.dumps(kept.model_dump(), ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def parameters_of(project: Project, round_id: str) -> KeptParameters:
    """The round's parameters as they are now."""
    earlier = tuple(earlier_rounds(project, round_id))
    own = [path for each in (round_id, *earlier) for path in project.round_params(each).rglob("*.yml")]
    files = sorted([*project.params.glob("*.yml"), *own])
    found: Mapping[str, bytes] = {path.relative_to(project.params).as_posix(): path.read_bytes() for path in files}
    closed = {name: hashlib.sha256(data).hexdigest() for name, data in found.items() if _is_closed(name)}
    texts = {name: data.decode("utf-8-sig") for name, data in found.items() if name not in closed}
    return KeptParameters(round=round_id, texts=texts, closed=closed, earlier=earlier, made_with=made_with(project))


def read_parameters(home: Path) -> KeptParameters | None:
    """The parameters kept in an edition's folder; None if there are none."""
    path = home / FILE
    return KeptParameters.model_validate_json(path.read_bytes()) if path.is_file() else None


def made_with(project: Project) -> dict[str, str]:
    """Each notebook and the program, as they are called in Chinese, with a hash of each."""
    notebooks = {
        f"笔记本 {path.name}": digest(cells(path.read_bytes())) for path in sorted(project.notebooks.glob("*.ipynb"))
    }
    return {**notebooks, "程序": digest([package_hash(hashes_of(project.root)), versions()])}


def _is_closed(name: str) -> bool:
    """Whether a file quotes the hand-in; the round's folder, if any, stands in front."""
    return (name.partition("/")[2] or name).startswith(_CLOSED)
