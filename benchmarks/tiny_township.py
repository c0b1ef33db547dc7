"""A township whose notebooks do next to nothing: a run of it is nearly all machinery, which is what is looked at."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import nbformat

ROUND = "2023-mid"
ROOT = Path(__file__).resolve().parents[1]
COMMAND = (sys.executable, "-m", "yanpan")
RUN = ("run", "--format", "html", "--jobs", "2")
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
    **common, inputs=township_inputs_of(find_project(), round, edition=edition), villages=VILLAGES
))
"""


def make_project(root: Path, villages: int = 3, *, kernels: bool = False, extra: str = "") -> Path:
    """A project with the office's parameters, the material of so many villages and small notebooks.

    `kernels`: they import what no plain notebook may, so that each needs a kernel. `extra` runs in the village's.
    """
    from yanpan.sample import write_sample

    shutil.copytree(ROOT / "params", root / "params")
    write_sample(root / "data" / "raw" / ROUND, villages=villages, seed=2023)
    parameters = f'round: str = "{ROUND}"\nedition: str = "internal"'
    first = ("import time",) if kernels else ()
    ids = tuple(f"V{number:02}" for number in range(1, villages + 1))
    own = [f'village: str = "V01"\n{parameters}', *first, COMMON.format(owner="village"), LINE, extra or "1", VILLAGE]
    write_notebook(root / "notebooks" / "village.ipynb", own)
    township = [f'{parameters}\nstale: str = ""', *first, COMMON.format(owner='"镇"'), LINE]
    write_notebook(root / "notebooks" / "township.ipynb", [*township, TOWNSHIP.replace("VILLAGES", repr(ids))])
    return root


def write_notebook(path: Path, sources: Sequence[str]) -> None:
    """A notebook of these cells, the first of them its parameters."""
    cells = [nbformat.v4.new_code_cell(source.strip(), id=f"cell-{n}") for n, source in enumerate(sources)]
    cells[0].metadata["tags"] = ["parameters"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def start(root: Path, *options: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A run of the project in a process group of its own, told nothing on the terminal but errors.

    It hears Ctrl-C even where this program runs in a shell's background, which passes it on as switched off.
    """
    return subprocess.Popen(
        [*COMMAND, *RUN, *options],
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


def run(root: Path, *options: str) -> tuple[int, float]:
    """Exit code and seconds of a run that nobody disturbs."""
    began = time.monotonic()
    process = start(root, *options)
    process.communicate(timeout=300)
    return process.returncode, time.monotonic() - began


def outputs(root: Path) -> dict[str, bytes]:
    """Every file of the outputs but the record of times."""
    files = (path for path in sorted((root / "outputs").rglob("*")) if path.is_file() and path.name != "run.json")
    return {str(path.relative_to(root)): path.read_bytes() for path in files}
