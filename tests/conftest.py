"""The sample project for all suites: a copy in a temporary folder, read once a session (and worker)."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from yanpan.config.paths import Project
from yanpan.intake import Intake, read_round
from yanpan.sample.layout import headings
from yanpan.sample.write import plain_tables

ROOT = Path(__file__).resolve().parents[1]
ROUND, BEFORE = "2023-mid", "2022-annual"
SETTINGS = (("截止日: 2023-04-20", "截止日: 2022-12-31"), ("党委专题会日期: 2023-04-18", "党委专题会日期: 2022-12-20"))
Typed = dict[str, list[dict[str, Any]]]
Change = Callable[[Typed], None]


def copy_project(target: Path) -> Project:
    """Parameters, notebooks and the sample's raw files of the repository, copied to `target`."""
    for part in ("params", "notebooks", f"data/raw/{ROUND}"):
        shutil.copytree(ROOT / part, target / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return Project(target)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project, shared by the session: read it, add outputs, but do not change its inputs."""
    return copy_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def own_project(tmp_path: Path) -> Project:
    """A copy of the project for one test alone, to be changed at will."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def sample_intake(project: Project) -> Intake:
    """The sample's hand-in as read."""
    return read_round(project, ROUND)


@pytest.fixture(scope="session")
def sample_tables(sample_intake: Intake) -> dict[str, pd.DataFrame]:
    """The sample's tidy tables; tests must not change them."""
    return sample_intake.tables


@pytest.fixture(scope="session")
def typed() -> Typed:
    """The sample's first two villages as one would type them into forms; copy before changing."""
    return plain_tables(2)


@pytest.fixture(scope="session")
def typed_before() -> Typed:
    """The same by another seed: what the simulated people answered a year before."""
    return plain_tables(2, seed=2021)


@pytest.fixture
def hand_in(typed: Typed, tmp_path: Path) -> Callable[[Change], Project]:
    """`hand_in(change)`: a project whose hand-in is the sample's first two villages after `change`, as csv files."""

    def make(change: Change) -> Project:
        project = _new_project(tmp_path / "project")
        _write_round(project, ROUND, typed, change)
        return project

    return make


@pytest.fixture
def two_rounds(typed: Typed, typed_before: Typed, tmp_path: Path) -> Callable[..., Project]:
    """`two_rounds(now=…, before=…)`: the same with a round before, each round's tables after its change."""

    def make(now: Change = _nothing, before: Change = _nothing) -> Project:
        project = _new_project(tmp_path / "project")
        settings = (project.round_params(ROUND) / "township.yml").read_text("utf-8")
        for old, new in SETTINGS:
            assert old in settings
            settings = settings.replace(old, new)
        project.round_params(BEFORE).mkdir()
        (project.round_params(BEFORE) / "township.yml").write_text(settings, "utf-8")
        _write_round(project, BEFORE, typed_before, before)
        _write_round(project, ROUND, typed, now)
        return project

    return make


def _nothing(tables: Typed) -> None:
    """Leave the hand-in as it is."""


def _new_project(root: Path) -> Project:
    for part in ("params", "notebooks"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return Project(root)


def _write_round(project: Project, round_id: str, typed: Typed, change: Change) -> None:
    """Each table as one csv file; the intake must take them."""
    tables = {name: [dict(row) for row in rows] for name, rows in typed.items()}
    change(tables)
    project.raw(round_id).mkdir(parents=True)
    for name, rows in tables.items():
        with (project.raw(round_id) / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, headings(name), extrasaction="ignore")
            table.writeheader()
            table.writerows(rows)
    assert [str(fault) for fault in read_round(project, round_id).faults] == []
