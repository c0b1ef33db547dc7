"""Worker processes for systems that cannot fork: each imports everything, each starts its own cold kernels."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from threading import Thread
from typing import TYPE_CHECKING

from yanpan.batch.plan import Task
from yanpan.batch.worker import Event, Outcome, Tell, prepare_process, run_task

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.queues import SimpleQueue


class ColdPool:
    """A pool of spawned workers; `tell` hears their events."""

    def __init__(self, jobs: int, settings: dict[str, str], tell: Tell) -> None:
        context = multiprocessing.get_context("spawn")
        self._events: SimpleQueue[Event | None] = context.SimpleQueue()
        lease, self._lease = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_begin, initargs=(self._events, settings, lease)
        )
        self._listener = Thread(target=_pass_on, args=(self._events.get, tell), daemon=True)
        self._listener.start()

    def submit(self, task: Task) -> Future[Outcome]:
        """Hand in a task."""
        return self._pool.submit(_run, task)

    def stop(self) -> None:
        """End the workers at once, whatever they do."""
        self._lease.close()

    def close(self) -> None:
        """Wait for the workers' end."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._lease.close()
        self._events.put(None)
        self._listener.join()
        self._events.close()


def _pass_on(get: Callable[[], Event | None], tell: Tell) -> None:
    while (event := get()) is not None:
        tell(event)


class _Worker:
    """The one thing a worker process remembers: where to tell its events."""

    events: SimpleQueue[Event | None]


def _begin(events: SimpleQueue[Event | None], settings: dict[str, str], lease: Connection) -> None:
    _Worker.events = events
    prepare_process(settings, lease)


def _run(task: Task) -> Outcome:
    return run_task(task, _Worker.events.put)
