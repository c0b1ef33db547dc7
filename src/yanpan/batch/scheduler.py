"""Who runs the tasks. The runner knows only `Scheduler`; a cluster takes the place of `LocalPool`."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Protocol, Self

from yanpan.batch.cold_pool import ColdPool
from yanpan.batch.failures import DIED, DiedAgainError
from yanpan.batch.forked import CALL
from yanpan.batch.kernels.client import ADDRESS, Forked, ForkServer, can_fork, fork
from yanpan.batch.plan import Task
from yanpan.batch.press import CALL as PRESS
from yanpan.batch.press import DIED as PRESS_DIED
from yanpan.batch.press import Press, Presses, Sheet
from yanpan.batch.worker import Event, Outcome, Stage, own_environment
from yanpan.errors import UserError


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
    """Each task in a child of its own, forked from a server that has the libraries imported; `jobs` at a time.

    Where that cannot be had, a pool of ordinary worker processes.
    """

    def __init__(self, jobs: int, settings: dict[str, str] | None = None, *, server: ForkServer | None = None) -> None:
        """`server`: one that is started already, to be this pool's own."""
        self._jobs, self._settings = jobs, settings or {}
        self._home = Path(tempfile.mkdtemp(prefix="yanpan-"))
        self._server = server or (ForkServer() if can_fork() else None)
        self._threads = ThreadPoolExecutor(jobs)
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._stopped = False
        self._presses = Presses(self._start_press)

    def submit(self, task: Task) -> Future[Outcome]:
        """Hand in a task."""
        if self._server is None:
            return self._cold.submit(task)
        return self._threads.submit(self._run, task)

    def events(self) -> Iterator[Event]:
        """What workers have told since the last call."""
        while True:
            try:
                yield self._events.get_nowait()
            except Empty:
                return

    @cached_property
    def _cold(self) -> ColdPool:
        return ColdPool(self._jobs, self._settings, self._events.put)

    def _run(self, task: Task) -> Outcome:
        """A child that dies is told of, and its task run once more, in a kernel, which says at which cell one dies."""
        for arguments in ([], ["--kernel"]):
            if self._stopped:
                raise CancelledError
            ours, theirs = socket.socketpair()
            with theirs:
                child = self._fork(CALL, arguments, theirs)
            with Connection(ours.detach()) as runner:
                if child is None:
                    return self._run_cold(task)
                try:
                    return self._listen(task, child, runner)
                except (EOFError, ConnectionError):
                    if not arguments:
                        self._tell_of_death(task, Stage.RETRY, DIED)
                finally:
                    child.close()
        raise DiedAgainError

    def _tell_of_death(self, task: Task, stage: Stage, why: str) -> None:
        if not self._stopped:
            self._events.put(Event(task.owner, task.name, stage, why))

    def _run_cold(self, task: Task) -> Outcome:
        if self._stopped:
            raise CancelledError
        return self._cold.submit(task).result()

    def _start_press(self) -> Press | None:
        ours, theirs = socket.socketpair()
        with theirs:
            process = self._fork(PRESS, [], theirs)
        if process is None:
            ours.close()
            return None
        return Press(process, ours)

    def _fork(self, call: str, arguments: list[str], theirs: socket.socket) -> Forked | None:
        address = {ADDRESS: self._server.address} if self._server else {}
        environment = {**os.environ, **own_environment(self._home), **self._settings, **address}
        return fork(call, arguments, env=environment, cwd=os.getcwd(), descriptors=[theirs.fileno()])

    def _listen(self, task: Task, child: Forked, runner: Connection) -> Outcome:
        runner.send(task)
        while isinstance(heard := runner.recv(), Event | Sheet):
            if isinstance(heard, Event):
                self._events.put(heard)
            else:
                runner.send(self._presses.set(heard, lambda: self._tell_of_death(task, Stage.STAND_IN, PRESS_DIED)))
        child.wait()
        if isinstance(heard, Outcome):
            return heard
        raise heard

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._stop()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._presses.close()
        if "_cold" in self.__dict__:
            self._cold.close()
        if self._server:
            self._server.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def _stop(self) -> None:
        """End all children at once, and the server, whom threads may still be waiting for."""
        self._stopped = True
        if self._server:
            self._server.close()
        if "_cold" in self.__dict__:
            self._cold.stop()


@contextmanager
def pools_ahead() -> Iterator[Callable[[int, dict[str, str]], LocalPool]]:
    """Makes pools; the first one's server is started now, so that it imports while the material is still being read."""
    ready = [ForkServer()] if can_fork() else []

    def make(jobs: int, settings: dict[str, str]) -> LocalPool:
        return LocalPool(jobs, settings, server=ready.pop() if ready else None)

    try:
        yield make
    finally:
        for unused in ready:
            unused.drop()
