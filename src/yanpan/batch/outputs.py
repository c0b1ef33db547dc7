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
from yanpan.batch.open_files import NOTE, replace_files, sentence, take_their_places
from yanpan.batch.plan import STAGING, Task
from yanpan.config.paths import Project
from yanpan.errors import UserError

_OLD = ".old"
_LEFT_OVER = (".run.json.*.tmp", ".params.json.*.tmp", ".index.html.*.tmp", f"{NOTE}.tmp")
"""What only a run writes at the top of the outputs, by the names under which it is half written."""


@dataclass(frozen=True)
class Failure:
    """Why a notebook has no report."""

    message: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.cell} 出错：{self.message}" if self.cell else self.message


def check_writable(project: Project, *folders: Path) -> None:
    """UserError if one of the folders, or what it would be made in, may not be written by this user."""
    for folder in folders:
        there = next(path for path in (folder, *folder.parents) if path.exists())
        if not os.access(there, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
            name = there.relative_to(project.root).as_posix() if there.is_relative_to(project.root) else there.name
            raise UserError(
                f"文件夹“{project.root.name if name == '.' else name}”没有写入权限，没有运行；"
                "请放开权限，或把整个项目复制到自己能写的地方再运行。"
            )


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
    _swap(task.staging, task.folder, _home(task))
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
    _swap(kept, task.folder, _home(task))
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


def waiting_beside(task: Task) -> str:
    """What the analyst is told of the task's files that could not replace an open one; '' if there are none."""
    return sentence(task.name, task.folder, _home(task))


def _home(task: Task) -> Path:
    """The edition's outputs: what holds both the task's folder and its staging folder."""
    return next(parent for parent in task.folder.parents if task.staging.is_relative_to(parent))


def _swap(new: Path, place: Path, home: Path) -> None:
    old = new.with_name(f"{place.name}{_OLD}")
    shutil.rmtree(old, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        try:
            place.replace(old)
        except PermissionError:
            replace_files(new, place, home)
            return
    new.replace(place)
    shutil.rmtree(old, ignore_errors=True)
