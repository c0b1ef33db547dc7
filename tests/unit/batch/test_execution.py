"""What the machinery breaks is tried again and told; what a notebook does wrong is not; a full disk ends the run."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import pytest

from yanpan.batch.execution import RETRIES, Crew, Execution, Settle, StoppedError
from yanpan.batch.notebook import KernelDiedError, NotebookError, execute
from yanpan.batch.outputs import Failure
from yanpan.batch.plan import Task
from yanpan.batch.worker import Event, Outcome, Stage

Script = dict[str, list[BaseException | None]]


def task(owner: str) -> Task:
    """A task whose places are never used."""
    here = Path("none")
    return Task(owner, f"村{owner}", here, (), here, here, (), "r", "internal")


def settled(ok: bool) -> Callable[[Task, object], Outcome]:
    """An outcome without any file."""

    def settle(task: Task, what: object) -> Outcome:
        message = what.message if isinstance(what, Failure) else ""
        return Outcome(task.owner, task.name, ok=ok, seconds=0, message=message)

    return settle


SETTLE = Settle(settled(True), settled(False))


class Scripted:
    """A scheduler that ends tasks as the script says, one entry a try (absent: well). A broken pool fails all."""

    def __init__(self, script: Script, log: list[list[str]]) -> None:
        self._script, self._log = script, log
        self._log.append([])
        self._events: list[Event] = []
        self._broken: BaseException | None = None

    def submit(self, task: Task) -> Future[Outcome]:
        """The first is begun; a pool that breaks takes those with it that were handed in with it."""
        self._log[-1].append(task.owner)
        future: Future[Outcome] = Future()
        error = self._broken or (self._script.get(task.owner) or [None]).pop(0)
        if error is not self._broken or self._broken is None:
            self._events.append(Event(task.owner, task.name, Stage.NOTEBOOK))
        if isinstance(error, BrokenProcessPool):
            self._broken = error
        if error is None:
            future.set_result(Outcome(task.owner, task.name, ok=True, seconds=1))
        else:
            future.set_exception(error)
        return future

    def events(self) -> Iterator[Event]:
        """What has happened."""
        told, self._events = self._events, []
        return iter(told)

    def __enter__(self) -> Scripted:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def go(
    script: Script, owners: Sequence[str] = ("V01", "V02", "V03"), *, fail_fast: bool = False
) -> tuple[dict[str, Outcome], list[list[str]], list[Event]]:
    """Outcomes, what each scheduler was given, events."""
    log: list[list[str]] = []
    told: list[Event] = []
    with Crew(lambda: Scripted(script, log)) as crew:
        execution = Execution(crew, SETTLE, told.append, fail_fast=fail_fast)
        try:
            execution.run([task(owner) for owner in owners])
        except StoppedError:
            told.append(Event("", "", Stage.FAILED, "stopped"))
    return execution.outcomes, log, told


def test_a_dead_kernel_is_tried_again_and_told() -> None:
    outcomes, log, told = go({"V02": [KernelDiedError("内核意外退出。")]})
    assert all(outcome.ok for outcome in outcomes.values())
    assert outcomes["V02"].retries == ("内核意外退出。",)
    assert log == [["V01", "V02", "V03", "V02"]]
    assert Event("V02", "村V02", Stage.RETRY, "内核意外退出。") in told


def test_a_kernel_that_dies_each_time_is_a_failure_of_its_village_alone() -> None:
    outcomes, log, _ = go({"V02": [KernelDiedError("内核意外退出。")] * 9})
    assert [outcomes[owner].ok for owner in ("V01", "V02", "V03")] == [True, False, True]
    assert log[0].count("V02") == 1 + RETRIES
    assert len(outcomes["V02"].retries) == RETRIES


def test_a_death_that_the_pool_has_mended_itself_counts_as_a_try() -> None:
    class Mending(Scripted):
        def submit(self, task: Task) -> Future[Outcome]:
            future = super().submit(task)
            self._events.append(Event(task.owner, task.name, Stage.RETRY, "进程意外退出"))
            return future

    log: list[list[str]] = []
    with Crew(lambda: Mending({"V02": [KernelDiedError("内核意外退出。")]}, log)) as crew:
        first, second = Execution(crew, SETTLE, lambda event: None).run([task("V01"), task("V02")])
    assert (first.ok, first.retries) == (True, ("进程意外退出",))
    assert (second.ok, second.message, second.retries) == (False, "内核意外退出。", ("进程意外退出",))
    assert log == [["V01", "V02"]]


def test_a_helper_that_dropped_out_takes_no_try() -> None:
    class Helped(Scripted):
        def submit(self, task: Task) -> Future[Outcome]:
            future = super().submit(task)
            self._events.append(Event(task.owner, task.name, Stage.STAND_IN, "排版进程意外退出"))
            return future

    told: list[Event] = []
    with Crew(lambda: Helped({"V02": [KernelDiedError("内核意外退出。")]}, [])) as crew:
        first, second = Execution(crew, SETTLE, told.append).run([task("V01"), task("V02")])
    assert (first.ok, first.retries) == (True, ())
    assert (second.ok, second.retries) == (True, ("内核意外退出。",))
    assert Event("V01", "村V01", Stage.STAND_IN, "排版进程意外退出") in told


def test_a_fault_of_the_notebook_is_not_tried_again() -> None:
    outcomes, log, _ = go({"V02": [NotebookError("NameError", "In [3]")]})
    assert log == [["V01", "V02", "V03"]]
    assert (outcomes["V02"].ok, outcomes["V02"].retries) == (False, ())


def test_after_a_broken_pool_the_suspect_goes_alone_and_the_others_lose_no_try() -> None:
    outcomes, log, _ = go({"V02": [BrokenProcessPool()]})
    assert all(outcome.ok for outcome in outcomes.values())
    assert log == [["V01", "V02", "V03"], ["V02", "V03"]]
    assert outcomes["V03"].retries == ()
    assert len(outcomes["V02"].retries) == 1


def test_a_village_that_breaks_every_pool_takes_nobody_with_it() -> None:
    outcomes, _, _ = go({"V02": [BrokenProcessPool()] * 9})
    assert {owner: outcome.ok for owner, outcome in outcomes.items()} == {"V01": True, "V02": False, "V03": True}
    assert "工作进程意外退出" in outcomes["V02"].message


def test_workers_that_cannot_even_begin_are_given_up() -> None:
    class Stillborn(Scripted):
        def submit(self, task: Task) -> Future[Outcome]:
            raise BrokenProcessPool

    with Crew(lambda: Stillborn({}, [])) as crew:
        outcomes = Execution(crew, SETTLE, lambda event: None).run([task("V01"), task("V02")])
    assert [outcome.ok for outcome in outcomes] == [False, False]


def test_a_run_that_fails_fast_stops_at_the_first_failure_and_keeps_what_is_done() -> None:
    outcomes, _, told = go({"V01": [NotebookError("x")]}, ("V01",), fail_fast=True)
    assert told[-1].detail == "stopped"
    assert not outcomes["V01"].ok


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_nothing_ends_the_run(number: int) -> None:
    with pytest.raises(OSError, match="x"):
        go({"V02": [OSError(number, "x", "report.html")]})


def test_a_notebook_has_a_time_of_its_own_beside_its_cells(tmp_path: Path, make_task: Callable[..., Task]) -> None:
    slow = make_task("V01", "import time; time.sleep(0.9)", "time.sleep(60)")
    with pytest.raises(NotebookError, match="整本笔记本运行超过 2 秒，已停止；确须更久的，用 --timeout 放宽"):
        execute(replace(slow, seconds=2), tmp_path / "report.ipynb")
    with pytest.raises(NotebookError, match="一个单元格运行超过 1 秒"):
        execute(replace(slow, seconds_per_cell=1), tmp_path / "report.ipynb")


@pytest.fixture
def _ctrl_c() -> Iterator[None]:
    """Heard as in a terminal, also where the tests run in a shell's background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_ctrl_c")
@pytest.mark.parametrize("fault", [None, NotebookError("第1格", "错")])
def test_a_result_that_is_being_put_in_place_is_counted_before_ctrl_c_is_heard(fault: BaseException | None) -> None:
    def settle(task: Task, what: object) -> Outcome:
        signal.raise_signal(signal.SIGINT)
        return settled(True)(task, what)

    with Crew(lambda: Scripted({"V01": [fault]}, [])) as crew:
        execution = Execution(crew, Settle(settle, settle), lambda event: None)
        with pytest.raises(KeyboardInterrupt):
            execution.run([task("V01")])
    assert set(execution.outcomes) == {"V01"}
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
