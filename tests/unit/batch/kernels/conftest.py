"""One fork server for the tests of a module, in an environment like that of a batch's worker."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from yanpan.batch.kernels.client import ADDRESS, ONE_THREAD, ForkServer, can_fork


@pytest.fixture(scope="module")
def worker_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pytest.MonkeyPatch]:
    """What `prepare_process` gives: one thread, no start-up files, no shared history."""
    home = str(tmp_path_factory.mktemp("home"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ONE_THREAD.items():
            patch.setenv(name, value)
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, f"{home}/{name[:9].lower()}")
        patch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
        yield patch


@pytest.fixture(scope="module")
def server(worker_environment: pytest.MonkeyPatch) -> Iterator[ForkServer]:
    """A server that this process's kernels are forked from."""
    if not can_fork():
        pytest.skip("no fork server on this system")
    with ForkServer() as started:
        worker_environment.setenv(ADDRESS, started.address)
        yield started


@pytest.fixture
def without_server(server: ForkServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same process, its kernels cold."""
    assert os.environ[ADDRESS] == server.address
    monkeypatch.delenv(ADDRESS)
