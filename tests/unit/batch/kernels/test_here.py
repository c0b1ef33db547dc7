"""Plain cells in the task's own process give the notebook that a kernel gives; others go to a kernel."""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import indent as indented

import nbformat
import pytest

from yanpan.batch import scheduler
from yanpan.batch.failures import DIED
from yanpan.batch.kernels import engine
from yanpan.batch.kernels.client import can_fork
from yanpan.batch.kernels.plain import is_plain
from yanpan.batch.notebook import NotebookError, execute
from yanpan.batch.plan import Task
from yanpan.batch.scheduler import LocalPool
from yanpan.batch.settling import run_tasks
from yanpan.batch.worker import Event, Stage

MakeTask = Callable[..., Task]
PLAIN = (
    "village, round, edition",
    "import pandas as pd\nframe = pd.DataFrame({f'第{i}列': range(70) for i in range(30)})\nframe",
    "frame.describe().T;",
    "print('先'); print('后', end='')\nframe['第1列'].sum()",
    "_ + 1",
    "class Both:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
    "        return {'text/plain': '甲', 'application/x+json': {1: (2, None)}}, {'text/plain': {'of': 1}}\n"
    "Both()",
    "from IPython.display import HTML, Markdown, display\nprint('前')\ndisplay(HTML('<p>乙</p>'), Markdown('*丙*'))\n"
    "print('后')\nHTML('丁')",
    "",
    "# 只有注释",
    "{'a': {3, 1, 2}, 'b': 1.5, 'c': None, 'd': 'x' * 300}",
    "import math\nmath.nan, float('inf'), 10**30, b'bytes', 'é\\n'",
    "[n for n in dir() if not n.startswith('_')]",
    "x = 3",
    "if x > 2:\n    'not shown'\nx",
    "for n in range(3): print(n)",
    "from decimal import Decimal\nDecimal('0.10')",
)
DEADLY = "import numpy\nnumpy.ctypeslib.ctypes.string_at(0)"
NOT_PLAIN = (
    "%pip list",
    "!ls",
    "import os",
    "import matplotlib.pyplot as plt",
    "from . import x",
    "__import__('os')",
    "().__class__.__base__",
    "get_ipython()",
    "input()",
    "await x",
    "open('x')",
    "x?",
    "import numpy, sys",
)


def notebook_of(*cells: str, kernel: str = "python3") -> nbformat.NotebookNode:
    """An in-memory notebook."""
    spec = {"kernelspec": {"name": kernel, "display_name": "x", "language": "python"}}
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=spec)


@pytest.mark.parametrize("source", PLAIN)
def test_computing_and_showing_is_plain(source: str) -> None:
    assert is_plain(notebook_of(source))


@pytest.mark.parametrize("source", NOT_PLAIN)
def test_what_reaches_for_the_process_is_not(source: str) -> None:
    assert not is_plain(notebook_of("1", source))


def test_other_kernels_are_not() -> None:
    assert not is_plain(notebook_of("1", kernel="julia"))


def test_the_projects_own_notebooks_are_plain() -> None:
    for path in Path("notebooks").glob("*.ipynb"):
        assert is_plain(nbformat.read(path, as_version=4)), path.name


@pytest.fixture(scope="module")
def pool(worker_environment: pytest.MonkeyPatch) -> Iterator[LocalPool]:
    """A running pool whose tasks are children of a fork server."""
    if not can_fork():
        pytest.skip("no fork server on this system")
    with LocalPool(2) as started:
        yield started


def test_same_file_as_from_a_kernel(tmp_path: Path, pool: LocalPool, make_task: MakeTask, summary_cell: str) -> None:
    task = make_task("V02", *PLAIN, summary_cell)
    kernel = execute(task, tmp_path / "kernel.ipynb")
    shutil.rmtree(pool._home, ignore_errors=True)
    (outcome,) = run_tasks([task], pool)
    assert outcome.ok, outcome.message
    assert not (pool._home / "runtime").exists(), "a kernel was started"
    here = nbformat.read(task.folder / "report.ipynb", as_version=4)
    both = zip(PLAIN, here.cells[2:], kernel.cells[2:], strict=False)
    assert {source: (mine, its) for source, mine, its in both if mine != its} == {}
    assert (task.folder / "report.ipynb").read_bytes() == (tmp_path / "kernel.ipynb").read_bytes()


