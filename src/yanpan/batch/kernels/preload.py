"""What the fork server imports, in the state in which a kernel would import it."""

from __future__ import annotations

import builtins
import contextlib
import gc
import importlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

INLINE = "module://matplotlib_inline.backend_inline"

_LIBRARIES = (
    "yanpan.batch.light",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "IPython.core.completer",
    "yanpan.report",
    "yanpan.figures",
    "yanpan.export",
    "yanpan.batch.forked",
    "yanpan.batch.notebook",
)


def preload() -> None:
    """Import all that a village's notebook needs; later children share the memory."""
    _drop_own_folder()
    with _inside_a_kernel():
        for name in _LIBRARIES:
            importlib.import_module(name)
        _warm_up()
    gc.collect()
    gc.freeze()


def threads() -> int:
    """Threads of this process; more than one must not be forked."""
    return len(os.listdir("/proc/self/task"))


def _warm_up() -> None:
    """Do once, with nobody's data, what is slow the first time and leaves no thread: fonts, a drawing, templates."""
    from nbformat import v4

    from yanpan import figures, fonts
    from yanpan.export import Reports, body_of_node
    from yanpan.intake.tidy import empty_frame
    from yanpan.schema import TABLES
    from yanpan.store.frames import from_bytes, to_arrow, to_bytes
    from yanpan.versions import versions

    versions()
    from_bytes(to_bytes(to_arrow(empty_frame(TABLES["villages"]), "villages")), "villages")
    for system in (True, False):
        fonts.role_faces(system)
    drawing = figures.eight_items({"一": {"满意": 9, "基本满意": 8, "不满意": 7, "不了解": 6}}, township={"一": 0.9})
    shown = v4.new_output("display_data", {"text/html": drawing.to_html()})  # type: ignore[no-untyped-call]
    code = v4.new_code_cell("1", outputs=[shown])  # type: ignore[no-untyped-call]
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# 一"), code])  # type: ignore[no-untyped-call]
    Reports(body_of_node(notebook, name="report")).make("html")


def _drop_own_folder() -> None:
    """`python -m` puts the working directory first; a kernel's launcher takes it out again."""
    if sys.path and Path(sys.path[0] or ".") == Path.cwd():
        del sys.path[0]


@contextlib.contextmanager
def _inside_a_kernel() -> Iterator[None]:
    """Some libraries look for a running kernel when imported (pandas' width and encoding, matplotlib's backend)."""
    os.environ.setdefault("MPLBACKEND", INLINE)
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None, config={})  # type: ignore[attr-defined]
    try:
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="UTF-8")):
            yield
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]
