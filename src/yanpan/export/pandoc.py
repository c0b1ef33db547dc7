"""The pandoc of the wheel: documents in, bytes out; what pandoc has to complain of is an error.

It is started once a process and answers one document after the other: to start it and to warm up costs as much as a
report does.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import pypandoc

from yanpan.export.body import TEMPLATES

FILTERS = TEMPLATES / "pandoc"
_PATIENCE = 5.0
"""Seconds that pandoc may take to end when it is asked to."""


def convert(
    text: str,
    *,
    to: str,
    source: str = "html",
    filters: str = "",
    folder: Path | None = None,
    options: Mapping[str, Any] | None = None,
    names: Mapping[str, str] | None = None,
) -> bytes:
    """The document as pandoc writes it in the format `to`; RuntimeError with pandoc's words if it fails.

    `filters` names one of the Lua filters beside `serve.lua`. `folder` is where pictures and the reference document
    lie; `options` are pandoc's writer options; `names` gives identifiers and pictures other names. A text that was the
    last one too is not read again.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="yanpan-") as name:
            return convert(
                text, to=to, source=source, filters=filters, folder=Path(name), options=options, names=names
            )  # fmt: skip
    asked = {"to": to, "filter": filters, "options": dict(options or {}), "names": dict(names or {})}
    with _Own.lock:
        if _Own.running is not None:
            with contextlib.suppress(_EndedError):  # killed while it waited, or by what it had to keep
                return _converted(text, source, folder, asked)
        return _converted(text, source, folder, asked)


def _converted(text: str, source: str, folder: Path, asked: dict[str, Any]) -> bytes:
    running = _Own.running = _Own.running or _Pandoc()
    try:
        return running.convert(text, source, folder, asked)
    except BaseException:
        _end()
        raise


def default_file(name: str) -> bytes:
    """One of pandoc's own data files (`reference.docx`)."""
    return subprocess.run([_program(), "--print-default-data-file", name], capture_output=True, check=True).stdout


@lru_cache(maxsize=1)
def _program() -> str:
    return str(pypandoc.get_pandoc_path())


class _EndedError(RuntimeError):
    """pandoc is gone."""


class _Pandoc:
    """A pandoc that waits for requests. It ends when its input does: with this process, whatever ends that."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [_program(), "lua", "serve.lua"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=FILTERS,
        )
        self._input: IO[bytes] = self._process.stdin  # type: ignore[assignment]  # these are pipes
        self._output: IO[bytes] = self._process.stdout  # type: ignore[assignment]
        self._read: tuple[str, str] | None = None

    def convert(self, text: str, source: str, folder: Path, asked: dict[str, Any]) -> bytes:
        """See `convert` of the module. What was asked in vain leaves this pandoc unfit for more."""
        request = {"folder": str(folder), **asked}
        if self._read != (text, source):
            self._read = None
            (folder / "in").write_text(text, "utf-8")
            request |= {"source": "in", "from": source}
        answer = self._ask(request)
        if not answer["done"]:
            raise RuntimeError(f"pandoc: {answer['trouble']}")
        self._read = (text, source)
        return (folder / "out").read_bytes()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            self._input.write(json.dumps(request).encode() + b"\n")
            self._input.flush()
            line = self._output.readline()
        except OSError:
            line = b""
        if not line:
            raise _EndedError(f"pandoc ended with code {self._process.wait(_PATIENCE)}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """Let it end, at once if need be."""
        self.forget()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def forget(self) -> None:
        """Close the pipes only: in a forked child it is the parent's."""
        for pipe in (self._input, self._output):
            with contextlib.suppress(OSError):  # what could not be sent
                pipe.close()


class _Own:
    """This process's pandoc."""

    lock = threading.Lock()
    running: _Pandoc | None = None


def _end() -> None:
    running, _Own.running = _Own.running, None
    if running is not None:
        running.close()


def _leave_to_the_parent() -> None:
    """In a forked child: the pandoc of the parent is not ours, and its lock may be held for ever."""
    _Own.lock = threading.Lock()
    running, _Own.running = _Own.running, None
    if running is not None:
        running.forget()


atexit.register(_end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_to_the_parent)
