"""The content of an edition: which of its files a signature stands for, their SHA-256, and what they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from yanpan.batch.parameters_kept import made_with
from yanpan.batch.plan import EDITIONS, Plan
from yanpan.batch.quarterly import FOLDER as QUARTERS
from yanpan.config.paths import Project
from yanpan.keys import digest
from yanpan.store import Manifest

SIGNED = "签批"
"""Folder of the page of signatures, beside the content that it speaks of."""

RELEASED = "发布"
"""Folder of the signed copies."""

PUBLIC_DESK = "公开版审签"
"""Folder of the public edition's desk and page of signatures: beside what leaves the building, never in it."""

_WORKING = frozenset({"run.json", "index.html", "intake.html", "intake.json"})
"""Files about the run and its material: they change without any report changing, or show the signatures themselves."""

_ASIDE = frozenset({".staging", "退改", "sealed", QUARTERS, SIGNED, RELEASED, PUBLIC_DESK, *EDITIONS})
"""Folders that are not this edition's reports. The sealed slip is so short that its hash would give it away."""


def content_files(plan: Plan) -> dict[str, str]:
    """Path below the edition's folder -> SHA-256, sorted: all its files, those about the run and signatures apart."""
    found = sorted(_files(plan.home), key=lambda path: path.relative_to(plan.home).as_posix())
    return {path.relative_to(plan.home).as_posix(): sha256(path) for path in found}


def _files(home: Path) -> Iterator[Path]:
    for entry in home.iterdir() if home.is_dir() else ():
        if entry.is_dir() and entry.name not in _ASIDE:
            yield from (path for path in entry.rglob("*") if path.is_file())
        elif entry.is_file() and entry.name not in _WORKING and not entry.name.startswith("."):
            yield entry


def sha256(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def content_hash(files: Mapping[str, str]) -> str:
    """SHA-256 over names and hashes, in order of name: the same files, the same hash, wherever and whenever made."""
    return digest(sorted(files.items()))


def causes(project: Project, round_id: str, manifest: Manifest) -> dict[str, str]:
    """What reports are made from, as it is called in Chinese, with a hash of each: material, parameters, program."""
    home = project.round_params(round_id)
    params = [*project.params.glob("*.yml"), *home.glob("*.yml"), *home.glob("villages/*.yml")]
    named = {f"参数 {path.relative_to(project.params).as_posix()}": sha256(path) for path in sorted(params)}
    material = {f"材料 {name}": value for name, value in sorted(manifest.files.items())}
    return {**material, **named, **made_with(project)}
