"""PDF and Word of all villages come from one press a worker; a village never suffers from what becomes of it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from yanpan.batch import press
from yanpan.batch.kernels.client import can_fork
from yanpan.batch.plan import Task
from yanpan.batch.scheduler import LocalPool
from yanpan.batch.settling import run_tasks
from yanpan.batch.worker import Event, Stage
from yanpan.export import export_report

MakeTask = Callable[..., Task]
PAPER = ("pdf", "docx")


@pytest.fixture
def pool() -> Iterator[LocalPool]:
    if not can_fork():
        pytest.skip("no fork server on this system")
    with LocalPool(1) as started:
        yield started


@pytest.fixture
def paper_task(make_task: MakeTask) -> MakeTask:
    """As `make_task`; PDF and Word are asked for."""
    return lambda *what: replace(make_task(*what), formats=PAPER)


def idle(pool: LocalPool) -> list[int]:
    """Numbers of the presses that wait."""
    return [each._process.pid for each in pool._presses._idle]


def on_paper(task: Task) -> list[bytes]:
    return [(Path(task.folder) / f"report.{form}").read_bytes() for form in PAPER]


def set_here(task: Task, folder: Path) -> list[bytes]:
    """What this process sets from the finished notebook."""
    made = export_report(Path(task.folder) / "report.ipynb", folder, PAPER)
    return [made[form].read_bytes() for form in PAPER]


def test_one_press_sets_all_villages_as_any_process_would(
    pool: LocalPool, paper_task: MakeTask, tmp_path: Path
) -> None:
    first, second = (paper_task(owner) for owner in ("V01", "V02"))
    run_tasks([first], pool)
    used = idle(pool)
    run_tasks([second], pool)
    assert len(used) == 1
    assert idle(pool) == used
    assert [on_paper(task) for task in (first, second)] == [set_here(task, tmp_path) for task in (first, second)]


def test_a_press_that_was_killed_is_told_of_and_the_village_is_set_all_the_same(
    pool: LocalPool, paper_task: MakeTask, tmp_path: Path
) -> None:
    first, second, told = paper_task("V01"), paper_task("V02"), list[Event]()
    run_tasks([first], pool)
    (gone,) = idle(pool)
    os.kill(gone, signal.SIGKILL)
    (outcome,) = run_tasks([second], pool, told.append)
    assert outcome.ok, outcome.message
    assert Event("V02", "村V02", Stage.STAND_IN, press.DIED) in told
    assert outcome.retries == ()
    assert on_paper(second) == set_here(second, tmp_path)
    assert gone not in idle(pool)


def test_what_cannot_be_set_is_told_in_its_own_words_and_the_press_goes_on(
    pool: LocalPool, paper_task: MakeTask, summary_cell: str
) -> None:
    code = "from IPython.display import Markdown, display\ndisplay(Markdown('文\U0001fae8'))"
    broken, sound = paper_task("V01", summary_cell, code), paper_task("V02")
    told: list[Event] = []
    failed, made = run_tasks([broken, sound], pool, told.append)
    assert not failed.ok
    assert "U+1FAE8" in failed.message
    assert made.ok, made.message
    assert not [event for event in told if event.stage is Stage.RETRY]


def test_a_press_that_has_set_enough_gives_way_to_another(
    pool: LocalPool, paper_task: MakeTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "MOST", 2)
    assert all(outcome.ok for outcome in run_tasks([paper_task("V01")], pool))
    assert idle(pool) == []


@pytest.mark.parametrize("how", [None, KeyboardInterrupt])
def test_no_press_outlives_its_run(paper_task: MakeTask, how: type[BaseException] | None) -> None:
    if not can_fork():
        pytest.skip("no fork server on this system")
    pool = LocalPool(1)
    run_tasks([paper_task("V01")], pool)
    family = idle(pool)
    assert len(family) == 1
    pool.__exit__(how, None, None)
    end = time.monotonic() + 10
    while any(map(runs, family)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(runs, family))


def runs(pid: int) -> bool:
    """True unless it has ended; one that nobody has asked for its end counts as ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
