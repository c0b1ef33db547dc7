"""The fork server: imports once, then forks a child for each connection. One thread, no ZMQ, no event loop.

A connection is its child's lease: the request comes in on it, the child's number and exit code go out, and a connection
closed early ends the child's process group. A closed lease of its own ends the server and all its children.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from yanpan.batch.kernels import child
from yanpan.batch.kernels.preload import preload, threads

REQUEST = 1 << 22
"""Longest request in bytes."""

_MOST_FDS = 8
_PATIENCE = 10.0
"""Seconds within which a request must have come in whole."""

_AT_IMPORT = ("PYTHON", "OMP_", "OPENBLAS_", "MKL_", "NUMEXPR_", "MPL", "LANG", "LC_", "ARROW_", "JE_ARROW_")
"""Variables that libraries read when they are imported: a child cannot have others than the server had."""


@dataclass
class _Child:
    pid: int
    exit: int
    """Its pidfd: readable when it has ended."""
    lease: socket.socket


class Server:
    """Children by the descriptors that tell of them."""

    def __init__(self, listener: socket.socket, lease: int, environment: Mapping[str, str], refusal: str) -> None:
        self._listener, self._lease = listener, lease
        self._environment, self._refusal = environment, refusal
        self._poll = select.poll()
        self._poll.register(listener.fileno(), select.POLLIN)
        self._poll.register(lease, select.POLLIN)
        self._leases: dict[int, _Child] = {}
        self._exits: dict[int, _Child] = {}

    def serve(self) -> None:
        """Serve until the lease ends; then no child is left."""
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor == self._lease:
                    return self._end()
                if descriptor == self._listener.fileno():
                    self._answer()
                elif descriptor in self._exits:
                    self._tell(self._exits[descriptor])
                elif descriptor in self._leases:
                    _kill(self._leases[descriptor].pid)
                    self._poll.unregister(descriptor)

    def _answer(self) -> None:
        connection, _ = self._listener.accept()
        descriptors: list[int] = []
        try:
            request, descriptors = _receive(connection)
            refusal = self._refusal or _mismatch(request, self._environment)
            if refusal:
                _send(connection, {"refused": refusal})
                connection.close()
                return
            self._fork(connection, request, descriptors)
        except (OSError, ValueError):
            connection.close()
        finally:
            for descriptor in descriptors:
                os.close(descriptor)

    def _fork(self, connection: socket.socket, request: dict[str, Any], descriptors: list[int]) -> None:
        server = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._forget(connection)
            child.run(request, descriptors, server)
        new = _Child(pid, os.pidfd_open(pid), connection)
        self._exits[new.exit] = self._leases[connection.fileno()] = new
        self._poll.register(new.exit, select.POLLIN)
        self._poll.register(connection.fileno(), select.POLLIN)
        with contextlib.suppress(OSError):
            _send(connection, {"pid": pid})

    def _forget(self, connection: socket.socket) -> None:
        """In the child: close what is the server's."""
        self._listener.close()
        os.close(self._lease)
        connection.close()
        for other in self._exits.values():
            os.close(other.exit)
            other.lease.close()

    def _tell(self, ended: _Child) -> None:
        _, status = os.waitpid(ended.pid, 0)
        with contextlib.suppress(OSError):
            _send(ended.lease, {"exit": os.waitstatus_to_exitcode(status)})
        with contextlib.suppress(KeyError, OSError):
            self._poll.unregister(ended.lease.fileno())
        self._poll.unregister(ended.exit)
        del self._exits[ended.exit], self._leases[ended.lease.fileno()]
        os.close(ended.exit)
        ended.lease.close()

    def _end(self) -> None:
        for each in self._exits.values():
            _kill(each.pid)
            os.waitpid(each.pid, 0)


def _kill(pid: int) -> None:
    """The child and its group; a child that has not yet made its group is alone."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _mismatch(request: Mapping[str, Any], environment: Mapping[str, str]) -> str:
    """Why the child cannot be had; empty if it can."""
    for name in sorted({*environment, *request["env"]}):
        if name.startswith(_AT_IMPORT) and environment.get(name) != request["env"].get(name):
            return f"{name} differs"
    return "" if os.path.isdir(request["cwd"]) else "no such folder"


def _receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """The request, one line of JSON, with its descriptors."""
    connection.settimeout(_PATIENCE)
    data, descriptors, _, _ = socket.recv_fds(connection, 1 << 16, _MOST_FDS)
    while not data.endswith(b"\n"):
        more = connection.recv(1 << 16)
        if not more or len(data) > REQUEST:
            raise ValueError("not a whole request")
        data += more
    connection.settimeout(None)
    return json.loads(data), list(descriptors)


def _send(connection: socket.socket, what: Mapping[str, Any]) -> None:
    connection.sendall(json.dumps(what).encode() + b"\n")


def main(listener: int, lease: int) -> NoReturn:
    """The server process: preload, serve, end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    environment = dict(os.environ)
    preload()
    found = threads()
    refusal = "" if found == 1 else f"{found} threads after the imports"
    Server(socket.socket(fileno=listener), lease, environment, refusal).serve()
    os._exit(0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
