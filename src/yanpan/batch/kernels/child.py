"""What a forked child does: become like a process that was started anew, run its call, end without teardown."""

from __future__ import annotations

import atexit
import contextlib
import functools
import importlib
import os
import random
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from yanpan.batch.kernels.libc import be_called, die_with


def run(request: dict[str, Any], descriptors: list[int], server: int) -> NoReturn:
    """Run `request["call"]` (`module:function`) with its `argv` and the descriptors after the first three; then end."""
    code = 1
    try:
        _begin(request, descriptors, server)
        module, _, function = request["call"].partition(":")
        call: Callable[[list[str], list[int]], int] = getattr(importlib.import_module(module), function)
        code = call(request["argv"], descriptors[3:])
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:  # noqa: BLE001  the last frame of a process: told as Python would
        traceback.print_exc()
    finally:
        _end(code)


def _begin(request: dict[str, Any], descriptors: list[int], server: int) -> None:
    os.setsid()
    die_with(server)
    be_called(request["call"].rpartition(".")[2])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for target, descriptor in enumerate(descriptors[:3]):
        os.dup2(descriptor, target)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    os.umask(request["umask"])
    time.tzset()
    _reseed()


def _reseed() -> None:
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _end(code: int) -> NoReturn:
    """As Python ends, but for the teardown of modules, which takes most of the time."""
    with contextlib.suppress(Exception):
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(Exception):
            stream.flush()  # type: ignore[union-attr]
    os._exit(code)


def kernel(argv: list[str], _descriptors: list[int]) -> int:
    """`python -m ipykernel_launcher` with these arguments."""
    import ipykernel_launcher
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [ipykernel_launcher.__file__, *argv]
    sys.orig_argv[:] = [sys.executable, "-m", "ipykernel_launcher", *argv]
    app: Any = IPKernelApp.instance(parent_handle=os.getppid())
    app.close = functools.partial(_close, app)
    app.initialize()
    _show_figures()
    app.start()
    return 0


def _close(app: Any) -> None:
    """ipykernel's own close at times waits seconds for a control thread that still sends: stop that one first."""
    if app.control_thread and app.control_thread.is_alive():
        app.control_thread.stop()
        app.control_thread.join(1)
    type(app).close(app)


def _show_figures() -> None:
    """matplotlib hooks the shell when it is imported: it was, before there was a shell."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].install_repl_displayhook()
