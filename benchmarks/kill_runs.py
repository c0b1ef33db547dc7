"""Kill runs at random moments: only whole files may be left, and the next run must complete them to the same bytes.

    python benchmarks/kill_runs.py --times 120 --seed 1

A township of three villages with small notebooks, so that much of a run is renaming and recording; half of the runs are
of notebooks that need a kernel. In turn the run itself is killed, and a forked worker, a kernel and the fork server
below it, which the run must survive. Nothing that a run started may outlive it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import psutil
from tiny_township import ROUND, make_project, outputs, run, start

VICTIMS = ("run", "worker", "kernel", "server")
ENDS = {"report.html": "</html>", "summary.json": "}", "report.ipynb": "}", "run.json": "}", "index.html": "</html>"}
_HALF = (".part", ".tmp", ".new", ".old")
_GONE_WITHIN = 10.0
"""Seconds in which all that a run started must have ended after it."""


def kind_of(process: psutil.Process) -> str:
    """What a process below a run is; '' for one that is gone or of no account."""
    try:
        name, words = process.name(), process.cmdline()
    except psutil.Error:
        return ""
    forked = {"forked:main": "worker", "child:kernel": "kernel"}
    return forked.get(name) or ("server" if "yanpan.batch.kernels.server" in words else "")


def below(process: psutil.Process) -> list[psutil.Process]:
    """All processes below it."""
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def kill_one(root: Path, rng: random.Random, seconds: float, victim: str) -> tuple[int, str, list[psutil.Process]]:
    """Start a run over everything, kill the victim after a random time; exit code, who was killed, what lives on."""
    process = start(root, "--force")
    top, seen = psutil.Process(process.pid), dict[int, psutil.Process]()
    time.sleep(rng.uniform(0.05, seconds))
    killed = "nobody"
    while process.poll() is None and killed == "nobody":
        seen |= {each.pid: each for each in below(top)}
        found = [top] if victim == "run" else [each for each in seen.values() if kind_of(each) == victim]
        if found:
            killed = _kill(rng.choice(found), victim)
        else:
            time.sleep(0.01)
    process.communicate(timeout=300)
    _, alive = psutil.wait_procs(seen.values(), timeout=_GONE_WITHIN)
    return process.returncode, killed, alive


def _kill(process: psutil.Process, name: str) -> str:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return "nobody"
    return name


def broken(root: Path) -> list[str]:
    """Files of the outputs that are not whole, hidden places of work apart."""
    found = []
    for path in sorted((root / "outputs").rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        end = ENDS.get(path.name)
        if path.is_file() and not hidden and end is not None:
            text = path.read_text(encoding="utf-8").rstrip()
            found += [] if text.endswith(end) and _parses(path, text) else [str(path.relative_to(root))]
    return found


def _parses(path: Path, text: str) -> bool:
    if path.suffix in {".json", ".ipynb"}:
        json.loads(text)
    return True


def left_over(root: Path) -> list[str]:
    """Half-written files and places of work; none may be there after a run that came to its end."""
    files = (path for place in ("outputs", ".yanpan") for path in (root / place).rglob("*"))
    return [str(path.relative_to(root)) for path in files if path.suffix in _HALF or path.name.startswith(".staging")]


def disturbed(root: Path, seed: int, times: int, killed: Counter[str]) -> list[str]:
    """Kill so many runs; what went wrong, in sentences. Each starts from what the one before left."""
    rng, told = random.Random(seed), []
    code, seconds = run(root)
    whole = outputs(root)
    told += [f"the undisturbed run ended with {code}"] if code else []
    for number in range(times):
        code, who, alive = kill_one(root, rng, seconds, VICTIMS[number % len(VICTIMS)])
        killed[who] += 1
        what = f"kill {number} of {who}"
        told += [f"{what}: {path} is not whole" for path in broken(root)]
        told += [f"{what}: a {kind_of(each) or 'process'} lives on" for each in alive]
        if who != "run":
            told += _survived(root, what, code)
    code, _ = run(root)
    told += [f"the completing run ended with {code}"] if code else []
    told += [f"after the completing run is left: {path}" for path in left_over(root)]
    now = outputs(root)
    differing = sorted(name for name in whole.keys() | now.keys() if whole.get(name) != now.get(name))
    return told + [f"after the completing run differs: {name}" for name in differing]


def _survived(root: Path, what: str, code: int) -> Iterable[str]:
    if code:
        record = (root / "outputs" / ROUND / "run.json").read_text(encoding="utf-8")
        failed = [each["message"] for each in json.loads(record)["villages"] if not each["ok"]]
        yield f"{what}: the run did not survive it (exit code {code}; {failed})"


def main() -> None:
    """Print whom it killed and what went wrong; exit code 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    told, killed = list[str](), Counter[str]()
    for kernels in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            root = make_project(Path(folder) / "project", kernels=kernels)
            told += disturbed(root, options.seed, options.times // 2, killed)
    print("killed:", "、".join(f"{name} {number}" for name, number in killed.items()))
    print("\n".join(told) or "nothing broken, nothing lost")
    sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
