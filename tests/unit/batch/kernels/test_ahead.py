"""A server started before the material is read is the first pool's, and ends with a run that never makes one."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from yanpan.batch import scheduler
from yanpan.batch.kernels.client import ForkServer, can_fork
from yanpan.batch.plan import Task
from yanpan.batch.scheduler import pools_ahead
from yanpan.batch.settling import run_tasks

if not can_fork():
    pytest.skip("no fork server on this system", allow_module_level=True)


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> list[ForkServer]:
    """Every server that is started."""
    started: list[ForkServer] = []

    class Told(ForkServer):
        def __init__(self) -> None:
            super().__init__()
            started.append(self)

    monkeypatch.setattr(scheduler, "ForkServer", Told)
    return started


def test_the_first_pool_takes_it_and_the_next_has_its_own(
    servers: list[ForkServer], make_task: Callable[..., Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "ColdPool", None)
    with pools_ahead() as make:
        assert len(servers) == 1
        for number in (1, 2):
            with make(1, {}) as pool:
                (outcome,) = run_tasks([make_task(f"V0{number}")], pool)
            assert outcome.ok, outcome.message
            assert len(servers) == number
    assert [server.process.poll() for server in servers] == [0, 0]


def test_unused_it_ends_at_once(servers: list[ForkServer]) -> None:
    with pools_ahead():
        assert servers[0].process.poll() is None
    assert servers[0].process.poll() == -signal.SIGKILL
