"""The runner's side of the fork server: start one, ask for a child, hear of its end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ADDRESS = "YANPAN_FORK_SERVER"
"""Environment variable by which processes of a run know their server."""

_PATIENCE = 60.0
"""Seconds to wait for the server's imports."""

ONE_THREAD = {
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"),
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
"""Processes of a run stand side by side, one a core; and a process with threads must not be forked."""


def can_fork() -> bool:
    """True where the server can run: Linux with pidfds."""
    return sys.platform == "linux" and hasattr(os, "fork") and hasattr(os, "pidfd_open")


class ForkServer:
    """A server process of this one: it ends, and with it all its children, when this process does, however."""

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="yanpan-fork-"))
        self.address = str(self._home / "s")
        self._closed = False
        theirs, self._lease = os.pipe()
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self.address)
            listener.listen(64)
            self.process = subprocess.Popen(
                [sys.executable, *_flags(), "-m", "yanpan.batch.kernels.server", str(listener.fileno()), str(theirs)],
                pass_fds=(listener.fileno(), theirs),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **ONE_THREAD},
                start_new_session=True,
            )
        os.close(theirs)

    def close(self) -> None:
        """End the server and every child that is left; nothing if that is done already."""
        if self._closed:
            return
        self._closed = True
        os.close(self._lease)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    def drop(self) -> None:
        """End a server that nobody has asked for a child, without waiting for its imports."""
        self.process.kill()
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _flags() -> list[str]:
    """The interpreter's flags that a kernel is started with."""
    return [f"-X{name}" if value is True else f"-X{name}={value}" for name, value in sys._xoptions.items()]


class Forked:
    """A child of the server, with as much of `subprocess.Popen` as jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self._connection, self.pid = connection, pid
        self._heard = b""
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        while self.returncode is None and select.select([self._connection], [], [], 0)[0]:
            self._hear()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code when it has ended; TimeoutExpired otherwise."""
        while self.returncode is None:
            if not select.select([self._connection], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(f"child {self.pid}", timeout or 0)
            self._hear()
        return self.returncode

    async def ended(self) -> int:
        """As `wait`, for an event loop."""
        while self.poll() is None:
            await _readable(self._connection)
        return self.wait()

    def send_signal(self, number: int) -> None:
        """To the child alone; nothing if it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def close(self) -> None:
        """Give up the lease: the server ends the child and its group if it still runs."""
        self._connection.close()

    def _hear(self) -> None:
        try:
            data = self._connection.recv(1 << 12)
        except ConnectionError:
            data = b""
        self._heard += data
        if not data:
            self.returncode = -signal.SIGKILL
        elif self._heard.endswith(b"\n"):
            self.returncode = int(json.loads(self._heard)["exit"])
        if self.returncode is not None:
            self.close()


async def _readable(connection: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    arrived = asyncio.Event()
    loop.add_reader(connection, arrived.set)
    try:
        await arrived.wait()
    finally:
        loop.remove_reader(connection)


def fork(
    call: str, argv: Sequence[str], *, env: Mapping[str, str], cwd: str, descriptors: Sequence[int] = ()
) -> Forked | None:
    """A child that runs `call`; None if `env` names no server at `ADDRESS`, or it cannot give such a child.

    The child's standard input is at its end, its output and error are this process's. `descriptors` are handed on.
    """
    address = env.get(ADDRESS)
    if not address or not can_fork():
        return None
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(_PATIENCE)
        connection.connect(address)
        request = {"call": call, "argv": list(argv), "env": dict(env), "cwd": cwd, "umask": _umask()}
        _send(connection, json.dumps(request).encode() + b"\n", descriptors)
        answer = _first_line(connection)
    except (OSError, ValueError):
        answer = {}
    if "pid" not in answer:
        connection.close()
        return None
    connection.settimeout(None)
    return Forked(connection, answer["pid"])


def _send(connection: socket.socket, data: bytes, descriptors: Sequence[int]) -> None:
    """The request, with a pipe that nobody writes to as the child's input, as jupyter_client gives its kernels."""
    theirs, ours = os.pipe()
    os.close(ours)
    try:
        sent = socket.send_fds(connection, [data], [theirs, 1, 2, *descriptors])
    finally:
        os.close(theirs)
    connection.sendall(data[sent:])


def _first_line(connection: socket.socket) -> dict[str, Any]:
    """The answer, read no further than its end: the exit code may follow at once."""
    line = b""
    while not line.endswith(b"\n"):
        more = connection.recv(1)
        if not more:
            raise ValueError("the server has gone")
        line += more
    answer: dict[str, Any] = json.loads(line)
    return answer


def _umask() -> int:
    """Read, not set and set back: other threads may ask at the same time."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.partition("Umask:")[2].split()[0], 8)
