"""Ctrl-C and SIGTERM (a service manager, `kill`) end a run in order, however often they come."""

from __future__ import annotations

import math
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_ENOUGH = 10.0
"""Seconds within which a further signal changes nothing: the run is ending already."""


@dataclass
class Asked:
    """By which signal a run was asked to end, and when (monotonic clock)."""

    by: int = signal.SIGINT
    at: float = -math.inf


@contextmanager
def asked_to_end() -> Iterator[Asked]:
    """While entered, each of the two is a KeyboardInterrupt, once. Nothing outside the main thread.

    A Ctrl-C that whoever started the run has switched off stays so.
    """
    asked = Asked()

    def interrupt(number: int, frame: FrameType | None) -> None:
        if time.monotonic() - asked.at > _ENOUGH:
            asked.by, asked.at = number, time.monotonic()
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    numbers = [signal.SIGTERM]
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        numbers.append(signal.SIGINT)
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
