"""Each contender runs the villages of one project once: `main(NAME, PROJECT, OUT, FORMATS)`, called by measure.py.

    loop       the shell's loop: `papermill`, then `jupyter nbconvert --to html`, village after village
    pool       ProcessPoolExecutor of two, `papermill.execute_notebook`, one HTMLExporter a worker
    ploomber   the same pool with ploomber-engine, which runs the cells in the worker's process
    limit      the cells alone, in children forked from a warm process, two at once: no kernel, no notebook, no export
    ours       the batch's own workers, villages only; reports put in place as in a run
    round      the whole run: villages, township, records, index page; OUT/parts.json says how long each part took

All find the store prepared and are told so, all write beside each other under OUT.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

ROUND = "2023-mid"
JOBS = 2
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def loop(project: Path, villages: Sequence[str], out: Path, formats: Sequence[str]) -> None:
    """As a README would tell it."""
    tools = Path(sys.executable).parent
    for village in villages:
        made = out / f"{village}.ipynb"
        run = [tools / "papermill", "--no-progress-bar", "village.ipynb", made, "-p", "village", village]
        subprocess.run(run, cwd=project / "notebooks", check=True, capture_output=True)
        subprocess.run([tools / "jupyter", "nbconvert", "--to", "html", made], check=True, capture_output=True)


def pool(project: Path, villages: Sequence[str], out: Path, formats: Sequence[str], engine: str | None = None) -> None:
    """The usual way to use two cores."""
    jobs = [(str(project), village, str(out), engine) for village in villages]
    with ProcessPoolExecutor(JOBS) as workers:
        list(workers.map(one_of_pool, jobs))


def one_of_pool(job: tuple[str, str, str, str | None]) -> None:
    """One village in a worker."""
    import papermill
    from nbconvert import HTMLExporter

    project, village, out, engine = job
    made = Path(out) / f"{village}.ipynb"
    papermill.execute_notebook(
        f"{project}/notebooks/village.ipynb", str(made), {"village": village}, cwd=f"{project}/notebooks",
        progress_bar=False, **({"engine_name": engine} if engine else {}),
    )  # fmt: skip
    if not hasattr(one_of_pool, "exporter"):
        one_of_pool.exporter = HTMLExporter()
    page, _ = one_of_pool.exporter.from_filename(str(made))
    made.with_suffix(".html").write_text(page, encoding="utf-8")


def ploomber(project: Path, villages: Sequence[str], out: Path, formats: Sequence[str]) -> None:
    """As `pool`; run by an interpreter that has ploomber-engine."""
    pool(project, villages, out, formats, engine="embedded")


def limit(project: Path, villages: Sequence[str], out: Path, formats: Sequence[str]) -> None:
    """What no runner can go below with these cells on two cores."""
    from yanpan.batch.kernels.preload import preload

    preload()
    os.chdir(project / "notebooks")
    cells = [
        "".join(cell["source"])
        for cell in json.loads(Path("village.ipynb").read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    running = 0
    for village in villages:
        if running == JOBS:
            os.wait()
            running -= 1
        if os.fork() == 0:
            _run_cells(cells, village)
        running += 1
    for _ in range(running):
        os.wait()


def _run_cells(cells: Sequence[str], village: str) -> None:
    """The cells and the showing of their last values, as a display would ask for them; then the end."""
    import ast

    code, names = 1, {}
    try:
        for source in [cells[0], f"village = {village!r}", *cells[1:]]:
            tree = ast.parse(source)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "cell", "exec"), names)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
                value._repr_mimebundle_()
        code = 0
    finally:
        os._exit(code)


def ours(project: Path, villages: Sequence[str], out: Path, formats: Sequence[str]) -> None:
    """The batch's workers on the villages' tasks."""
    from yanpan.batch.outputs import publish
    from yanpan.batch.plan import make_plan
    from yanpan.batch.scheduler import LocalPool
    from yanpan.config.paths import Project
    from yanpan.prepare import READY

    with LocalPool(JOBS, {READY: os.environ[READY]}) as scheduler:
        plan = make_plan(
            Project(project), ROUND, names={each: each for each in villages}, township="镇", formats=formats
        )
        for task, future in [(task, scheduler.submit(task)) for task in plan.villages]:
            future.result()
            publish(task)


def round_(project: Path, villages: Sequence[str], out: Path, formats: Sequence[str]) -> None:
    """`yanpan run` but for the terminal; the store and the page of the intake are there."""
    import time
    from functools import partial

    from yanpan.batch.apart import apart
    from yanpan.batch.closing import note_closed
    from yanpan.batch.freshness import Round
    from yanpan.batch.runner import Watch, Wishes, run_round
    from yanpan.batch.worker import Stage
    from yanpan.config.paths import Project
    from yanpan.review.desk import refresh
    from yanpan.schema.values import TOWNSHIP

    here, at = Project(project), {"begun": time.perf_counter()}

    def note(event: object) -> None:
        if event.owner == TOWNSHIP and event.stage is Stage.NOTEBOOK:
            at["villages"] = time.perf_counter()
        elif event.owner == TOWNSHIP and event.stage is Stage.DONE:
            at["township"] = time.perf_counter()

    def finish(result: object) -> None:
        index = apart(partial(refresh, here, result.plan, result.manifest))
        note_closed(Round(here, ROUND, result.plan.edition, result.plan.home), [index])

    run_round(here, ROUND, Wishes(formats=formats, jobs=JOBS), Watch(progress=note, finish=finish))
    at["closing"] = time.perf_counter()
    order = ("begun", "villages", "township", "closing")
    spent = {f"{part}_s": round(at[part] - at[before], 2) for before, part in pairwise(order)}
    (out / "parts.json").write_text(json.dumps(spent))


def main(name: str, project: str, out: str, formats: str) -> None:
    """Run one contender."""
    os.environ.update(ONE_THREAD)
    home = Path(project).resolve()
    stored = json.loads((home / ".yanpan" / "store" / ROUND / "manifest.json").read_text(encoding="utf-8"))
    villages = [village["id"] for village in stored["villages"]]
    os.chdir(home)
    run = {"loop": loop, "pool": pool, "ploomber": ploomber, "limit": limit, "ours": ours, "round": round_}[name]
    run(home, villages, Path(out).resolve(), formats.split(","))
