"""A round from raw files to reports: prepare, the villages, the township, the record. A failure stops no other task."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import TYPE_CHECKING

from yanpan.batch import outputs
from yanpan.batch.failures import told
from yanpan.batch.outputs import Failure, working_on
from yanpan.batch.parameters_kept import keep_parameters
from yanpan.batch.plan import FORMATS, Plan, Task, make_plan
from yanpan.batch.run_record import RunResult, write_record
from yanpan.batch.scheduler import LocalPool, Scheduler, check_jobs
from yanpan.batch.worker import Event, Outcome, Stage
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.prepare import READY, ensure_store, stored_key

if TYPE_CHECKING:
    from yanpan.store import Manifest

Progress = Callable[[Event], None]
MakeScheduler = Callable[[int, dict[str, str]], Scheduler]
_POLL = 0.2
"""Seconds between two looks at the workers' events."""


def silent(what: object) -> None:
    """Tell nobody."""


def run_round(
    project: Project,
    round_id: str,
    *,
    only: Sequence[str] = (),
    formats: Sequence[str] = FORMATS,
    jobs: int | None = None,
    edition: str = "internal",
    begin: Callable[[Plan], None] = silent,
    progress: Progress = silent,
    make_scheduler: MakeScheduler = LocalPool,
) -> RunResult:
    """Run the villages (`only`: just these, the others stay) and then the township; write reports and run.json.

    UserError for unknown names and refused material, before anything is written; a notebook's failure is an Outcome.
    """
    workers = check_jobs(jobs)
    manifest, plan = prepare(project, round_id, only=only, formats=formats, edition=edition)
    settings = {READY: stored_key(project, round_id) or ""}
    started = dt.datetime.now(dt.UTC)
    begin(plan)
    with working_on(plan), make_scheduler(min(workers, len(plan.villages)), settings) as scheduler:
        villages = run_tasks(plan.villages, scheduler, progress)
        (township,) = run_tasks((plan.township,), scheduler, progress)
    result = RunResult(
        plan, manifest, villages, township, stale_villages(project, plan), started, dt.datetime.now(dt.UTC)
    )
    write_record(result)
    keep_parameters(project, round_id, plan.home)
    return result


def prepare(
    project: Project, round_id: str, *, only: Sequence[str], formats: Sequence[str], edition: str
) -> tuple[Manifest, Plan]:
    """The round's manifest and plan, everything checked that can be checked beforehand."""
    from yanpan.batch.notebook import check_parameters
    from yanpan.batch.plan import choose_edition, choose_formats
    from yanpan.config.phrases import load_phrases
    from yanpan.config.township import load_round
    from yanpan.findings.catalogue import CODES

    choose_formats(formats), choose_edition(edition)
    load_phrases(project.params / "phrases.yml", CODES)
    manifest = ensure_store(project, round_id)
    names = {village.id: village.name for village in manifest.villages}
    township = load_round(project.round_params(round_id)).township
    plan = make_plan(project, round_id, names=names, township=township, only=only, formats=formats, edition=edition)
    for task in (plan.villages[0], plan.township):
        check_parameters(task.notebook, dict(task.parameters))
    return manifest, plan


def stale_villages(project: Project, plan: Plan) -> tuple[str, ...]:
    """Villages left alone whose summary is missing or was made from other material, parameters or program."""
    return tuple(village for village in plan.kept if not is_fresh(project, plan, village))


def is_fresh(project: Project, plan: Plan, village: str) -> bool:
    """True if the village's summary was made from what is there now."""
    from yanpan.batch.summaries import read_village
    from yanpan.prepare import inputs_of

    summary = read_village(plan.home / "villages" / village)
    return summary is not None and summary.inputs == inputs_of(project, plan.round_id, village, edition=plan.edition)


def run_tasks(tasks: Sequence[Task], scheduler: Scheduler, progress: Progress = silent) -> tuple[Outcome, ...]:
    """Outcomes in the order of the tasks, each put in place as soon as it is there."""
    futures = {scheduler.submit(task): task for task in tasks}
    outcomes: dict[str, Outcome] = {}
    for future in _as_completed(futures, scheduler, progress):
        outcome = _settle(futures[future], future)
        outcomes[outcome.owner] = outcome
        progress(Event(outcome.owner, outcome.name, Stage.DONE if outcome.ok else Stage.FAILED))
    return tuple(outcomes[task.owner] for task in tasks)


def _as_completed(
    futures: dict[Future[Outcome], Task], scheduler: Scheduler, progress: Progress
) -> Iterator[Future[Outcome]]:
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, timeout=_POLL, return_when=FIRST_COMPLETED)
        for event in scheduler.events():
            progress(event)
        yield from done


def _settle(task: Task, future: Future[Outcome]) -> Outcome:
    """Put a finished task's files in place; of a failed one only the half-run notebook."""
    error = future.exception()
    if error is None:
        return replace(future.result(), files=outputs.publish(task))
    failure = failure_of(error)
    files = outputs.publish_failure(task, failure)
    return Outcome(
        task.owner, task.name, ok=False, seconds=0.0, files=files, message=failure.message, cell=failure.cell
    )


def failure_of(error: BaseException) -> Failure:
    """A task's error as the reader sees it: a user's mistake by its sentence, of anything else what may be told."""
    if isinstance(error, UserError):
        return Failure(str(error), getattr(error, "cell", ""))
    if isinstance(error, BrokenProcessPool):
        return Failure("工作进程意外退出（常见原因是内存不足），可减少 --jobs 后重试。")
    if isinstance(error, MemoryError):
        return Failure("内存不足，可减少 --jobs 后重试。")
    return Failure(told(type(error).__name__, str(error)))
