"""Same inputs, same bytes: in another folder, with another hash seed, other worker processes, a store made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

WITH_TIMES = "run.json"


def contents(home: Path) -> dict[str, bytes]:
    """Every output that must not vary."""
    files = (path for path in home.rglob("*") if path.is_file() and path.name != WITH_TIMES)
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in files}


def test_second_run_gives_the_same_bytes(finished_round, copied_round, yanpan, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(copied_round.project.root / ".yanpan")
    for folder in (copied_round.village("V03"), copied_round.village("V08"), copied_round.township):
        shutil.rmtree(folder)
    monkeypatch.setenv("PYTHONHASHSEED", "4711")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    again = yanpan(copied_round.project, "run", "--only", "V03,V08", "--jobs", "1")
    assert again.code == 0, again.err
    first, second = contents(finished_round.home), contents(again.home)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_no_output_holds_a_path_of_this_machine(finished_round) -> None:
    root = str(finished_round.project.root).encode()
    assert [name for name, data in contents(finished_round.home).items() if root in data] == []
