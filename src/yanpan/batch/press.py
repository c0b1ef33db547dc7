"""PDF and Word are set in a process that stays for the run: faces and layout are got ready once, not a village.

It is forked from the server as the villages' children are, which hand it what goes on paper by way of the runner. Where
there is none, or it dies, a child sets its own.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
import socket
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from subprocess import TimeoutExpired
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yanpan.batch.kernels.client import Forked
    from yanpan.export import Flow

CALL = f"{__name__}:main"
DIED = "排版进程意外退出（常见原因是内存不足），改由运行它的进程自己排版"
MOST = 200
"""Documents after which a press gives its memory back."""

_PATIENCE = 10.0


@dataclass(frozen=True)
class Sheet:
    """What is to be set: a pickled `Flow`, which the runner hands on and need not understand."""

    form: str
    flow: bytes


class Press:
    """The runner's side of one such process."""

    def __init__(self, process: Forked, ours: socket.socket) -> None:
        self._process, self._connection = process, Connection(ours.detach())
        self._left = MOST

    def set(self, sheet: Sheet) -> bytes | Exception:
        """The document, or what went wrong with it. EOFError or OSError: the press is gone."""
        self._left -= 1
        self._connection.send(sheet)
        made: bytes | Exception = self._connection.recv()
        return made

    @property
    def is_worn(self) -> bool:
        """True if it should not be used any more."""
        return self._left <= 0

    def close(self) -> None:
        """Let it end, and what it has started; at once if it does not."""
        self._connection.close()
        with contextlib.suppress(TimeoutExpired):
            self._process.wait(_PATIENCE)
        self._process.close()


class Presses:
    """The presses of a run, each lent to one village at a time. `start` starts one; None where none is to be had."""

    def __init__(self, start: Callable[[], Press | None]) -> None:
        self._start = start
        self._idle: list[Press] = []

    def set(self, sheet: Sheet, tell_of_death: Callable[[], None]) -> bytes | Exception | None:
        """The document, or what went wrong with it; None if there is no press, or it died of it, which is told."""
        press = self._idle_one() or self._start()
        if press is None:
            return None
        try:
            made = press.set(sheet)
        except (EOFError, OSError):
            press.close()
            tell_of_death()
            return None
        if press.is_worn:
            press.close()
        else:
            self._idle.append(press)
        return made

    def _idle_one(self) -> Press | None:
        with contextlib.suppress(IndexError):
            return self._idle.pop()
        return None

    def close(self) -> None:
        """Let all end. Nothing may be set meanwhile."""
        while self._idle:
            self._idle.pop().close()


def setter(runner: Connection) -> Callable[[str, Flow], bytes]:
    """In a village's child: a way to have a document set by a press that the runner has."""
    from yanpan.export import set_here, tell_faces

    def set_there(form: str, flow: Flow) -> bytes:
        if form == "pdf":
            tell_faces(flow)
        runner.send(Sheet(form, pickle.dumps(flow)))
        made: bytes | Exception | None = runner.recv()
        if isinstance(made, Exception):
            raise made
        return set_here(form, flow) if made is None else made

    return set_there


def main(_arguments: list[str], descriptors: list[int]) -> int:
    """Set what comes in on the connection until it is closed."""
    logging.getLogger("yanpan").addHandler(logging.NullHandler())  # the child has told what there is to tell
    logging.getLogger("yanpan").propagate = False
    with Connection(descriptors[0]) as runner:
        while True:
            try:
                sheet: Sheet = runner.recv()
            except EOFError:
                return 0
            runner.send(_made(sheet))


def _made(sheet: Sheet) -> bytes | Exception:
    from yanpan.export import set_here

    try:
        return set_here(sheet.form, pickle.loads(sheet.flow))
    except Exception as error:  # noqa: BLE001  told by the child
        return _portable(error)


def _portable(error: Exception) -> Exception:
    """The error, or its words if it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  whatever it has in it
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
