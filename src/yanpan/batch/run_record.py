"""`run.json`: what ran, with which versions, on which files, how long, with what result. The only output with times."""

from __future__ import annotations

import datetime as dt
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from yanpan.batch.outputs import write_text
from yanpan.batch.plan import Plan
from yanpan.batch.worker import Outcome
from yanpan.versions import versions

if TYPE_CHECKING:
    from yanpan.store import Manifest

FILE = "run.json"


@dataclass(frozen=True)
class RunResult:
    """What a run did. `stale`: villages that it did not run and whose reports do not fit the present material."""

    plan: Plan
    manifest: Manifest
    villages: tuple[Outcome, ...]
    township: Outcome
    stale: tuple[str, ...]
    started: dt.datetime
    finished: dt.datetime

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Tasks without a report, villages first."""
        return tuple(outcome for outcome in (*self.villages, self.township) if not outcome.ok)


class TaskRecord(BaseModel):
    """One notebook's run."""

    model_config = ConfigDict(frozen=True)

    owner: str
    name: str
    ok: bool
    seconds: float
    grade: str | None
    warnings: int
    files: tuple[str, ...]
    message: str
    cell: str


class RunRecord(BaseModel):
    """The whole run. `inputs` holds the SHA-256 of every raw file by its name."""

    model_config = ConfigDict(frozen=True)

    round: str
    edition: str
    formats: tuple[str, ...]
    started: str
    finished: str
    versions: dict[str, str]
    inputs: dict[str, str]
    missing: tuple[str, ...]
    villages: tuple[TaskRecord, ...]
    township: TaskRecord
    kept: tuple[str, ...]
    stale: tuple[str, ...]
    failures: tuple[str, ...]


def write_record(result: RunResult) -> None:
    """Write run.json into the edition's folder."""
    plan = result.plan
    record = RunRecord(
        round=plan.round_id,
        edition=plan.edition,
        formats=plan.formats,
        started=result.started.isoformat(timespec="seconds"),
        finished=result.finished.isoformat(timespec="seconds"),
        versions={**versions(), "platform": platform.platform()},
        inputs=dict(result.manifest.files),
        missing=tuple(result.manifest.missing),
        villages=tuple(_record(outcome) for outcome in result.villages),
        township=_record(result.township),
        kept=plan.kept,
        stale=result.stale,
        failures=tuple(outcome.owner for outcome in result.failures),
    )
    write_text(plan.home / FILE, record.model_dump_json(indent=1) + "\n")


def _record(outcome: Outcome) -> TaskRecord:
    return TaskRecord(**{**vars(outcome), "seconds": round(outcome.seconds, 2)})
