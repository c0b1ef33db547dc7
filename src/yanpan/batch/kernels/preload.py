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

_LIBRARIES = ("ipykernel.kernelapp", "ipykernel.ipkernel", "IPython.core.completer", "yanpan.report", "yanpan.figures")


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
    """Do once what is slow the first time and needs no thread: the letters of figures."""
    from yanpan.figures.svg import known_letters

    known_letters()


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
