"""A lock between processes: held by the operating system, so that a killed process never leaves it behind."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _grab(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _grab(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.05
"""Seconds between two tries."""


@contextmanager
def locked(path: Path, *, seconds: float) -> Iterator[None]:
    """Hold the lock file `path` (made if absent, left lying); TimeoutError if others keep it longer than `seconds`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + seconds
    with path.open("ab") as file:
        while not _try(file):
            if time.monotonic() >= deadline:
                raise TimeoutError(os.fspath(path))
            time.sleep(_PAUSE)
        yield


def _try(file: IO[bytes]) -> bool:
    try:
        _grab(file)
    except OSError:
        return False
    return True
