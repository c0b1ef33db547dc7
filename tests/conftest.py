"""The sample project for all suites: a copy in a temporary folder, read once a session (and worker)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from yanpan.config.paths import Project
from yanpan.intake import Intake, read_round

ROOT = Path(__file__).resolve().parents[1]
ROUND = "2023-mid"


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
