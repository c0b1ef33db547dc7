"""The method notebook of a round: one task, run and exported like the others, put in place whole or not at all.

It shows every step with exact counts, small cells of respondents among them, so it belongs to the committee's edition.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from yanpan.batch.outputs import publish
from yanpan.batch.plan import Task, choose_formats
from yanpan.batch.runner import silent
from yanpan.batch.worker import run_task
from yanpan.config.paths import Project
from yanpan.config.township import load_round
from yanpan.errors import UserError
from yanpan.facts import TOWNSHIP
from yanpan.keys.inputs import check_round
from yanpan.locks import locked
from yanpan.prepare import ensure_store

FOLDER = "method"
EDITION = "committee"


def run_method(project: Project, round_id: str, *, formats: Sequence[str] = ()) -> Path:
    """`outputs/<round>/committee/method/` with the executed notebook and reports. UserError: refused, failed."""
    from yanpan.batch.notebook import check_parameters

    check_round(project, round_id)
    task = method_task(project, round_id, formats=choose_formats(formats))
    check_parameters(task.notebook, dict(task.parameters))
    task = replace(task, villages=tuple(village.id for village in ensure_store(project, round_id).villages))
    try:
        with locked(project.root / ".yanpan" / f"run-{round_id}-method.lock", seconds=0):
            run_task(task, silent)
            publish(task)
    except TimeoutError:
        raise UserError(f"另一个运行正在写 {round_id} 的方法核算；请等它结束。") from None
    finally:
        shutil.rmtree(task.staging.parent, ignore_errors=True)
    return task.folder


def method_task(project: Project, round_id: str, *, formats: tuple[str, ...]) -> Task:
    """The notebook with its one parameter; staged beside the round's own staging folder."""
    home = project.edition_home(round_id, EDITION)
    return Task(
        owner=TOWNSHIP,
        name=load_round(project.round_params(round_id)).township,
        notebook=project.notebooks / "method.ipynb",
        parameters=(("round", round_id),),
        folder=home / FOLDER,
        staging=home / ".staging-method" / FOLDER,
        formats=formats,
        round_id=round_id,
        edition=EDITION,
    )
