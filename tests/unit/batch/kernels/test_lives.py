"""Ends are noticed and clean: of the child, of who asked for it, of the server, of the server's parent."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from yanpan.batch.kernels.client import ADDRESS, Forked, ForkServer, fork
from yanpan.batch.notebook import NotebookError, execute
from yanpan.batch.plan import Task

PARENT = """
import os, subprocess, sys, time
from yanpan.batch.kernels.client import ADDRESS, ONE_THREAD, ForkServer, fork
os.environ.update(ONE_THREAD)
server = ForkServer()
os.environ[ADDRESS] = server.address
child = fork("yanpan.batch.kernels.child:kernel", sys.argv[1:], env=os.environ, cwd=os.getcwd())
print(server.process.pid, child.pid, flush=True)
time.sleep(60)
"""


def gone(pid: int, within: float = 5.0) -> bool:
    """True if the process has ended (a zombie counts) before the time is up."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def ask(folder: Path, *arguments: str) -> Forked | None:
    """A kernel of the server at `ADDRESS`."""
    quiet = ["--transport=ipc", f"--ip={folder}/socket", "--log-level=CRITICAL"]
    call = "yanpan.batch.kernels.child:kernel"
    return fork(call, [*quiet, "-f", str(folder / "k.json"), *arguments], env=os.environ, cwd=str(folder))


@contextlib.contextmanager
def kernel(folder: Path, *arguments: str) -> Iterator[Forked]:
    """As `ask`; given up at the end."""
    child = ask(folder, *arguments)
    assert child is not None
    with contextlib.closing(child):
        yield child


def test_exit_code_comes_back(server: ForkServer, tmp_path: Path) -> None:
    with kernel(tmp_path, "--IPKernelApp.trio_loop=neither") as refusing:
        assert refusing.wait(20) == 1
        assert refusing.poll() == 1


def test_signals_arrive_and_are_told(server: ForkServer, tmp_path: Path) -> None:
    with kernel(tmp_path) as running:
        assert running.poll() is None
        running.terminate()
        assert running.wait(20) == -signal.SIGTERM
        running.kill()


def test_giving_up_ends_the_child(server: ForkServer, tmp_path: Path) -> None:
    with kernel(tmp_path) as child:
        pass
    assert gone(child.pid)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_server_and_children_end_with_their_parent_whatever_kills_it(
    server: ForkServer, tmp_path: Path, number: int
) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, "--transport=ipc", f"--ip={tmp_path}/socket", "-f", str(tmp_path / "k.json")],
        stdout=subprocess.PIPE,
        text=True,
    )
    its_server, child = map(int, parent.stdout.readline().split())
    parent.send_signal(number)
    parent.wait()
    parent.stdout.close()
    assert gone(its_server)
    assert gone(child)


def test_killed_server_takes_its_children_and_the_next_kernel_is_cold(
    worker_environment: pytest.MonkeyPatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ForkServer() as own:
        monkeypatch.setenv(ADDRESS, own.address)
        with kernel(tmp_path) as child:
            own.process.kill()
            assert child.wait(5) == -signal.SIGKILL
        assert gone(child.pid)
        assert ask(tmp_path) is None


def test_death_in_a_cell_is_told(server: ForkServer, tmp_path: Path, make_task: Callable[..., Task]) -> None:
    with pytest.raises(NotebookError, match="内核意外退出"):
        execute(make_task("V03", "import os; os._exit(3)"), tmp_path / "report.ipynb")


def test_cell_that_takes_too_long_is_stopped(
    server: ForkServer, tmp_path: Path, make_task: Callable[..., Task]
) -> None:
    slow = replace(make_task("V03", "import time\ntime.sleep(60)"), seconds_per_cell=1)
    began = time.monotonic()
    with pytest.raises(NotebookError, match="运行超过 1 秒"):
        execute(slow, tmp_path / "report.ipynb")
    assert time.monotonic() - began < 15
