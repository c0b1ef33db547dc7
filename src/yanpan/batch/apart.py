"""Heavy work in a child process, so that the memory it takes goes when it is done and does not stay with the runner."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from yanpan.batch.kernels.client import can_fork
from yanpan.batch.kernels.libc import die_with

Value = TypeVar("Value")


def apart(work: Callable[[], Value]) -> Value:
    """What `work` returns, from a forked child, as a copy; its exception is raised here. Where there is no fork: here.

    RuntimeError if the child is killed. What the child changes in memory does not reach this process. The child ends
    with this process, whatever kills it, and when this one is interrupted.
    """
    if not can_fork():
        return work()
    forked = multiprocessing.get_context("fork")
    ours, theirs = forked.Pipe(duplex=False)
    child = forked.Process(target=_send, args=(theirs, work, os.getpid()), daemon=True)
    child.start()
    theirs.close()
    try:
        found, error = ours.recv()
    except EOFError:
        raise RuntimeError("a child process ended without a result") from None
    except KeyboardInterrupt:
        child.kill()
        raise
    finally:
        ours.close()
        child.join()
    if error is not None:
        raise error
    value: Value = found
    return value


def _send(line: Connection, work: Callable[[], object], runner: int) -> None:
    try:
        die_with(runner)
        line.send((work(), None))
    except Exception as error:  # noqa: BLE001  raised again by the runner
        line.send((None, error))
    except KeyboardInterrupt:  # the runner has heard it too
        os._exit(130)
