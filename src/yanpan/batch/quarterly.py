"""A quarter's report: the quarterly notebook run once, exported, with the villages' reminder slips beside it."""

from __future__ import annotations

from collections.abc import Sequence

from yanpan.analysis.quarters import Quarter, quarter_of, quarters_of
from yanpan.batch.at_work import working_on
from yanpan.batch.execution import Crew, Progress
from yanpan.batch.plan import FORMATS, Plan, Task, choose_formats, home_of, lock_of, staging_of
from yanpan.batch.runner import MakeScheduler, silent
from yanpan.batch.scheduler import LocalPool
from yanpan.batch.settling import run_tasks
from yanpan.batch.worker import Outcome
from yanpan.config.paths import Project
from yanpan.facts import TOWNSHIP
from yanpan.prepare import READY, ensure_store, stored_key

FOLDER = "quarterly"
"""Folder of the quarters, below the edition's outputs."""


def run_quarter(
    project: Project,
    round_id: str,
    quarter: Quarter,
    *,
    formats: Sequence[str] = FORMATS,
    edition: str = "internal",
    progress: Progress = silent,
    make_scheduler: MakeScheduler = LocalPool,
) -> tuple[Plan, Outcome]:
    """Run the notebook for one quarter into `outputs/<round>/quarterly/<quarter>/`.

    UserError for unknown names and refused material, before anything is written; a notebook's failure is an Outcome.
    """
    plan = prepare_quarter(project, round_id, quarter, formats=formats, edition=edition)
    settings = {READY: stored_key(project, round_id) or ""}
    with working_on(plan, command="yanpan quarterly"), Crew(lambda: make_scheduler(1, settings)) as crew:
        (outcome,) = run_tasks((plan.township,), crew, progress)
    return plan, outcome


def latest_quarter(project: Project, round_id: str) -> Quarter:
    """The last quarter with an inspection; without any, the quarter of the closing day."""
    from yanpan import store

    manifest = ensure_store(project, round_id)
    known = quarters_of(store.load_township(project, round_id).tables["inspections"])
    return known[-1] if known else quarter_of(manifest.as_of)


def prepare_quarter(project: Project, round_id: str, quarter: Quarter, *, formats: Sequence[str], edition: str) -> Plan:
    """A plan of this one task, everything checked that can be checked beforehand."""
    from yanpan.batch.notebook import check_parameters
    from yanpan.config.phrases import load_phrases
    from yanpan.config.township import load_round
    from yanpan.findings.catalogue import CODES
    from yanpan.report.faces import checked_edition
    from yanpan.report.quarter_loading import check_year

    chosen = choose_formats(formats)
    checked_edition(edition, without="public")
    load_phrases(project.params / "phrases.yml", CODES)
    manifest = ensure_store(project, round_id)
    config = load_round(project.round_params(round_id))
    check_year(quarter, config.as_of.year)
    home = home_of(project, round_id, edition)
    roster = tuple(village.id for village in manifest.villages)
    task = Task(
        owner=TOWNSHIP,
        name=f"{config.township}{quarter.zh}",
        notebook=project.notebooks / "quarterly.ipynb",
        parameters=(("round", round_id), ("quarter", str(quarter)), ("edition", edition)),
        folder=home / FOLDER / str(quarter),
        staging=staging_of(home) / FOLDER / str(quarter),
        formats=chosen,
        round_id=round_id,
        edition=edition,
        villages=roster,
    )
    check_parameters(task.notebook, dict(task.parameters))
    return Plan(round_id, edition, chosen, home, (), task, roster, lock_of(project, round_id))
