"""A round of three villages at a Dask cluster of real processes on loopback, with workers lost, joining and foreign."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import yanpan
from yanpan.sample import write_sample

pytest.importorskip("distributed")
pytestmark = pytest.mark.xdist_group("cluster")

ROOT = Path(__file__).parents[2]
ROUND = "2023-mid"
Process = subprocess.Popen[bytes]


class Machines:
    """Scheduler and workers, each a process of its own; all ended at the end."""

    def __init__(self, home: Path) -> None:
        self._home, self._all = home, list[Process]()
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(home / "scheduler.json"))
        until(lambda: (home / "scheduler.json").is_file(), self.scheduler)
        self.address = json.loads((home / "scheduler.json").read_text(encoding="utf-8"))["address"]

    def worker(self, name: str, *, package: Path = ROOT / "src") -> Process:
        """A worker with one thread, its files in the folder of its name."""
        arguments = ("--nworkers", "1", "--nthreads", "1", "--no-nanny", "--local-directory", str(self._home / name))
        return self._start("worker", self.address, *arguments, package=package)

    def left(self, name: str) -> list[Path]:
        """What is left of villages in a worker's folder."""
        return list((self._home / name).rglob("village-*"))

    def _start(self, *words: str, package: Path = ROOT / "src") -> Process:
        command = [sys.executable, "-m", "dask", *words, "--host", "127.0.0.1", "--no-dashboard"]
        with (self._home / f"log-{len(self._all)}").open("wb") as log:
            process = subprocess.Popen(command, env=environment(package), stdout=log, stderr=log)
        self._all.append(process)
        return process

    def end(self, *which: Process) -> None:
        """End these processes, or all, workers before their scheduler."""
        for process in which or reversed(self._all):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def environment(package: Path = ROOT / "src") -> dict[str, str]:
    """This process's, with the package in that folder."""
    return {**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def until(true: Callable[[], bool], process: Process, seconds: float = 120) -> None:
    """Wait until it is true, as long as the process lives."""
    end = time.monotonic() + seconds
    while not true():
        assert process.poll() is None, "ended early"
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


class Run:
    """`yanpan run --format html …` in a folder, its error output in a file."""

    def __init__(self, root: Path, *options: str) -> None:
        self.log = root / "log.txt"
        command = [sys.executable, "-m", "yanpan", "run", "--format", "html", *options]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=root, env=environment(), stdout=log, stderr=log)

    @property
    def said(self) -> str:
        """What stands in the terminal by now."""
        return self.log.read_text(encoding="utf-8")

    def end(self) -> int:
        """The exit code."""
        try:
            return self.process.wait(240)
        finally:
            self.process.kill()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler without workers."""
    home = tmp_path / "machines"
    home.mkdir()
    made = Machines(home)
    yield made
    made.end()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three villages, run on this machine."""
    root = tmp_path_factory.mktemp("here")
    for part in ("params", "notebooks"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    write_sample(root / "data" / "raw" / ROUND, villages=3)
    run = Run(root)
    assert run.end() == 0, run.said
    return root


def fresh(here: Path, root: Path) -> Path:
    """The same inputs and their store, no reports."""
    for part in ("params", "notebooks", "data", ".yanpan/store"):
        shutil.copytree(here / part, root / part)
    return root


def hashes(root: Path, place: str = "outputs") -> dict[str, str]:
    """SHA-256 by name of all outputs but the record of the run."""
    home = root / place
    files = (path for path in home.rglob("*") if path.is_file() and path.name != "run.json")
    return {path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_same_bytes_with_a_worker_killed_and_one_joining(here: Path, machines: Machines, tmp_path: Path) -> None:
    root = fresh(here, tmp_path / "there")
    first = machines.worker("first")
    run = Run(root, "--scheduler", machines.address)
    until(lambda: "运行笔记本" in run.said, run.process)
    first.send_signal(signal.SIGKILL)
    machines.worker("second")
    assert run.end() == 0, run.said
    assert "在运行中失去联系；重试" in run.said
    record = json.loads((root / "outputs" / ROUND / "run.json").read_text(encoding="utf-8"))
    assert any("失去联系" in "".join(each["retries"]) for each in record["villages"])
    assert hashes(root) == hashes(here)
    assert machines.left("second") == []


def test_shared_storage_gives_the_same_bytes_and_keeps_nothing(here: Path, machines: Machines, tmp_path: Path) -> None:
    root, storage = fresh(here, tmp_path / "there"), tmp_path / "storage"
    storage.mkdir()
    machines.worker("only")
    run = Run(root, "--scheduler", machines.address, "--shared", storage.as_uri(), "--only", "V02")
    until(lambda: "运行笔记本" in run.said, run.process)
    assert list(storage.glob("yanpan-*/*"))
    assert run.end() == 0, run.said
    village = f"{ROUND}/villages/V02/"
    assert {name: made for name, made in hashes(here).items() if name.startswith(village)} == {
        name: made for name, made in hashes(root).items() if name.startswith(village)
    }
    assert list(storage.iterdir()) == []


@pytest.mark.parametrize("edition", ["committee", "public"])
def test_other_editions_give_the_same_bytes(here: Path, machines: Machines, tmp_path: Path, edition: str) -> None:
    alone, there = fresh(here, tmp_path / "alone"), fresh(here, tmp_path / "there")
    machines.worker("only")
    for root, options in ((alone, ()), (there, ("--scheduler", machines.address))):
        run = Run(root, "--edition", edition, *options)
        assert run.end() == 0, run.said
    home = "outputs" if edition == "committee" else ".yanpan/public"
    villages = f"{ROUND}/{'committee/' if edition == 'committee' else ''}villages"
    assert {f"{villages}/V0{number}/summary.json" for number in (1, 2, 3)} <= hashes(there, home).keys()
    assert f"{ROUND}/{edition}/township/report.html" in hashes(there)
    for place in ("outputs", home):
        assert hashes(there, place) == hashes(alone, place)


def test_another_version_is_told_with_both_numbers(here: Path, machines: Machines, tmp_path: Path) -> None:
    root, package = fresh(here, tmp_path / "there"), tmp_path / "package"
    shutil.copytree(ROOT / "src" / "yanpan", package / "yanpan")
    init = package / "yanpan" / "__init__.py"
    init.write_text(init.read_text(encoding="utf-8").replace(yanpan.__version__, "0.0.9"), encoding="utf-8")
    other = machines.worker("other", package=package)
    run = Run(root, "--scheduler", machines.address)
    assert run.end() == 2
    assert f"yanpan 本机 {yanpan.__version__}，该处 0.0.9" in run.said
    assert not list((root / "outputs").rglob("failure.json"))
    machines.end(other)
    init.write_text(init.read_text(encoding="utf-8").replace("0.0.9", yanpan.__version__) + "\n", encoding="utf-8")
    machines.worker("another", package=package)
    run = Run(root, "--scheduler", machines.address)
    assert run.end() == 2
    assert f"与本机同为 {yanpan.__version__}，文件却不同" in run.said
    assert not list((root / "outputs").rglob("failure.json"))


def test_a_scheduler_lost_in_the_run_ends_it_in_order(here: Path, machines: Machines, tmp_path: Path) -> None:
    root = fresh(here, tmp_path / "there")
    machines.worker("only")
    run = Run(root, "--scheduler", machines.address)
    until(lambda: "25%" in run.said, run.process)
    machines.scheduler.send_signal(signal.SIGKILL)
    assert run.end() == 1, run.said
    assert "失去联系" in run.said
    assert "已经完成的报告保留" in run.said
    assert "Traceback" not in run.said
    made = hashes(root)
    assert made.keys() & {f"{ROUND}/villages/V0{number}/report.html" for number in (1, 2, 3)}
    assert not list((root / "outputs").rglob("failure.json"))
