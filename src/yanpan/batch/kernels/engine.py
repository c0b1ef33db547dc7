"""A papermill engine that runs plain cells in an IPython shell of this process, a child forked for this one notebook.

It serves where all goes well. An error, a word on stderr, anything that a kernel would have told otherwise:
NotPlainError, and the notebook is run again in a kernel, whose word holds.
"""

from __future__ import annotations

import contextlib
import io
import json
import signal
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output
from papermill.engines import Engine
from traitlets.config import Config

_STUCK = 5.0
"""Seconds of computing over its time at which a cell that does not even hear of it ends the process."""


class NotPlainError(Exception):
    """Only a kernel can say what this notebook gives."""


class _TimeUp(BaseException):
    """Raised inside a cell; no `except Exception` of its catches it."""


class HereEngine(Engine):  # type: ignore[misc]
    """Cells in this process; the notebook comes out as nbclient would have left it."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        execution_timeout: float | None = None,
        timeout_func: Callable[[NotebookNode], float] | None = None,
        **kwargs: Any,
    ) -> NotebookNode:
        """Run all cells; NotPlainError or CellTimeoutError otherwise."""
        shell = _shell()
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            if cell.cell_type == "code" and cell.source.strip():
                with _limited(timeout_func(cell) if timeout_func else execution_timeout):
                    _run(shell, cell)
            nb_man.cell_complete(cell, cell_index=index)
        nb_man.nb.metadata["language_info"] = from_dict(IPythonKernel.language_info)  # type: ignore[no-untyped-call]
        notebook: NotebookNode = nb_man.nb
        return notebook


class _Shown(io.StringIO):
    """What a cell has shown so far; as standard output it takes the words in between."""

    def __init__(self) -> None:
        super().__init__()
        self.outputs: list[NotebookNode] = []

    def settle(self) -> None:
        """Words written so far become an output."""
        if self.getvalue():
            self.outputs.append(new_output("stream", name="stdout", text=self.getvalue()))  # type: ignore[no-untyped-call]
            self.seek(0)
            self.truncate()

    def add(self, kind: str, data: Any, metadata: Any, **more: Any) -> None:
        """A thing shown, as it would have come over the wire."""
        self.settle()
        words = json.dumps({"data": data, "metadata": metadata or {}}, allow_nan=False)
        told = json.loads(words, object_pairs_hook=NotebookNode)
        self.outputs.append(new_output(kind, **told, **more))  # type: ignore[no-untyped-call]


class _Hook(DisplayHook):
    """Values of cells."""

    def write_output_prompt(self) -> None:
        """No prompt in a notebook."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep the value instead of printing it."""
        _shown(self.shell).add("execute_result", format_dict, md_dict, execution_count=self.prompt_count)

    def finish_displayhook(self) -> None:
        """Nothing was printed."""
        self._is_active = False


class _Publisher(DisplayPublisher):
    """What cells display."""

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        source: Any = None,
        *,
        transient: Any = None,
        update: Any = False,
        **_: Any,
    ) -> None:
        """Keep it; what is to be changed later needs a kernel."""
        if update or transient:
            raise NotPlainError("an updated display")
        _shown(self.shell).add("display_data", data, metadata)

    def clear_output(self, wait: bool = False) -> None:
        """Needs a kernel."""
        raise NotPlainError("a cleared output")


class _Shell(InteractiveShell):
    """A shell that keeps what is shown."""

    shown: _Shown

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        """A failed cell is run again in a kernel."""


def _shown(shell: Any) -> _Shown:
    return shell.shown  # type: ignore[no-any-return]


def _shell() -> _Shell:
    """A fresh shell, the one that `display` finds."""
    _Shell.clear_instance()
    config = Config({"HistoryManager": {"enabled": False}})
    shell: _Shell = _Shell.instance(config=config, displayhook_class=_Hook, display_pub_class=_Publisher)
    return shell


def _run(shell: _Shell, cell: NotebookNode) -> None:
    shell.shown, complaints = _Shown(), io.StringIO()
    with contextlib.redirect_stdout(shell.shown), contextlib.redirect_stderr(complaints):
        result: Any = shell.run_cell(cell.source, store_history=True)  # type: ignore[no-untyped-call]
    shell.shown.settle()
    if isinstance(result.error_in_exec, _TimeUp):
        raise CellTimeoutError("time is up")
    if not result.success or complaints.getvalue():
        raise NotPlainError("an error or a complaint")
    cell.outputs, cell.execution_count = shell.shown.outputs, result.execution_count


@contextlib.contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    """Stop the cell when its time is up; end the process, by SIGPROF, if the cell computes on and does not hear."""
    if not seconds:
        yield
        return
    before = signal.signal(signal.SIGALRM, _time_up)
    signal.setitimer(signal.ITIMER_PROF, seconds + _STUCK)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, before)


def _time_up(number: int, frame: FrameType | None) -> None:
    raise _TimeUp
