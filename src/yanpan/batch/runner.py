"""A round from raw files to reports: prepare, what is stale of the villages, the township, the record.

A failure stops no other task. Whatever cuts a run short, what was finished is in place, recorded and on the index page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from yanpan.batch.apart import apart
from yanpan.batch.at_work import at_work
from yanpan.batch.execution import Crew, Execution, Progress, Settle, StoppedError
from yanpan.batch.failures import RunEndedError, stops_the_run
from yanpan.batch.freshness import Round, State, Work, is_usable, township_state, village_state
from yanpan.batch.outputs import check_writable, staged
from yanpan.batch.parameters_kept import keep_parameters
from yanpan.batch.plan import FORMATS, Plan, Task, lock_of, make_plan
from yanpan.batch.run_record import RunResult, last_end, write_record
from yanpan.batch.scheduler import LocalPool, Scheduler, check_jobs
from yanpan.batch.settling import settle_done, settle_failed
from yanpan.config.paths import Project
from yanpan.errors import unwritable
from yanpan.keys import hashes_of, store_key
from yanpan.prepare import READY, ensure_store, stored_key

if TYPE_CHECKING:
    from yanpan.store import Manifest

MakeScheduler = Callable[[int, dict[str, str]], Scheduler]
INTERRUPTED, FAILED_FAST = "interrupted", "fail-fast"


def silent(what: object) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Wishes:
    """What is asked of a run. `only`: just these villages, the others stay; `force`: also what is fresh."""

    only: Sequence[str] = ()
    formats: Sequence[str] = FORMATS
    edition: str = "internal"
    jobs: int | None = None
    force: bool = False
    fail_fast: bool = False
    wait: bool = False
    accept_dup: bool = False
    seconds: int | None = None
    """For a whole notebook; None: as the plan has it."""
    command: str = "yanpan run"
    """What others are told who come meanwhile."""


@dataclass(frozen=True)
class Watch:
    """Who is told of a run: of its beginning (which tasks), its course, a wait, and its end, still under the lock."""

    begin: Callable[[Plan], None] = silent
    progress: Progress = silent
    waiting: Callable[[str], None] = silent
    finish: Callable[[RunResult], None] = silent


def run_round(
    project: Project,
    round_id: str,
    wishes: Wishes = Wishes(),
    watch: Watch = Watch(),
    *,
    make_scheduler: MakeScheduler = LocalPool,
) -> RunResult:
    """Run what is stale of the villages and then of the township; write reports and run.json.

    UserError for unknown names and refused material, before anything is written; a notebook's failure is an Outcome.
    Ctrl-C and a failure in a run that fails fast end it in order: `stopped` of the result says so.
    """
    check_jobs(wishes.jobs)
    lock = lock_of(project, round_id)
    check_writable(project, lock.parent, project.outputs(round_id))
    with at_work(lock, round_id, command=wishes.command, wait=wishes.wait, tell=watch.waiting):
        manifest, plan = prepare(project, round_id, wishes)
        here = Round(project, round_id, plan.edition, plan.home)
        with staged(plan.home):
            result = _run(here, manifest, plan, wishes, watch, make_scheduler)
        if result.outcomes or result.stopped:
            write_record(result)
            keep_parameters(project, round_id, plan.home)
        hashes_of(project.root).save()
        watch.finish(result)
    return result


def prepare(project: Project, round_id: str, wishes: Wishes) -> tuple[Manifest, Plan]:
    """The round's manifest and the plan over all villages asked for, everything checked that can be beforehand."""
    from yanpan.batch.notebook import check_parameters
    from yanpan.batch.plan import choose_edition, choose_formats
    from yanpan.config.phrases import load_phrases
    from yanpan.config.township import load_round
    from yanpan.findings.catalogue import CODES

    formats, edition = choose_formats(wishes.formats), choose_edition(wishes.edition)
    load_phrases(project.params / "phrases.yml", CODES)
    if stored_key(project, round_id) != store_key(project, round_id):
        apart(partial(ensure_store, project, round_id, accept_dup=wishes.accept_dup))
        hashes_of.cache_clear()  # what the child has learnt lies in the file
    manifest = ensure_store(project, round_id, accept_dup=wishes.accept_dup)
    names = {village.id: village.name for village in manifest.villages}
    township = load_round(project.round_params(round_id)).township
    plan = make_plan(
        project, round_id, names=names, township=township, only=wishes.only, formats=formats, edition=edition
    )
    for task in (plan.villages[0], plan.township):
        check_parameters(task.notebook, dict(task.parameters))
    return manifest, plan


def _run(
    here: Round, manifest: Manifest, plan: Plan, wishes: Wishes, watch: Watch, make_scheduler: MakeScheduler
) -> RunResult:
    started, stopped = dt.datetime.now(dt.UTC), ""
    states = {task.owner: village_state(here, task.owner, task.formats) for task in plan.villages}
    todo = replace(plan, villages=tuple(_todo(plan.villages, states, wishes)))
    settings = {READY: stored_key(here.project, here.round_id) or ""}
    workers = min(check_jobs(wishes.jobs), max(1, len(todo.villages)))
    watch.begin(todo)
    with Crew(lambda: make_scheduler(workers, settings)) as crew:
        settle = Settle(partial(settle_done, here), partial(settle_failed, here))
        execution = Execution(crew, settle, watch.progress, fail_fast=wishes.fail_fast)
        try:
            execution.run(todo.villages)
            states[plan.township.owner] = township_state(here, plan.township.name, plan.township.formats)
            for task in _todo((plan.township,), states, wishes):
                execution.run((task,))
        except KeyboardInterrupt as error:
            stopped = INTERRUPTED
            crew.dismiss(error)
        except StoppedError as error:
            stopped = FAILED_FAST
            crew.dismiss(error)
        except (RunEndedError, OSError) as error:
            if not (execution.outcomes and stops_the_run(error)):
                raise
            stopped = unwritable(error) if isinstance(error, OSError) else str(error)
            crew.dismiss(error)
    made = tuple(execution.outcomes[task.owner] for task in todo.villages if task.owner in execution.outcomes)
    done = replace(todo, villages=tuple(task for task in todo.villages if task.owner in execution.outcomes))
    return RunResult(
        plan=done,
        manifest=manifest,
        villages=made,
        township=execution.outcomes.get(plan.township.owner),
        stale=tuple(village for village in done.kept if not is_usable(here, village)),
        started=started,
        finished=dt.datetime.now(dt.UTC),
        stopped=stopped,
        before=last_end(here.home),
        reasons={owner: state.reasons for owner, state in states.items() if state.reasons},
    )


def _todo(tasks: Sequence[Task], states: dict[str, State], wishes: Wishes) -> list[Task]:
    """The tasks that have anything to do, each with what it may take over."""
    made = (_cut(task, states[task.owner], force=wishes.force) for task in tasks)
    return [replace(task, seconds=wishes.seconds or task.seconds) for task in made if task is not None]


def _cut(task: Task, state: State, *, force: bool) -> Task | None:
    if force or state.work is Work.RUN:
        return task
    if state.work is Work.NOTHING:
        return None
    again = {f"report.{form}" for form in state.formats}
    kept = sorted(path.name for path in task.folder.iterdir() if path.name not in again)
    return replace(task, formats=state.formats, takes=tuple(kept))
