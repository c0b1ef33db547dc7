"""One notebook: its parameters checked, executed in a real kernel through papermill, cleaned, its summary taken out."""

from __future__ import annotations

import yanpan.batch.light  # noqa: F401

# isort: split
import contextlib
import logging
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from papermill.utils import chdir
from pydantic import ValidationError

from yanpan.batch.contamination import foreign_in_slips, foreign_parts
from yanpan.batch.failures import told, without_values
from yanpan.batch.kernels.engine import HereEngine, NotPlainError
from yanpan.batch.kernels.manager import QuietKernelManager
from yanpan.batch.kernels.plain import is_plain
from yanpan.batch.plan import Task, near
from yanpan.errors import UserError
from yanpan.summary import MIME, MethodSummary, QuarterSummary, Summary, TownshipSummary, VillageSummary

_IN_A_KERNEL: dict[str, Any] = {
    "kernel_manager_class": QuietKernelManager,
    "extra_arguments": ["--log-level=ERROR"],
    "start_timeout": 120,
}
_VOLATILE = ("papermill", "execution", "widgets")
_INJECTED = "injected-parameters"
_ERROR_TAG = "papermill-error-cell-tag"
_MODELS: dict[str, type[Summary]] = {"village": VillageSummary, "quarter": QuarterSummary, "method": MethodSummary}

logging.getLogger("papermill").setLevel(logging.ERROR)


class NotebookError(UserError):
    """A notebook that did not run to its end. `cell` says where, as the analyst finds it; may be empty."""

    def __init__(self, message: str, cell: str = "") -> None:
        super().__init__(message, cell)
        self.message, self.cell = message, cell

    def __str__(self) -> str:
        return self.message


class KernelDiedError(NotebookError):
    """The kernel is gone: a fault of the machinery, which may not come again."""

    infrastructure = True


def check_parameters(notebook: Path, names: Iterable[str]) -> None:
    """UserError unless the notebook is there and its one parameters cell knows every name."""
    if not notebook.is_file():
        raise UserError(f"缺少笔记本 {notebook.name}（应在 {notebook.parent.name}/ 下）。")
    try:
        node = read_notebook(notebook)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError):
        raise UserError(f"{notebook.name} 不是可用的笔记本文件（内容不是合法的 .ipynb）。") from None
    tagged = sum("parameters" in cell.metadata.get("tags", ()) for cell in node.cells)
    if tagged != 1:
        raise UserError(f"{notebook.name} 应有且只有一个带 parameters 标签的参数格，现有 {tagged} 个。")
    known = list(papermill.inspect_notebook(str(notebook)))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UserError(
            f"{notebook.name} 的参数格里没有参数“{'”“'.join(unknown)}”{near(unknown[0], known)}；"
            f"现有：{'、'.join(known) or '（无）'}。"
        )


def execute(task: Task, output: Path, *, here: bool = False) -> NotebookNode:
    """The executed notebook, cleaned, also written to `output`: on failure too, as far as it came (NotebookError).

    `here`: this process was made for this one task, so that plain cells may run in it instead of in a kernel.
    """
    deadline = time.monotonic() + task.seconds
    try:
        if here and is_plain(read_notebook(task.notebook)):
            with contextlib.suppress(NotPlainError):
                return _execute_here(task, output, deadline)
        return _execute_in_a_kernel(task, output, deadline)
    except PapermillExecutionError as error:
        raise NotebookError(told(error.ename, error.evalue), _place(error)) from error
    except CellTimeoutError:
        raise NotebookError(_timeout(task, time.monotonic() >= deadline)) from None
    except DeadKernelError:
        raise KernelDiedError("运行笔记本的内核意外退出（常见原因是内存不足）。") from None


def _execute_in_a_kernel(task: Task, output: Path, deadline: float) -> NotebookNode:
    try:
        _papermill(task, str(output), **_IN_A_KERNEL, **_limits(task, deadline))
    finally:
        if output.is_file():
            nbformat.write(without_values(clean(read_notebook(output))), output)  # type: ignore[no-untyped-call]
    return read_notebook(output)


