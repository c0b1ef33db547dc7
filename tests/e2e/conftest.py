"""One full run of the sample township, shared by the session; derived runs start from a copy of its folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from yanpan.cli import run
from yanpan.config.paths import Project

ROUND = "2023-mid"
SHARED = {"finished_round", "copied_round"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share the round go to one xdist worker, so that it is run once."""
    for item in items:
        if SHARED & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("round"))


@dataclass(frozen=True)
class Finished:
    """A project folder after a run: exit code and what the terminal showed."""

    project: Project
    code: int
    out: str
    err: str

    @property
    def home(self) -> Path:
        """The round's outputs."""
        return self.project.outputs(ROUND)

    def village(self, village: str) -> Path:
        """A village's outputs."""
        return self.home / "villages" / village

    @property
    def township(self) -> Path:
        """The township's outputs."""
        return self.home / "township"


Yanpan = Callable[..., Finished]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium without a window; skipped where playwright is not installed."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def yanpan() -> Yanpan:
    """`yanpan(project, "run", …)`: the command line inside a project folder."""
    import contextlib
    import io

    def call(project: Project, *arguments: str) -> Finished:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(project.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(arguments))
        return Finished(project, code, out.getvalue(), err.getvalue())

    return call


@pytest.fixture(scope="session")
def finished_round(project: Project, yanpan: Yanpan) -> Finished:
    """The sample township with all reports in all formats. Read it; do not change it."""
    finished = yanpan(project, "run", "--round", ROUND)
    assert finished.code == 0, finished.err
    return finished


@pytest.fixture
def copied_round(finished_round: Finished, tmp_path: Path) -> Iterator[Finished]:
    """A copy of the finished round, to be changed and run again; removed afterwards (it is large)."""
    root = tmp_path / "project"
    shutil.copytree(finished_round.project.root, root)
    yield Finished(Project(root), finished_round.code, finished_round.out, finished_round.err)
    shutil.rmtree(root)
