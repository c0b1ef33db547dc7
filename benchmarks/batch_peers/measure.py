"""One run of one contender: seconds, peak memory of all its processes, and whether every file was made."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread

LOOK = 0.5
"""Seconds between two looks at the memory."""

IMPORTED = "import sys; from batch_peers.contenders import main; main(*sys.argv[1:])"
"""Not `-m`: ploomber-engine puts a module of its own in the place of `__main__`, where a pool then looks in vain."""


@dataclass
class Measured:
    """Memory in MB (PSS: pages shared by n processes count 1/n each); `load` is the machine's when the run began."""

    seconds: float
    parent: float
    together: float
    whole: bool
    load: float


def measure(name: str, python: Path, project: Path, out: Path, formats: str, villages: int) -> dict[str, object]:
    """Run a contender in a process of its own."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(project / "outputs", ignore_errors=True)
    out.mkdir(parents=True)
    load, began = os.getloadavg()[0], time.perf_counter()
    process = subprocess.Popen(
        [python, "-c", IMPORTED, name, project, out, formats],
        cwd=Path(__file__).parents[1],
        env={
            **os.environ,
            "YANPAN_STORE_READY": key_of(project),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"),
        },
        stdout=subprocess.DEVNULL,
    )
    watch = Watch(process.pid)
    code = process.wait()
    seconds = time.perf_counter() - began
    watch.stop()
    whole = code == 0 and is_whole(name, project, out, formats, villages)
    found = asdict(Measured(round(seconds, 2), round(watch.parent), round(watch.together), whole, round(load, 1)))
    parts = out / "parts.json"
    if whole and parts.is_file():
        size = sum(path.stat().st_size for path in (project / "outputs").rglob("*") if path.is_file())
        found |= {**json.loads(parts.read_text()), "disk": round(size / 2**20)}
    return found


def key_of(project: Path) -> str:
    """The key of the prepared store."""
    from yanpan.config.paths import Project
    from yanpan.prepare import stored_key

    return stored_key(Project(project), "2023-mid") or ""


def is_whole(name: str, project: Path, out: Path, formats: str, villages: int) -> bool:
    """True if every village has its notebook and its reports, none of them small; of a whole run the township too."""
    if name == "limit":
        return True
    mine = name in ("ours", "round")
    found = project / "outputs" if mine else out
    kinds = ["ipynb", *(formats.split(",") if mine else ["html"])]
    wanted = villages + (name == "round")
    made = [path for path in found.rglob("*.*") if path.stat().st_size > 20_000]
    reports = [path for path in made if path.stem == "report"] if mine else made
    return all(len([path for path in reports if path.suffix == f".{kind}"]) == wanted for kind in kinds)


class Watch:
    """Peak memory of a process and of all that descend from it, servers in sessions of their own included."""

    def __init__(self, pid: int) -> None:
        self.parent = self.together = 0.0
        self._pid, self._over = pid, Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            family = _family(self._pid)
            self.parent = max(self.parent, _pss(self._pid))
            self.together = max(self.together, sum(map(_pss, family)))


def _family(root: int) -> set[int]:
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _pss(pid: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
