"""What condition a report is in: done, out of date, failed or absent. The desk shows it, a release asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from yanpan.batch.freshness import Round, is_fresh, township_faults
from yanpan.batch.outputs import read_failure
from yanpan.batch.plan import Plan, home_of
from yanpan.batch.summaries import read_township, read_village
from yanpan.config.paths import Project
from yanpan.summary import Summary, TownshipSummary, VillageSummary

Told = TypeVar("Told", bound=Summary)


class State(StrEnum):
    """The conditions, by the words that the desk's style sheet knows."""

    DONE = "done"
    STALE = "stale"
    FAILED = "failed"
    ABSENT = "absent"


@dataclass(frozen=True)
class Condition(Generic[Told]):
    """`why`: what failed, or what it is out of date by, where known. `summary` is None for failed and absent."""

    state: State
    summary: Told | None = None
    why: str = ""


def village_condition(project: Project, plan: Plan, village: str) -> Condition[VillageSummary]:
    """A village's report in the plan's edition."""
    folder = plan.home / "villages" / village
    failure, summary = read_failure(folder), read_village(folder)
    if failure is not None:
        return Condition(State.FAILED, why=str(failure))
    if summary is None:
        return Condition(State.ABSENT)
    return Condition(State.DONE if is_fresh(project, plan, village) else State.STALE, summary)


def township_condition(project: Project, plan: Plan) -> Condition[TownshipSummary]:
    """The township's report in the plan's edition."""
    failure, summary = read_failure(plan.township.folder), read_township(plan.township.folder)
    if failure is not None:
        return Condition(State.FAILED, why=str(failure))
    if summary is None:
        return Condition(State.ABSENT)
    home = home_of(project, plan.round_id, plan.edition)
    faults = township_faults(Round(project, plan.round_id, plan.edition, home))
    return Condition(State.STALE if faults else State.DONE, summary, "；".join(faults))
