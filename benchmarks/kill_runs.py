"""Kill runs at random moments: only whole files may be left, and the next run must complete them to the same bytes.

    python benchmarks/kill_runs.py --times 50 --seed 1

A township of two villages with small notebooks, so that much of a run is renaming and recording. In turn the run itself
is killed, and one of the processes below it (a worker, a kernel, the fork server), which the run must survive.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil

ROUND = "2023-mid"
ROOT = Path(__file__).resolve().parents[1]
RUN = ("-c", "import sys; from yanpan.cli import main; main(sys.argv[1:])", "run", "--format", "html", "--jobs", "2")
COMMON = """
from yanpan.config.paths import find_project
from yanpan.document import Heading, Paragraph, Run
from yanpan.keys import inputs_of, township_inputs_of
from yanpan.report.provenance import Handed
from yanpan.summary import TownshipSummary, VillageSummary
owner = {owner}
common = dict(round=round, edition=edition, owner=owner, title="标题", as_of="2023-04-20", facts=(), rows=())
Heading(id=f"{{owner}}-题", owner=owner, level=1, text="标题")
"""
LINE = 'line = Paragraph(id=f"{owner}-甲", owner=owner, runs=(Run(text="一句话。"),))\nline'
VILLAGE = """
Handed(VillageSummary(
    **common, inputs=inputs_of(find_project(), round, village, edition=edition), name=village, village_kind="村",
    grade="好", firm=True, achievements=(line,), problems_text=(), problems=(), states={}, matrix={},
))
"""
TOWNSHIP = """
Handed(TownshipSummary(
    **common, inputs=township_inputs_of(find_project(), round, edition=edition), villages=("V01", "V02")
))
"""
ENDS = {"report.html": "</html>", "summary.json": "}", "report.ipynb": "}", "run.json": "}", "index.html": "</html>"}


def make_project(root: Path) -> Path:
    """A project with the office's parameters, two villages' material and small notebooks."""
    from yanpan.sample import write_sample

    shutil.copytree(ROOT / "params", root / "params")
    write_sample(root / "data" / "raw" / ROUND, villages=2, seed=2023)
    parameters = f'round: str = "{ROUND}"\nedition: str = "internal"'
    _write(root / "notebooks" / "village.ipynb", f'village: str = "V01"\n{parameters}', "village", VILLAGE)
    _write(root / "notebooks" / "township.ipynb", f'{parameters}\nstale: str = ""', '"镇"', TOWNSHIP)
    return root


def _write(path: Path, parameters: str, owner: str, last: str) -> None:
    sources = (parameters, COMMON.format(owner=owner), LINE, last)
    cells = [nbformat.v4.new_code_cell(source.strip(), id=f"cell-{n}") for n, source in enumerate(sources)]
    cells[0].metadata["tags"] = ["parameters"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def start(root: Path, *options: str) -> subprocess.Popen[bytes]:
    """A run of the project, told nothing on the terminal."""
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, *RUN, *options], cwd=root, stdout=quiet, stderr=subprocess.PIPE)


def run(root: Path, *options: str) -> tuple[int, float]:
    """Exit code and seconds of a run that nobody disturbs."""
    began = time.monotonic()
    process = start(root, *options)
    process.communicate(timeout=300)
    return process.returncode, time.monotonic() - began


def kill_one(root: Path, rng: random.Random, seconds: float, *, child: bool) -> tuple[int, str]:
    """Start a run over everything, kill it or a process below it after a random time; exit code and who was killed."""
    process = start(root, "--force")
    time.sleep(rng.uniform(0.05, seconds))
    victim, name = process.pid, "run"
    if child and (below := _below(process.pid)):
        chosen = rng.choice(below)
        victim, name = chosen.pid, _name(chosen)
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        name = "nobody"
    process.communicate(timeout=300)
    return process.returncode, name


def _below(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _name(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())[-40:]
    except psutil.Error:
        return "gone"


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


def state(root: Path) -> dict[str, bytes]:
    """Every file of the outputs but the record of times."""
    files = (path for path in sorted((root / "outputs").rglob("*")) if path.is_file() and path.name != "run.json")
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def disturbed(root: Path, seed: int, times: int) -> list[str]:
    """Kill so many runs; what went wrong, in sentences. Each starts from what the one before left."""
    rng, told = random.Random(seed), []
    code, seconds = run(root)
    whole = state(root)
    told += [f"the undisturbed run ended with {code}"] if code else []
    for number in range(times):
        child = number % 2 == 1
        code, who = kill_one(root, rng, seconds, child=child)
        told += [f"kill {number} of {who}: {path} is not whole" for path in broken(root)]
        if who not in ("run", "nobody") and code != 0:
            told.append(f"kill {number} of {who}: the run did not survive it (exit code {code})")
    code, _ = run(root)
    told += [f"the completing run ended with {code}"] if code else []
    now = state(root)
    differing = sorted(name for name in whole.keys() | now.keys() if whole.get(name) != now.get(name))
    return told + [f"after the completing run differs: {name}" for name in differing]


def main() -> None:
    """Print what went wrong; exit code 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = disturbed(make_project(Path(folder) / "project"), options.seed, options.times)
    print("\n".join(told) or f"{options.times} kills: nothing broken, nothing lost")
    sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
