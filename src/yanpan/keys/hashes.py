"""SHA-256 of files, remembered by what the file system says of them, so that an unchanged file is not read again.

A file counts as unchanged while device, inode, size, time of change of its content and of its inode (ctime, which no
program can set) are all what they were. Compared for equality only: a clock that was set back fools nothing. A file
that was touched less than two seconds before it was read is not remembered: it might change again within the same tick
of the clock. Where the system keeps no ctime (Windows) every file is read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from yanpan.locks import locked

FILE = "hashes.json"
Value = TypeVar("Value")

_SETTLED = 2_000_000_000
"""Nanoseconds that a file has to lie still before its times can be relied on."""
_RELIABLE = os.name == "posix"


class Hashes:
    """The memory of one project. Values derived from a file's content can be remembered with it."""

    def __init__(self, folder: Path) -> None:
        self._home, self._file = folder, folder / ".yanpan" / FILE
        self._files, self._derived = _read(self._file)
        self._used: set[str] = set()
        self._new = False
        self.package: str | None = None
        """Hash of the package, taken once a process: what has been imported does not change any more."""

    def of(self, path: Path) -> str:
        """SHA-256 of the file's content; '' if there is no such file."""
        try:
            seen = _signature(path.stat())
        except (FileNotFoundError, NotADirectoryError):
            return ""
        name = self._name(path)
        known = self._files.get(name)
        if known is not None and known[:-1] == seen and _RELIABLE:
            return str(known[-1])
        return self._hash(path, name)

    def derived(self, kind: str, path: Path, make: Callable[[bytes], Value]) -> Value:
        """What `make` (a pure function, JSON out) says of the file's content, made once per content."""
        key = f"{kind}:{self.of(path)}"
        self._used.add(key)
        if key not in self._derived:
            self._derived[key], self._new = make(path.read_bytes()), True
        found: Value = self._derived[key]
        return found

    def remembered(self, key: str, make: Callable[[], Value]) -> Value:
        """What `make` (JSON out) says under this key, made once."""
        self._used.add(key)
        if key not in self._derived:
            self._derived[key], self._new = make(), True
        found: Value = self._derived[key]
        return found

    def save(self) -> None:
        """Write the memory, if there is anything new; of files that are gone and contents no longer met, nothing.

        Nor if another process is writing just now: what is not remembered is only read again.
        """
        if not self._new:
            return
        files = {name: known for name, known in self._files.items() if self._place(name).is_file()}
        derived = {key: value for key, value in self._derived.items() if key in self._used}
        text = json.dumps({"files": files, "derived": derived}, ensure_ascii=False)
        with contextlib.suppress(TimeoutError), locked(self._file.with_suffix(".lock"), seconds=0):
            beside = self._file.with_name(f".{FILE}.tmp")
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._file)
            self._new = False

    def _hash(self, path: Path, name: str) -> str:
        before = path.stat()
        value = hashlib.sha256(path.read_bytes()).hexdigest()
        after = _signature(path.stat())
        touched = max(before.st_mtime_ns, before.st_ctime_ns)
        if _signature(before) == after and time.time_ns() - touched > _SETTLED:
            self._files[name], self._new = [*after, value], True
        else:
            self._files.pop(name, None)
        return value

    def _name(self, path: Path) -> str:
        """Below the project as a relative name, so that a copied project keeps its memory's meaning."""
        return path.relative_to(self._home).as_posix() if path.is_relative_to(self._home) else path.as_posix()

    def _place(self, name: str) -> Path:
        return self._home / name


@lru_cache(maxsize=4)
def hashes_of(root: Path) -> Hashes:
    """The memory of the project in this folder, shared by the process."""
    return Hashes(root)


def _signature(stat: os.stat_result) -> list[int]:
    return [stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]


def _read(path: Path) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    """What was remembered; nothing if the file is absent, damaged or of another make."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        files, derived = found["files"], found["derived"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}, {}
    return (files, derived) if isinstance(files, dict) and isinstance(derived, dict) else ({}, {})