def _timeout(task: Task, whole: bool) -> str:
    if whole:
        return f"整本笔记本运行超过 {task.seconds} 秒，已停止；确须更久的，用 --timeout 放宽。"
    return f"一个单元格运行超过 {task.seconds_per_cell} 秒，已停止。"


def _execute_here(task: Task, output: Path, deadline: float) -> NotebookNode:
    """Papermill's own preparation, then its engine of ours; written once, when all is well."""
    prepared = _papermill(task, None, prepare_only=True)
    with chdir(task.notebook.parent):
        done = HereEngine.execute_notebook(prepared, None, None, progress_bar=False, **_limits(task, deadline))
    notebook = _tidied(done)
    nbformat.write(notebook, output)  # type: ignore[no-untyped-call]
    return notebook


def _papermill(task: Task, output: str | None, **how: Any) -> NotebookNode:
    done: NotebookNode = papermill.execute_notebook(
        str(task.notebook), output, parameters=dict(task.parameters), cwd=str(task.notebook.parent),
        progress_bar=False, request_save_on_cell_execute=False, **how,
    )  # fmt: skip
    return done


def _limits(task: Task, deadline: float) -> dict[str, Any]:
    """A cell's own time, and no more than is left of the notebook's."""
    return {"timeout_func": lambda cell: max(1.0, min(task.seconds_per_cell, deadline - time.monotonic()))}


def read_notebook(path: Path) -> NotebookNode:
    """The notebook in a file, as of nbformat 4."""
    node: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return node


def clean(notebook: NotebookNode) -> NotebookNode:
    """The same notebook without times, paths and random ids, so that equal runs give equal bytes."""
    copy: NotebookNode = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    return _tidied(copy)


def _tidied(notebook: NotebookNode) -> NotebookNode:
    """As `clean`, on the notebook itself."""
    _drop(notebook.metadata)
    for cell in notebook.cells:
        _drop(cell.metadata)
        tags = cell.metadata.get("tags", ())
        if _INJECTED in tags:
            cell.id = _INJECTED
        if _ERROR_TAG in tags:
            cell.id = "failure" if cell is notebook.cells[0] else "failure-cell"
    return notebook


def summary_of(notebook: NotebookNode, task: Task) -> Summary:
    """The summary that the notebook's last cells showed; NotebookError if absent, malformed or of another task."""
    shown = [
        output.data[MIME]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if MIME in output.get("data", {})
    ]
    if not shown:
        raise NotebookError(f"{task.notebook.name} 没有交出汇总（最后一格应显示 summary）。")
    model = _MODELS.get(shown[-1].get("kind"), TownshipSummary)
    try:
        summary = model.model_validate(shown[-1])
    except ValidationError as error:
        places = "、".join("→".join(map(str, fault["loc"])) for fault in error.errors()[:5])
        raise NotebookError(f"{task.notebook.name} 交出的汇总不合格式：{places}。") from None
    _check_identity(summary, task)
    return summary


def check_owner(notebook: NotebookNode, summary: Summary, *, villages: Collection[str] = ()) -> None:
    """NotebookError if the notebook shows a paragraph, table or figure that belongs elsewhere, or a slip holds one.

    `villages`: those whose blocks the township may show.
    """
    foreign = foreign_parts(notebook, summary.owner, villages=villages)
    if isinstance(summary, QuarterSummary):
        foreign += foreign_in_slips(summary, villages=villages)
    if foreign:
        raise NotebookError(f"报告里有不属于 {summary.owner} 的内容，没有采用：{'；'.join(foreign)}。")


def _check_identity(summary: Summary, task: Task) -> None:
    wanted = (task.owner, task.round_id, task.edition)
    found = (summary.owner, summary.round, summary.edition)
    if found != wanted:
        raise NotebookError(f"交出的汇总属于 {'/'.join(found)}，应属于 {'/'.join(wanted)}。")


def _drop(metadata: Any) -> None:
    for key in _VOLATILE:
        metadata.pop(key, None)


def _place(error: PapermillExecutionError) -> str:
    """`In [5]（“suggestion()”）`: number and first line of the cell.

    The number is the one that the half-run notebook shows.
    """
    first = next((line.strip() for line in error.source.splitlines() if line.strip()), "")
    count = error.exec_count if error.exec_count is not None else "?"
    return f"In [{count}]（“{first[:40]}”）"
