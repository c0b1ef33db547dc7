"""Real worker processes and kernels: one village's failure stops none, nothing stale or half written stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import partial

import nbformat
import pytest

from yanpan.batch.execution import Crew
from yanpan.batch.failures import HELD_BACK, failure_of
from yanpan.batch.outputs import publish_failure, read_failure
from yanpan.batch.plan import Task
from yanpan.batch.scheduler import LocalPool, check_jobs
from yanpan.batch.settling import run_tasks
from yanpan.batch.worker import Event, Stage
from yanpan.errors import UserError

MakeTask = Callable[..., Task]
ENVIRONMENT = """
import os
seen = os.environ["OMP_NUM_THREADS"], os.environ["SETTING"], os.path.basename(os.getcwd())
seen + (os.environ["IPYTHONDIR"].startswith(os.path.expanduser("~")),)
"""


@pytest.fixture
def tasks(make_task: MakeTask, summary_cell: str) -> list[Task]:
    """Two sound villages around one that raises; the last one's former report lies in its folder."""
    made = [make_task("V01", ENVIRONMENT, summary_cell), make_task("V02", "1 / 0"), make_task("V03")]
    made[1].folder.mkdir(parents=True)
    (made[1].folder / "report.html").write_text("old", encoding="utf-8")
    return made


def test_others_go_on_when_one_fails(tasks: list[Task]) -> None:
    events: list[Event] = []
    with Crew(partial(LocalPool, 2, {"SETTING": "given"})) as crew:
        first, second, third = run_tasks(tasks, crew, events.append)
    assert [outcome.ok for outcome in (first, second, third)] == [True, False, True]
    assert (first.grade, first.files) == ("正常", ("report.ipynb", "summary.json"))
    assert (second.message, second.cell) == ("ZeroDivisionError：division by zero", "In [3]（“1 / 0”）")
    assert sorted(path.name for path in tasks[1].folder.iterdir()) == ["failure.json", "report.failed.ipynb"]
    assert str(read_failure(tasks[1].folder)) == "In [3]（“1 / 0”） 出错：ZeroDivisionError：division by zero"
    assert json.loads((tasks[0].folder / "summary.json").read_text(encoding="utf-8"))["owner"] == "V01"
    assert {event.owner: event.stage for event in events} == {"V01": Stage.DONE, "V02": Stage.FAILED, "V03": Stage.DONE}
    assert Event("V01", "村V01", Stage.NOTEBOOK) in events
    cells = nbformat.read(tasks[0].folder / "report.ipynb", as_version=4).cells
    assert cells[2].outputs[0].data["text/plain"] == "('1', 'given', 'notebooks', False)"


def test_failure_without_half_run_notebook_leaves_the_reason_only(make_task: MakeTask) -> None:
    task = make_task("V01")
    task.staging.mkdir(parents=True)
    assert publish_failure(task, failure_of(BrokenProcessPool())) == ("failure.json",)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UserError("句子。"), "句子。"),
        (BrokenProcessPool(), "工作进程意外退出（常见原因是内存不足），可减少 --jobs 后重试。"),
        (MemoryError(), "内存不足，可减少 --jobs 后重试。"),
        (NameError("name 'x' is not defined"), "NameError：name 'x' is not defined"),
        (KeyError("某某"), f"KeyError（{HELD_BACK}）"),
    ],
)
def test_any_error_becomes_one_sentence(error: Exception, words: str) -> None:
    assert failure_of(error).message == words


def test_fewer_than_one_job_is_refused() -> None:
    with pytest.raises(UserError, match="不小于 1 的整数，现为 0"):
        check_jobs(0)
