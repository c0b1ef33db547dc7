"""From raw files to a store that is up to date: intake, store and benchmarks, made again when something changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yanpan
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.locks import locked
from yanpan.versions import versions

if TYPE_CHECKING:
    from yanpan.forms import Known
    from yanpan.intake import Fault, Intake
    from yanpan.store import Manifest

STAMP = "prepared.json"
READY = "YANPAN_STORE_READY"
"""Environment variable by which the batch tells its kernels the key of the store that it has just looked at."""

UNSTORED = ("phrases.yml", "masks.yml")
"""Parameters that the store does not depend on."""

_WAIT = 600.0
"""Seconds to wait for another process that prepares the same round."""


class RefusedError(UserError):
    """The hand-in has faults; the message lists all of them, the store is untouched."""

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


def ensure_store(project: Project, round_id: str, *, accept_dup: bool = False) -> Manifest:
    """The round's store, made anew if raw files, parameters or the package changed since. RefusedError lists faults."""
    from yanpan import store

    key = os.environ.get(READY) or store_key(project, round_id)
    if stored_key(project, round_id) != key:
        with locked(project.store(round_id).parent / f"{round_id}.lock", seconds=_WAIT):
            if stored_key(project, round_id) != key:
                _rebuild(project, round_id, store_key(project, round_id), accept_dup=accept_dup)
    return store.manifest(project, round_id)


def read_checked(project: Project, round_id: str, *, accept_dup: bool = False) -> Intake:
    """The round's intake; UserError if there is no such round. Faults are in it, not raised."""
    from yanpan.intake import read_round

    check_round(project, round_id)
    return read_round(project, round_id, accept_dup=accept_dup)


def known_in(project: Project, round_id: str | None) -> Known:
    """Roster and serving members of a round (None: the newest; nothing if there is no round yet), for its forms.

    Other tables may be faulty or absent, so that forms can be had while the hand-in is in the making.
    """
    from yanpan.forms import Known, known_of
    from yanpan.intake import read_roster

    rounds = project.rounds()
    if round_id is None and not rounds:
        return Known()
    chosen = rounds[-1] if round_id is None else round_id
    check_round(project, chosen)
    return known_of(read_roster(project, chosen))


def check_round(project: Project, round_id: str) -> None:
    """UserError that names the rounds there are, unless `round_id` is one of them."""
    rounds = project.rounds()
    if round_id not in rounds:
        raise UserError(f"没有批次“{round_id}”；data/raw 下现有：{'、'.join(rounds) or '（空）'}。")


def store_key(project: Project, round_id: str) -> str:
    """SHA-256 over what the store depends on: raw files, parameters (phrases apart), the package."""
    check_round(project, round_id)
    raw = project.raw(round_id)
    params = (path for path in project.params.glob("*.yml") if path.name not in UNSTORED)
    return digest(
        [
            ("package", package_hash()),
            *_hashed(raw, (path for path in raw.rglob("*") if path.is_file())),
            *_hashed(project.params, (*params, *project.round_params(round_id).glob("*.yml"))),
        ]
    )


def inputs_of(project: Project, round_id: str, village: str, *, edition: str) -> str:
    """SHA-256 over what a village's run reads: its slice, all names, benchmarks, what is missing, parameters, notebook.

    The village's summary carries it; a summary with another value is stale. The store must be current.
    """
    from yanpan import store

    home = project.store(round_id)
    manifest = store.manifest(project, round_id)
    own = project.round_params(round_id) / "villages" / f"{village}.yml"
    files = (*_common_params(project, round_id, edition), *((own,) if own.is_file() else ()))
    others = store_key(project, round_id) if edition == "public" else ""
    return digest(
        [
            ("package", package_hash()),
            ("edition", edition),
            ("others' names to mask", others),
            ("missing", "\n".join(manifest.missing)),
            ("names", "\n".join(f"{each.id} {each.name}" for each in manifest.villages)),
            ("notebook", notebook_hash(project.notebooks / "village.ipynb")),
            *_hashed(home, (home / "villages" / f"{village}.zip", home / "benchmarks.json")),
            *_hashed(project.params, files),
        ]
    )


def township_inputs_of(project: Project, round_id: str, *, edition: str) -> str:
    """SHA-256 over what the township's run reads, the villages' summaries apart."""
    files = _common_params(project, round_id, edition)
    return digest([("store", store_key(project, round_id)), ("edition", edition), *_hashed(project.params, files)])


def quarter_inputs_of(project: Project, round_id: str, *, edition: str) -> str:
    """SHA-256 over what a quarter's run reads, its notebook included."""
    notebook = notebook_hash(project.notebooks / "quarterly.ipynb")
    return digest([("township", township_inputs_of(project, round_id, edition=edition)), ("notebook", notebook)])


@lru_cache(maxsize=1)
def package_hash() -> str:
    """SHA-256 of every file of the package (bytecode apart) and of the versions of what it rests on."""
    home = Path(yanpan.__file__).parent
    files = (path for path in home.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return digest([*versions().items(), *_hashed(home, files)])


def digest(parts: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of named texts, in the order given."""
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode("utf-8")).hexdigest()


def notebook_hash(path: Path) -> str:
    """SHA-256 of what a notebook says and does: sources and tags, but not its outputs, nor the parameters typed in."""
    if not path.is_file():
        return ""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    tagged = [(cell["metadata"].get("tags", []), "".join(cell["source"])) for cell in cells]
    return digest(("、".join(tags), source) for tags, source in tagged if "parameters" not in tags)


def _common_params(project: Project, round_id: str, edition: str) -> tuple[Path, ...]:
    """Parameters of all villages; the masks are the public edition's alone."""
    own = (path for path in project.params.glob("*.yml") if edition == "public" or path.name != "masks.yml")
    return (*own, *project.round_params(round_id).glob("*.yml"))


def _hashed(root: Path, files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Name below `root` (with forward slashes) and SHA-256 of each file, sorted by name."""
    for path in sorted(files, key=lambda path: path.relative_to(root).as_posix()):
        yield path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def stored_key(project: Project, round_id: str) -> str | None:
    """The key that the store was made under; None if there is no whole store."""
    stamp = project.store(round_id) / STAMP
    return str(json.loads(stamp.read_text(encoding="utf-8"))["key"]) if stamp.is_file() else None


def _rebuild(project: Project, round_id: str, key: str, *, accept_dup: bool = False) -> None:
    """Write store and benchmarks; the stamp comes last, so that a killed attempt counts as none."""
    from pydantic import TypeAdapter

    from yanpan import analysis, store
    from yanpan.analysis.benchmark_results import Benchmarks
    from yanpan.config.policy import load_policy
    from yanpan.config.township import load_round

    intake = read_checked(project, round_id, accept_dup=accept_dup)
    if intake.faults:
        raise RefusedError(refusal(intake.faults), tuple(intake.faults))
    config, policy = load_round(project.round_params(round_id)), load_policy(project.params)
    store.write(project, round_id, intake, config=config)
    figures = analysis.benchmarks(intake.tables, policy, round_config=config)
    store.write_benchmarks(project, round_id, TypeAdapter(Benchmarks).dump_python(figures, mode="json"))
    (project.store(round_id) / STAMP).write_text(json.dumps({"key": key}), encoding="utf-8")


def refusal(faults: Iterable[Fault]) -> str:
    """All faults, one a line, under a line that counts them."""
    lines = [str(fault) for fault in faults]
    return "\n".join([f"原始材料有 {len(lines)} 处错误，全部未收：", *lines])
