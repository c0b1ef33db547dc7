"""What becomes of a finished task: its files put in place, then the record of what they were made from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from yanpan.batch import outputs
from yanpan.batch.execution import Crew, Execution, Progress, Settle
from yanpan.batch.freshness import Round, fonts_now, parts_of_township, read_rows
from yanpan.batch.made import Made, forget, read_made, write_made
from yanpan.batch.names import SUMMARY
from yanpan.batch.outputs import Failure
from yanpan.batch.plan import Task
from yanpan.batch.scheduler import Scheduler
from yanpan.batch.worker import Outcome
from yanpan.keys import Parts, digest, hashes_of, village_parts
from yanpan.schema.values import TOWNSHIP

CHANGED = "{}运行期间，它所读的内容又有改动；下次运行会重做。"


def put_in_place(task: Task, outcome: Outcome) -> Outcome:
    """Put a finished task's files in place; nothing is recorded, so the next run makes it again."""
    files = outputs.publish(task)
    held = outputs.waiting_beside(task)
    return replace(outcome, files=files, notes=(*outcome.notes, held) if held else outcome.notes)


def leave_half_run(task: Task, failure: Failure) -> Outcome:
    """Of a failed task leave only the half-run notebook and the reason."""
    files = outputs.publish_failure(task, failure)
    return Outcome(
        task.owner, task.name, ok=False, seconds=0.0, files=files, message=failure.message, cell=failure.cell
    )


def run_tasks(
    tasks: Sequence[Task], crew: Crew | Scheduler, progress: Progress = lambda event: None
) -> tuple[Outcome, ...]:
    """Outcomes in the order of the tasks, each put in place as soon as it is there; nothing is recorded."""
    hands = crew if isinstance(crew, Crew) else Crew(lambda: crew)
    return Execution(hands, Settle(put_in_place, leave_half_run), progress).run(tasks)


def settle_done(here: Round, task: Task, outcome: Outcome) -> Outcome:
    """Put a finished task's files in place and record what they were made from."""
    outcome = put_in_place(task, outcome)
    made = _record(here, task)
    if made is None:
        forget(here.project, here.round_id, here.edition, task.owner)
        return replace(outcome, notes=(*outcome.notes, CHANGED.format(task.name)))
    write_made(here.project, here.round_id, here.edition, task.owner, made)
    return outcome


def settle_failed(here: Round, task: Task, failure: Failure) -> Outcome:
    """Of a failed task leave only the half-run notebook and the reason, and no record."""
    forget(here.project, here.round_id, here.edition, task.owner)
    return leave_half_run(task, failure)


def _record(here: Round, task: Task) -> Made | None:
    """The record of what lies in the task's folder; None if its key is no longer that of what is there to read."""
    known, former = hashes_of(here.project.root), read_made(here.project, here.round_id, here.edition, task.owner)
    files = {path.name: known.of(path) for path in sorted(task.folder.iterdir())}
    fonts = {form: fonts_now(here, form) for form in task.formats}
    if task.takes:
        return None if former is None else replace(former, files=files, fonts={**former.fonts, **fonts})
    parts = _parts(here, task)
    own = {name: part for name, part in parts.items() if name != "villages"}
    inputs = json.loads((task.folder / SUMMARY).read_text(encoding="utf-8"))["inputs"]
    rows = {} if task.owner == TOWNSHIP else read_rows(here, task.owner)
    return Made(parts, files, rows, fonts) if digest(own) == inputs else None


def _parts(here: Round, task: Task) -> Parts:
    if task.owner == TOWNSHIP:
        return parts_of_township(here)
    return village_parts(here.project, here.round_id, task.owner, edition=here.edition)
