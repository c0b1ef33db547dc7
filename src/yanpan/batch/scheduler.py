"""Who runs the tasks. The runner knows only `Scheduler`; a cluster or warm kernels take the place of `LocalPool`."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from yanpan.batch.kernels.client import ADDRESS, ForkServer, can_fork
from yanpan.batch.plan import Task
from yanpan.batch.worker import Event, Outcome, prepare_process, run_task
from yanpan.errors import UserError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.queues import SimpleQueue


class Scheduler(Protocol):
    """Takes tasks and brings their outcomes. A task's exception is its future's."""

    def submit(self, task: Task) -> Future[Outcome]:
        """Hand in a task."""
        ...

    def events(self) -> Iterator[Event]:
        """What has happened since the last call."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers; tasks not yet begun are dropped."""
        ...


def default_jobs() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_jobs(jobs: int | None) -> int:
    """The number of workers asked for, or one per core; UserError below one."""
    if jobs is not None and jobs < 1:
        raise UserError(f"--jobs 应是不小于 1 的整数，现为 {jobs}。")
    return jobs or default_jobs()


class LocalPool:
    """Worker processes of this machine; their kernels are forked from a server that has the libraries imported."""

    def __init__(self, jobs: int, settings: dict[str, str] | None = None) -> None:
        self._server = ForkServer({}) if can_fork() else None
        told = (settings or {}) | ({ADDRESS: self._server.address} if self._server else {})
        context = multiprocessing.get_context("spawn")
        self._events: SimpleQueue[Event] = context.SimpleQueue()
        lease, self._lease = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            jobs,
            mp_context=context,
            initializer=_begin,
            initargs=(self._events, told, lease),
        )

    def submit(self, task: Task) -> Future[Outcome]:
        """Hand in a task."""
        return self._pool.submit(_run, task)

    def events(self) -> Iterator[Event]:
        """What workers have told since the last call."""
        while not self._events.empty():
            yield self._events.get()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._lease.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._lease.close()
        self._events.close()
        if self._server:
            self._server.close()


class _Worker:
    """The one thing a worker process remembers: where to tell its events."""

    events: SimpleQueue[Event]


def _begin(events: SimpleQueue[Event], settings: dict[str, str], lease: Connection) -> None:
    _Worker.events = events
    prepare_process(settings, lease)


def _run(task: Task) -> Outcome:
    return run_task(task, _Worker.events.put)
