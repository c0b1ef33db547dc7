"""What happens to one task in a worker process: execute, take the summary, write, export; all in its staging folder."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from yanpan.batch.kernels.client import ONE_THREAD
from yanpan.batch.outputs import NOTEBOOK, SUMMARY, fresh_staging, take_over, write_text
from yanpan.batch.plan import Task
from yanpan.errors import UserError
from yanpan.schema.values import TOWNSHIP

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from yanpan.export import Flow
    from yanpan.summary import QuarterSummary, Summary, TownshipSummary


class Stage(StrEnum):
    """Where a task is."""

    NOTEBOOK = "运行笔记本"
    HTML = "导出网页"
    PDF = "导出 PDF"
    DOCX = "导出 Word"
    RETRY = "重试"
    STAND_IN = "换一个进程接着做"
    WAIT = "等工作进程加入"
    DONE = "完成"
    FAILED = "未完成"


@dataclass(frozen=True)
class Event:
    """A task has come to a stage. `detail`: why it is tried again, or what has dropped out."""

    owner: str
    name: str
    stage: Stage
    detail: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a task. `grade` is the suggested grade, None for the township or where it could not be graded."""

    owner: str
    name: str
    ok: bool
    seconds: float
    files: tuple[str, ...] = ()
    grade: str | None = None
    warnings: int = 0
    message: str = ""
    cell: str = ""
    notes: tuple[str, ...] = ()
    """What the exporters warned of (a face that stands in for another), without repeats."""
    retries: tuple[str, ...] = ()
    """Faults of the machinery (a dead kernel or worker) after which the task was tried again."""


Tell = Callable[[Event], None]
Setter = Callable[[str, "Flow"], bytes]
"""From a format and what goes on paper to the file's bytes."""


def prepare_process(settings: dict[str, str], lease: Connection) -> None:
    """Give this process, and the kernels that it starts, an environment of their own; end when the lease ends.

    One thread each (kernels run side by side), the kernel of this interpreter, no start-up files and no shared history.
    Ctrl-C is the runner's business: it closes the lease.
    """
    signal.signal(signal.SIGINT, _leave_to_the_runner)
    home = Path(tempfile.mkdtemp(prefix="yanpan-"))
    os.environ.update(own_environment(home), **settings)
    threading.Thread(target=_end_with, args=(lease, home), daemon=True).start()
    atexit.register(shutil.rmtree, home, ignore_errors=True)


def own_environment(home: Path) -> dict[str, str]:
    """One thread, Jupyter's and IPython's files under `home`, the kernel of this interpreter."""
    return {
        **ONE_THREAD,
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_PLATFORM_DIRS": "1",
    }


def run_task(task: Task, tell: Tell, *, here: bool = False, setter: Setter | None = None) -> Outcome:
    """Execute and export one task into its staging folder. Raises what went wrong; a half-run notebook stays.

    A task that takes over a finished report is only exported. `here`: this process is forked for this task alone.
    `setter` sets PDF and Word; None: this process does.
    """
    from yanpan.summary import QuarterSummary, VillageSummary

    began, heard = time.monotonic(), _Warnings()
    staging = fresh_staging(task)
    notebook, summary = _taken_over(task) if task.takes else _executed(task, tell, here=here)
    with heard:
        if isinstance(summary, QuarterSummary):
            _write_slips(staging, summary, task.formats)
        _export(task, notebook, tell, setter)
    return Outcome(
        owner=task.owner,
        name=task.name,
        ok=True,
        seconds=time.monotonic() - began,
        grade=summary.grade if isinstance(summary, VillageSummary) else None,
        warnings=len(summary.warnings),
        notes=tuple(heard.texts),
    )


def _executed(task: Task, tell: Tell, *, here: bool) -> tuple[NotebookNode, Summary]:
    """Run the notebook; it and its summary lie in the staging folder then, the township's ledger beside."""
    from yanpan.batch.notebook import check_owner, execute, summary_of
    from yanpan.summary import TownshipSummary

    tell(Event(task.owner, task.name, Stage.NOTEBOOK))
    notebook = execute(task, task.staging / NOTEBOOK, here=here)
    summary = summary_of(notebook, task)
    check_owner(notebook, summary, villages=task.villages)
    write_text(task.staging / SUMMARY, summary.model_dump_json(indent=1) + "\n")
    if isinstance(summary, TownshipSummary) and task.edition != "public":
        _write_ledger(task.staging, summary)
    return notebook, summary


def _taken_over(task: Task) -> tuple[NotebookNode, Summary]:
    """Put the finished report into the staging folder."""
    from yanpan.batch.notebook import read_notebook
    from yanpan.batch.summaries import read_township, read_village

    take_over(task)
    summary = read_township(task.staging) if task.owner == TOWNSHIP else read_village(task.staging)
    if summary is None:
        raise UserError(f"{SUMMARY} 读不出来；请用 --force 重新运行。")
    return read_notebook(task.staging / NOTEBOOK), summary


def _export(task: Task, notebook: NotebookNode, tell: Tell, setter: Setter | None) -> None:
    """One format at a time, so that progress can be told."""
    if not task.formats:
        return
    from yanpan.export import Reports, body_of_node, set_here

    body = body_of_node(notebook, name=Path(NOTEBOOK).stem, folder=str(task.staging))
    reports = Reports(body, setter=setter or set_here)
    for form in task.formats:
        tell(Event(task.owner, task.name, Stage[form.upper()]))
        reports.write(form, task.staging)


def _write_ledger(staging: Path, summary: TownshipSummary) -> None:
    """The rectification ledger beside the township's report."""
    from yanpan.report.ledger import NAME, ledger_bytes

    (staging / NAME).write_bytes(ledger_bytes(summary))


def _write_slips(staging: Path, summary: QuarterSummary, formats: Sequence[str]) -> None:
    """The villages' reminder slips, a folder beside the report."""
    from yanpan.export.blocks import write_slips

    write_slips(summary, staging, formats)


def _end_with(lease: Connection, home: Path) -> None:
    """End this process, and by that its kernels, when the runner closes its end or is gone, whatever killed it."""
    lease.poll(None)
    shutil.rmtree(home, ignore_errors=True)
    os._exit(1)


def _leave_to_the_runner(number: int, frame: FrameType | None) -> None:
    """A handler, not SIG_IGN: what is ignored stays ignored in the kernels, which then could not be interrupted."""


class _Warnings(logging.Handler):
    """Hears what the package warns of while it is entered, and keeps it from the terminal."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.texts[record.getMessage()] = None

    def __enter__(self) -> None:
        logger = logging.getLogger("yanpan")
        logger.addHandler(self)
        logger.propagate = False

    def __exit__(self, *trouble: object) -> None:
        logging.getLogger("yanpan").removeHandler(self)
