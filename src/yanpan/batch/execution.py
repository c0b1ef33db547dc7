"""Running tasks to their end: what the machinery breaks is tried again, what a notebook does wrong is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from yanpan.batch.failures import failure_of, is_infrastructure, stops_the_run
from yanpan.batch.outputs import Failure
from yanpan.batch.plan import Task
from yanpan.batch.scheduler import Scheduler
from yanpan.batch.uninterrupted import uninterrupted
from yanpan.batch.worker import Event, Outcome, Stage

Progress = Callable[[Event], None]
RETRIES = 1
"""How often a task is tried again after a fault of the machinery: a second one is taken for its own."""
_POLL = 0.2
"""Seconds between two looks at the workers' events."""


class StoppedError(Exception):
    """A task has failed and the run was to stop at the first failure."""


class Crew:
    """A scheduler, opened when first needed, and a new one when it broke."""

    def __init__(self, make: Callable[[], Scheduler]) -> None:
        self._make = make
        self._open: Scheduler | None = None

    @property
    def scheduler(self) -> Scheduler:
        """The scheduler at work."""
        if self._open is None:
            self._open = self._make().__enter__()
        return self._open

    def dismiss(self, error: BaseException | None = None) -> None:
        """End the scheduler; the next use opens another."""
        gone, self._open = self._open, None
        if gone is not None:
            gone.__exit__(type(error) if error else None, error, error.__traceback__ if error else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.dismiss(error)


@dataclass(frozen=True)
class Settle:
    """What becomes of a task's files: `done` puts them in place, `failed` leaves the reason in their stead."""

    done: Callable[[Task, Outcome], Outcome]
    failed: Callable[[Task, Failure], Outcome]


class Execution:
    """Tasks given to a crew. `outcomes` by owner grow as tasks end, also when the run is cut short."""

    def __init__(self, crew: Crew, settle: Settle, progress: Progress, *, fail_fast: bool = False) -> None:
        self._crew, self._settle, self._progress, self._fail_fast = crew, settle, progress, fail_fast
        self.outcomes: dict[str, Outcome] = {}
        self._begun: set[str] = set()
        self._tries: Counter[str] = Counter()
        self._retries: dict[str, list[str]] = {}

    def run(self, tasks: Sequence[Task]) -> tuple[Outcome, ...]:
        """Outcomes in the order of the tasks. StoppedError at the first failure, if the run is to fail fast."""
        waiting, alone = list(tasks), list[Task]()
        while waiting or alone:
            group, waiting = ([alone.pop(0)], waiting) if alone else (waiting, [])
            for task, suspect in self._again(group):
                (alone if suspect else waiting).append(task)
        return tuple(self.outcomes[task.owner] for task in tasks)

    def _again(self, group: Sequence[Task]) -> list[tuple[Task, bool]]:
        """Run a group; the tasks to be tried again, and whether each may have broken the workers itself."""
        broken = self._go(group)
        fell = [error for _, error in broken if isinstance(error, BrokenExecutor)]
        if fell:
            self._crew.dismiss(fell[0])
        again, begun = [], {task.owner for task, _ in broken} & self._begun
        for task, error in broken:
            innocent = isinstance(error, BrokenExecutor) and bool(begun) and task.owner not in begun
            if not innocent and not self._may_retry(task, error):
                self._fail(task, error)
                continue
            again.append((task, isinstance(error, BrokenExecutor) and not innocent))
        self._begun.clear()
        return again

    def _may_retry(self, task: Task, error: BaseException) -> bool:
        self._tries[task.owner] += 1
        if self._tries[task.owner] > RETRIES:
            return False
        why = failure_of(error).message
        self._retries.setdefault(task.owner, []).append(why)
        self._progress(Event(task.owner, task.name, Stage.RETRY, why))
        return True

    def _go(self, group: Sequence[Task]) -> list[tuple[Task, BaseException]]:
        """Run a group, settle what ended; tasks that the machinery failed, with the fault."""
        broken: list[tuple[Task, BaseException]] = []
        futures = self._submit(group, broken)
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, timeout=_POLL, return_when=FIRST_COMPLETED)
            self._hear()
            for future in done:
                task, error = futures[future], future.exception()
                if error is None:
                    with uninterrupted():
                        self._note(task, self._settle.done(task, future.result()))
                elif is_infrastructure(error):
                    broken.append((task, error))
                else:
                    self._fail(task, error)
        return broken

    def _submit(self, group: Sequence[Task], broken: list[tuple[Task, BaseException]]) -> dict[Future[Outcome], Task]:
        futures: dict[Future[Outcome], Task] = {}
        for task in group:
            try:
                futures[self._crew.scheduler.submit(task)] = task
            except BrokenExecutor as error:
                broken.append((task, error))
        return futures

    def _hear(self) -> None:
        for event in self._crew.scheduler.events():
            self._begun.add(event.owner)
            if event.stage is Stage.RETRY:
                self._tries[event.owner] += 1
                self._retries.setdefault(event.owner, []).append(event.detail)
            self._progress(event)

    def _fail(self, task: Task, error: BaseException) -> None:
        if stops_the_run(error):
            raise error
        with uninterrupted():
            self._note(task, self._settle.failed(task, failure_of(error)))
        if self._fail_fast:
            raise StoppedError(task.owner)

    def _note(self, task: Task, outcome: Outcome) -> None:
        self.outcomes[task.owner] = replace(outcome, retries=tuple(self._retries.get(task.owner, ())))
        self._progress(Event(task.owner, task.name, Stage.DONE if outcome.ok else Stage.FAILED))
