"""One notebook: its parameters checked, executed in a real kernel through papermill, cleaned, its summary taken out."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from pydantic import ValidationError

from yanpan.batch.contamination import foreign_parts
from yanpan.batch.failures import told, without_values
from yanpan.batch.kernels.manager import QuietKernelManager
from yanpan.batch.plan import Task, near
from yanpan.errors import UserError
from yanpan.summary import MIME, MethodSummary, QuarterSummary, Summary, TownshipSummary, VillageSummary

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


def execute(task: Task, output: Path) -> NotebookNode:
    """The executed notebook, cleaned, also written to `output`: on failure too, as far as it came (NotebookError)."""
    deadline = time.monotonic() + task.seconds
    try:
        papermill.execute_notebook(
            str(task.notebook),
            str(output),
            parameters=dict(task.parameters),
            cwd=str(task.notebook.parent),
            progress_bar=False,
            request_save_on_cell_execute=False,
            timeout_func=lambda cell: max(1.0, min(task.seconds_per_cell, deadline - time.monotonic())),
            start_timeout=120,
            kernel_manager_class=QuietKernelManager,
            extra_arguments=["--log-level=ERROR"],
        )
    except PapermillExecutionError as error:
        raise NotebookError(told(error.ename, error.evalue), _place(error)) from error
    except CellTimeoutError:
        raise NotebookError(_timeout(task, time.monotonic() >= deadline)) from None
    except DeadKernelError:
        raise KernelDiedError("运行笔记本的内核意外退出（常见原因是内存不足）。") from None
    finally:
        if output.is_file():
            nbformat.write(without_values(clean(read_notebook(output))), output)  # type: ignore[no-untyped-call]
    return read_notebook(output)


def _timeout(task: Task, whole: bool) -> str:
    if whole:
        return f"整本笔记本运行超过 {task.seconds} 秒，已停止；确须更久的，用 --timeout 放宽。"
    return f"一个单元格运行超过 {task.seconds_per_cell} 秒，已停止。"


def read_notebook(path: Path) -> NotebookNode:
    """The notebook in a file, as of nbformat 4."""
    node: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return node


def clean(notebook: NotebookNode) -> NotebookNode:
    """The same notebook without times, paths and random ids, so that equal runs give equal bytes."""
    copy: NotebookNode = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    _drop(copy.metadata)
    for cell in copy.cells:
        _drop(cell.metadata)
        tags = cell.metadata.get("tags", ())
        if _INJECTED in tags:
            cell.id = _INJECTED
        if _ERROR_TAG in tags:
            cell.id = "failure" if cell is copy.cells[0] else "failure-cell"
    return copy


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


def check_owner(notebook: NotebookNode, summary: VillageSummary | TownshipSummary) -> None:
    """NotebookError if the notebook shows a paragraph, table or figure that belongs elsewhere."""
    villages = summary.villages if isinstance(summary, TownshipSummary) else ()
    if foreign := foreign_parts(notebook, summary.owner, villages=villages):
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
