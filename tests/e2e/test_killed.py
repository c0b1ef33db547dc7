"""A run killed at any moment leaves whole files only, and the next run completes it (more: benchmarks/kill_runs.py)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import kill_runs
import pytest
from tiny_township import make_project


@pytest.mark.parametrize("kernels", [False, True])
def test_killed_at_random_moments_nothing_is_half_and_the_next_run_completes(kernels: bool, tmp_path: Path) -> None:
    root = make_project(tmp_path / "project", kernels=kernels)
    assert kill_runs.disturbed(root, seed=20261126, times=4, killed=Counter()) == []


def test_a_half_written_file_would_be_seen(tmp_path: Path) -> None:
    folder = tmp_path / "outputs" / "r" / "villages" / "V01"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text("<html><body>", encoding="utf-8")
    (folder / ".report.pdf.part").touch()
    assert kill_runs.broken(tmp_path) == ["outputs/r/villages/V01/report.html"]
    assert kill_runs.left_over(tmp_path) == ["outputs/r/villages/V01/.report.pdf.part"]
