"""A Dask cluster of two workers on this machine against the local runner: `python benchmarks/cluster.py`.

Rounds are paired: in each, both run all villages (HTML) once, in an order that turns; ratios (local seconds through
cluster seconds) are taken within a round. The cluster stands already, its workers have run a village. Also told: peak
memory of each worker with its processes (PSS), seconds a village, size of what a village leaves.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from batch_peers.measure import Watch  # noqa: E402

from yanpan.sample import write_sample  # noqa: E402

ROUND = "2023-mid"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--villages", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--format", default="html")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yanpan-bench-") as folder:
        project = make_project(Path(folder) / "project", asked.villages)
        with cluster(Path(folder)) as (address, workers):
            how = {"local": ["--jobs", "2"], "cluster": ["--scheduler", address]}
            run(project, asked.format, *how["cluster"])
            watches = [Watch(worker) for worker in workers]
            taken = measure(project, asked, how)
            for watch in watches:
                watch.stop()
        tell(taken, watches, project, asked.villages)


def make_project(root: Path, villages: int) -> Path:
    """A project with a sample township of that size."""
    for part in ("params", "notebooks"):
        shutil.copytree(ROOT / part, root / part)
    write_sample(root / "data" / "raw" / ROUND, villages=villages)
    return root


@contextlib.contextmanager
def cluster(home: Path) -> Iterator[tuple[str, list[int]]]:
    """Address of a scheduler on loopback, and the process ids of its two workers."""
    known = home / "scheduler.json"
    started = [start("scheduler", "--port", "0", "--scheduler-file", str(known))]
    try:
        while not known.is_file():
            time.sleep(0.1)
        address = json.loads(known.read_text(encoding="utf-8"))["address"]
        for name in ("a", "b"):
            options = ("--nworkers", "1", "--nthreads", "1", "--no-nanny", "--local-directory", str(home / name))
            started.append(start("worker", address, *options))
        yield address, [process.pid for process in started[1:]]
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(30)


def start(*words: str) -> subprocess.Popen[bytes]:
    """A Dask process on loopback."""
    command = [sys.executable, "-m", "dask", *words, "--host", "127.0.0.1", "--no-dashboard"]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measure(project: Path, asked: argparse.Namespace, how: dict[str, list[str]]) -> list[dict[str, float]]:
    """Seconds by contender, round by round; the load at its beginning."""
    taken = []
    for turn in range(asked.rounds):
        order = list(how)[:: -1 if turn % 2 else 1]
        load = os.getloadavg()[0]
        taken.append({"load": load} | {name: run(project, asked.format, *how[name]) for name in order})
        print(json.dumps(taken[-1]), flush=True)
    return taken


def run(project: Path, formats: str, *options: str) -> float:
    """Seconds of a run over all villages."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "yanpan", "run", "--force", "--format", formats, *options]
    subprocess.run(command, cwd=project, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def tell(taken: list[dict[str, float]], watches: list[Watch], project: Path, villages: int) -> None:
    """The table."""
    ratios = [each["local"] / each["cluster"] for each in taken]
    seconds = json.loads((project / "outputs" / ROUND / "run.json").read_text(encoding="utf-8"))["villages"]
    sizes = [folder_size(path) for path in (project / "outputs" / ROUND / "villages").iterdir()]
    print(f"cluster against local: {min(ratios):.2f} – {median(ratios):.2f} – {max(ratios):.2f} (least, median, most)")
    print(f"peak memory of a worker: {', '.join(f'{watch.together:.0f} MB' for watch in watches)} (PSS)")
    print(f"one village: {median(each['seconds'] for each in seconds):.1f} s, {median(sizes) / 1e6:.2f} MB")
    print(f"the run: {median(each['cluster'] for each in taken):.1f} s for {villages} villages and the township")


def folder_size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
