"""Finished files: made in a staging folder beside, then put in place by renaming, so that none is ever half written."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yanpan.batch.names import FAILURE as FAILURE
from yanpan.batch.names import HALF_RUN as HALF_RUN
from yanpan.batch.names import NOTEBOOK as NOTEBOOK
from yanpan.batch.names import SUMMARY as SUMMARY
from yanpan.batch.open_files import replace_files, take_their_places
from yanpan.batch.plan import STAGING, Task

_OLD = ".old"
_LEFT_OVER = (".run.json.*.tmp", ".params.json.*.tmp", ".index.html.*.tmp")
"""What only a run writes at the top of the outputs, by the names under which it is half written."""


@dataclass(frozen=True)
class Failure:
    """Why a notebook has no report."""

    message: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.cell} 出错：{self.message}" if self.cell else self.message


@contextmanager
def staged(home: Path) -> Iterator[None]:
    """Fresh staging folders in an edition's outputs; what a killed run left is put right first, and at the end."""
    put_right(home)
    try:
        yield
    finally:
        put_right(home)


def put_right(home: Path) -> None:
    """Undo a swap that a kill has cut in two, then remove everything half made. Nobody else may be at work."""
    staging = home / STAGING
    for old in sorted(staging.rglob(f"*{_OLD}")) if staging.is_dir() else ():
        place = home.joinpath(*old.relative_to(staging).with_suffix("").parts[1:])
        if old.is_dir() and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            old.replace(place)
    shutil.rmtree(staging, ignore_errors=True)
    take_their_places(home)
    for pattern in _LEFT_OVER if home.is_dir() else ():
        for path in home.glob(pattern):
            path.unlink(missing_ok=True)


def fresh_staging(task: Task) -> Path:
    """The task's staging folder, empty."""
    shutil.rmtree(task.staging, ignore_errors=True)
    task.staging.mkdir(parents=True)
    return task.staging


def take_over(task: Task) -> None:
    """Copy into staging what the task leaves as it is."""
    for name in task.takes:
        shutil.copy2(task.folder / name, task.staging / name)


def publish(task: Task) -> tuple[str, ...]:
    """Put the staged files in place of the task's former ones. Their names, sorted."""
    _swap(task.staging, task.folder)
    return tuple(sorted(path.name for path in task.folder.iterdir()))


def publish_failure(task: Task, failure: Failure) -> tuple[str, ...]:
    """Remove the task's former files, so that nothing stale is read on; leave the half-run notebook and the reason."""
    kept = task.staging.parent / f"{task.staging.name}.failed"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    half_run = task.staging / NOTEBOOK
    if half_run.is_file():
        half_run.replace(kept / HALF_RUN)
    write_text(kept / FAILURE, json.dumps(vars(failure), ensure_ascii=False, indent=1) + "\n")
    shutil.rmtree(task.staging, ignore_errors=True)
    _swap(kept, task.folder)
    return tuple(sorted(path.name for path in task.folder.iterdir()))


def read_failure(folder: Path) -> Failure | None:
    """Why the last run in this folder failed; None if it did not."""
    path = folder / FAILURE
    return Failure(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def write_text(path: Path, text: str) -> None:
    """Write beside and rename; line ends stay as they are on every platform."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)


def _swap(new: Path, place: Path) -> None:
    old = new.with_name(f"{place.name}{_OLD}")
    shutil.rmtree(old, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        try:
            place.replace(old)
        except PermissionError:
            replace_files(new, place)
            return
    new.replace(place)
    shutil.rmtree(old, ignore_errors=True)
