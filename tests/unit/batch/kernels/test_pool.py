"""The pool goes on without its server, runs the same without fork, and stops at once when it is told to."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from yanpan.batch import scheduler
from yanpan.batch.kernels.client import can_fork
from yanpan.batch.plan import Task
from yanpan.batch.scheduler import LocalPool
from yanpan.batch.settling import run_tasks
from yanpan.batch.worker import Event, Stage

MakeTask = Callable[..., Task]


def files(task: Task) -> dict[str, bytes]:
    """A task's finished files."""
    return {path.name: path.read_bytes() for path in sorted(Path(task.folder).iterdir())}


def test_cold_workers_take_over_when_the_server_is_killed(make_task: MakeTask) -> None:
    if not can_fork():
        pytest.skip("no fork server on this system")
    tasks = [make_task("V01"), make_task("V02")]
    with LocalPool(1) as pool:
        run_tasks(tasks[:1], pool)
        pool._server.process.kill()
        (second,) = run_tasks(tasks[1:], pool)
    assert second.ok, second.message


def test_same_files_and_events_without_fork(make_task: MakeTask, monkeypatch: pytest.MonkeyPatch) -> None:
    task, told = make_task("V01"), []
    with LocalPool(1) as pool:
        run_tasks([task], pool)
    warm = files(task)
    monkeypatch.setattr(scheduler, "can_fork", lambda: False)
    with LocalPool(1) as pool:
        run_tasks([task], pool, told.append)
    assert files(task) == warm
    assert Event("V01", "村V01", Stage.NOTEBOOK) in told


def test_stopping_ends_what_is_running_and_drops_the_rest(make_task: MakeTask) -> None:
    slow, next_one = make_task("V01", "x = 0\nwhile True:\n    x += 1"), make_task("V02")
    began = time.monotonic()
    pool = LocalPool(1)
    futures = [pool.submit(slow), pool.submit(next_one)]
    while not any(event.stage is Stage.NOTEBOOK for event in pool.events()):
        time.sleep(0.05)
    pool.__exit__(KeyboardInterrupt, None, None)
    assert all(future.cancelled() or future.exception() for future in futures)
    assert time.monotonic() - began < 60
