"""Finished files: made in a staging folder beside, then put in place by renaming, so that none is ever half written."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yanpan.batch.plan import Plan, Task
from yanpan.errors import UserError
from yanpan.locks import locked

NOTEBOOK = "report.ipynb"
SUMMARY = "summary.json"
HALF_RUN = "report.failed.ipynb"
FAILURE = "failure.json"


@dataclass(frozen=True)
class Failure:
    """Why a notebook has no report."""

    message: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.cell} 出错：{self.message}" if self.cell else self.message


@contextmanager
def working_on(plan: Plan) -> Iterator[None]:
    """Keep others away from this edition's outputs, with fresh staging folders; UserError if another run is at work."""
    staging = plan.township.staging.parent
    try:
        with locked(plan.lock, seconds=0):
            shutil.rmtree(staging, ignore_errors=True)
            try:
                yield
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except TimeoutError:
        raise UserError(f"另一个运行正在写 {plan.round_id} 的结果；请等它结束，或先停止它。") from None
    except PermissionError as error:
        name = Path(error.filename or plan.home).name
        raise UserError(f"结果文件夹写不进去（{name}）：请检查权限，或关闭正打开着的报告文件后重试。") from None


def fresh_staging(task: Task) -> Path:
    """The task's staging folder, empty."""
    shutil.rmtree(task.staging, ignore_errors=True)
    task.staging.mkdir(parents=True)
    return task.staging


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
    old = new.with_name(f"{new.name}.old")
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.replace(old)
    new.replace(place)
    shutil.rmtree(old, ignore_errors=True)
