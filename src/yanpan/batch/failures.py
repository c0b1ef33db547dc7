"""What of a failure may stand in a result folder: the place and kind always, the words only if they are no data.

Words of an error that is not ours may quote a cell (`KeyError: '…'`, `input_value=…`), and a result folder is read by
many; the analyst who runs the notebook in JupyterLab sees all of it.
"""

from __future__ import annotations

import errno
from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING

from yanpan.batch.outputs import Failure
from yanpan.errors import UserError

if TYPE_CHECKING:
    from nbformat import NotebookNode

HELD_BACK = "详细内容可能带有个人信息，不写入结果；在 JupyterLab 里运行这本笔记本可以看到"
_OUR_OWN = frozenset({"UserError", "NotebookError"})
_OF_CODE = frozenset(
    {
        "AttributeError",
        "ImportError",
        "IndentationError",
        "ModuleNotFoundError",
        "NameError",
        "SyntaxError",
        "UnboundLocalError",
        "ZeroDivisionError",
    }
)
"""Errors whose words name code, never a value."""
_LONGEST = 200
_OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM})
"""A full or read-only disk, or one that may not be written: nothing of a village's, and nothing can be put in place."""


DIED = "运行它的进程意外退出（常见原因是内存不足）"


class DiedAgainError(UserError):
    """The process that ran a notebook died, and the next one too: that is the notebook's own, not tried any more."""

    def __init__(self) -> None:
        super().__init__("运行它的进程接连两次意外退出（常见原因是内存不足），可减少 --jobs 后重试。")


class RunEndedError(UserError):
    """No village is at fault and none can be made any more: the run ends in order, what is finished stays."""


def is_infrastructure(error: BaseException) -> bool:
    """True for a fault of the machinery (a dead worker or kernel), which may not come again."""
    return isinstance(error, BrokenExecutor) or bool(getattr(error, "infrastructure", False))


def stops_the_run(error: BaseException) -> bool:
    """True for a fault that no other task would be spared: the disk takes nothing, the cluster is gone."""
    if isinstance(error, RunEndedError):
        return True
    return isinstance(error, OSError) and error.errno in _OF_THE_DISK


def failure_of(error: BaseException) -> Failure:
    """A task's error as the reader sees it: a user's mistake by its sentence, of anything else what may be told."""
    if isinstance(error, UserError):
        return Failure(str(error), getattr(error, "cell", ""))
    if isinstance(error, BrokenExecutor):
        return Failure("工作进程意外退出（常见原因是内存不足），可减少 --jobs 后重试。")
    if isinstance(error, MemoryError):
        return Failure("内存不足，可减少 --jobs 后重试。")
    return Failure(told(type(error).__name__, str(error)))


def told(kind: str, words: str) -> str:
    """An error in one sentence: ours as it is, one of code with its first line, of any other the kind only.

    Of a refusal, which quotes cells, the first line.

    >>> told("UserError", "没有村“V99”。"), told("NameError", "name 'x' is not defined")
    ('没有村“V99”。', "NameError：name 'x' is not defined")
    >>> told("KeyError", "'某人'").partition("（")[0]
    'KeyError'
    """
    if kind in _OUR_OWN:
        return words
    lines = [line for line in words.strip().splitlines() if line.strip()]
    if kind == "RefusedError" and lines:
        return f"{lines[0].rstrip('：')}；请运行 yanpan check 逐条查看。"
    if kind in _OF_CODE and lines:
        return f"{kind}：{lines[0][:_LONGEST]}"
    return f"{kind}（{HELD_BACK}）"


def without_values(notebook: NotebookNode) -> NotebookNode:
    """The notebook itself, its error outputs cut down to what may be told; traces of the stack go."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                output.evalue = told(output.ename, output.evalue)
                output.traceback = [output.evalue]
    return notebook
