"""A run killed at any moment leaves whole files only, and the next run completes it (more: benchmarks/kill_runs.py)."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def killing() -> ModuleType:
    """The benchmark's module."""
    spec = importlib.util.spec_from_file_location("kill_runs", ROOT / "benchmarks" / "kill_runs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_killed_at_random_moments_nothing_is_half_and_the_next_run_completes(
    killing: ModuleType, tmp_path: Path
) -> None:
    assert killing.disturbed(killing.make_project(tmp_path / "project"), seed=20261126, times=4) == []


def test_a_half_written_file_would_be_seen(killing: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "outputs" / "r" / "villages" / "V01"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text("<html><body>", encoding="utf-8")
    assert killing.broken(tmp_path) == ["outputs/r/villages/V01/report.html"]
