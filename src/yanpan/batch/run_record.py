"""`run.json`: what ran, with which versions, on which files, how long, with what result. The only output with times."""

from __future__ import annotations

import datetime as dt
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
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
    """What a run did: `plan` holds the villages that it redid, `township` is None if nothing of it was to be done.

    `stale`: villages that it did not run and whose reports do not fit the present material; `reasons`: why it redid a
    village; `stopped`: 'interrupted', 'fail-fast' or a sentence, '' if it came to its end.
    """

    plan: Plan
    manifest: Manifest
    villages: tuple[Outcome, ...]
    township: Outcome | None
    stale: tuple[str, ...]
    started: dt.datetime
    finished: dt.datetime
    stopped: str = ""
    before: str = ""
    """When the run before this one ended, by its record; '' if there is none."""
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def clock_was_set_back(self) -> bool:
        """True if the clock says that this run began before the last one ended, or ended before it began."""
        return self.finished < self.started or self.started.isoformat(timespec="seconds") < self.before

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What was run, villages first."""
        return (*self.villages, *([self.township] if self.township else []))

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Tasks without a report, villages first."""
        return tuple(outcome for outcome in self.outcomes if not outcome.ok)


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
    retries: tuple[str, ...] = ()
    """Faults of the machinery after which it was tried again."""
    reasons: tuple[str, ...] = ()
    """Why it was redone."""


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
    township: TaskRecord | None
    kept: tuple[str, ...]
    stale: tuple[str, ...]
    failures: tuple[str, ...]
    stopped: str


def last_end(home: Path) -> str:
    """When the last run recorded there ended (UTC, to the second); '' if that is not known."""
    try:
        told = json.loads((home / FILE).read_text(encoding="utf-8"))["finished"]
        return dt.datetime.fromisoformat(told).astimezone(dt.UTC).isoformat(timespec="seconds")
    except (OSError, ValueError, KeyError, TypeError):
        return ""


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
        villages=tuple(_record(outcome, result) for outcome in result.villages),
        township=_record(result.township, result) if result.township else None,
        kept=plan.kept,
        stale=result.stale,
        failures=tuple(outcome.owner for outcome in result.failures),
        stopped=result.stopped,
    )
    write_text(plan.home / FILE, record.model_dump_json(indent=1) + "\n")


def _record(outcome: Outcome, result: RunResult) -> TaskRecord:
    told = {**vars(outcome), "seconds": round(outcome.seconds, 2), "reasons": result.reasons.get(outcome.owner, ())}
    return TaskRecord(**told)