@pytest.mark.parametrize(
    "source",
    ["1 / 0", "import numpy\nnumpy.float64(1) / 0", "from IPython.display import display\ndisplay(1, display_id='a')"],
)
def test_what_went_otherwise_is_run_again_in_a_kernel(
    tmp_path: Path, pool: LocalPool, make_task: MakeTask, summary_cell: str, source: str
) -> None:
    task = make_task("V02", source, summary_cell)
    (outcome,) = run_tasks([task], pool)
    assert (pool._home / "runtime").exists()
    with contextlib.suppress(NotebookError):
        execute(task, tmp_path / "report.ipynb")
    (made,) = task.folder.glob("report.*ipynb")
    assert outcome.ok is (made.name == "report.ipynb")
    assert without_numbers(made) == without_numbers(tmp_path / "report.ipynb")


def without_numbers(path: Path) -> str:
    """The file without the number of the kernel's process, which a warning names."""
    return re.sub(r"ipykernel_\d+", "ipykernel_", path.read_text(encoding="utf-8"))


def test_time_that_is_up_is_told_though_the_cell_catches_all(pool: LocalPool, make_task: MakeTask) -> None:
    source = "while True:\n    try:\n        sum(range(10**5))\n    except Exception:\n        pass"
    (outcome,) = run_tasks([replace(make_task("V02", source), seconds_per_cell=1)], pool)
    assert outcome.message == "一个单元格运行超过 1 秒，已停止。"


def test_a_cell_that_kills_its_process_is_told_by_a_kernel(
    pool: LocalPool, make_task: MakeTask, summary_cell: str
) -> None:
    told: list[Event] = []
    first, second = run_tasks([make_task("V01", DEADLY, summary_cell), make_task("V02")], pool, told.append)
    assert (first.ok, first.message) == (False, "运行笔记本的内核意外退出（常见原因是内存不足）。")
    assert first.retries == (DIED,)
    assert told.count(Event("V01", "村V01", Stage.RETRY, DIED)) == 1
    assert second.ok, second.message


def test_a_process_that_dies_once_is_told_and_its_task_done_again(
    pool: LocalPool, make_task: MakeTask, summary_cell: str
) -> None:
    once = "from pathlib import Path\nif not Path('died').exists():\n    Path('died').touch()\n" + indented(
        DEADLY, "    "
    )
    told: list[Event] = []
    (outcome,) = run_tasks([make_task("V01", once, summary_cell)], pool, told.append)
    assert (outcome.ok, outcome.retries) == (True, (DIED,)), outcome.message
    assert Event("V01", "村V01", Stage.RETRY, DIED) in told


def test_a_process_that_dies_twice_is_a_failure_with_a_sentence(
    pool: LocalPool, make_task: MakeTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "CALL", "os:abort")
    told: list[Event] = []
    (outcome,) = run_tasks([make_task("V01")], pool, told.append)
    assert (outcome.ok, outcome.retries) == (False, (DIED,))
    assert outcome.message == "运行它的进程接连两次意外退出（常见原因是内存不足），可减少 --jobs 后重试。"
    assert [event.stage for event in told] == [Stage.RETRY, Stage.FAILED]
    assert outcome.files == ("failure.json",)


def test_a_cell_that_never_hears_ends_its_process_and_a_kernel_tells(pool: LocalPool, make_task: MakeTask) -> None:
    deaf = "import re\nre.fullmatch('(a+)+b', 'a' * 40)"
    task = replace(make_task("V02", deaf), seconds_per_cell=1)
    (outcome,) = run_tasks([task], pool)
    assert outcome.message == "一个单元格运行超过 1 秒，已停止。"


def test_limits_are_lifted_after_each_cell() -> None:
    with engine._limited(7):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 6
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 11
    assert signal.getitimer(signal.ITIMER_REAL) == signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL
