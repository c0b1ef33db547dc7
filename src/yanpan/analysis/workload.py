"""Workload by the policy's formula, and the villages proposed for postings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from yanpan.analysis.frames import Tables, of_village, refs, whole
from yanpan.analysis.slices import slices
from yanpan.config.norms import WorkloadFormula
from yanpan.evidence import SourceRef, merge_refs

DONE = "已完成"


@dataclass(frozen=True)
class Workload:
    """A village's workload: counts, points by the formula, people posted there on the day."""

    village: str
    open_tasks: int
    inspections: int
    households: int
    points: float
    posted: int
    sources: tuple[SourceRef, ...]


def workloads(tables: Tables, formula: WorkloadFormula, *, as_of: dt.date) -> list[Workload]:
    """Every village's workload, heaviest first, ties in roster order."""
    parts = slices(tables, "key_tasks", "inspections", "villages", "postings")
    found = [_workload(part, village, formula, as_of) for village, part in parts.items()]
    return sorted(found, key=lambda each: -each.points)


def proposed_postings(tables: Tables, formula: WorkloadFormula, *, as_of: dt.date) -> list[Workload]:
    """The heaviest workloads among villages where nobody is posted, as many as the policy says."""
    free = [each for each in workloads(tables, formula, as_of=as_of) if each.posted == 0 and each.points > 0]
    return free[: formula.proposals]


def _workload(tables: Tables, village: str, formula: WorkloadFormula, as_of: dt.date) -> Workload:
    tasks, inspected = (of_village(tables, key, village) for key in ("key_tasks", "inspections"))
    unfinished = tasks[tasks["status"].ne(DONE)]
    roster, postings = of_village(tables, "villages", village), of_village(tables, "postings", village)
    day = as_of.isoformat()
    here = postings[postings["start"].le(day) & (postings["end"].isna() | postings["end"].ge(day))]
    households = whole(roster["households"])
    points = (
        formula.tasks * len(unfinished) + formula.inspections * len(inspected) + formula.households * households / 100
    )
    sources = merge_refs(refs("key_tasks", unfinished), refs("inspections", inspected), refs("villages", roster))
    return Workload(village, len(unfinished), len(inspected), households, round(points, 6), len(here), sources)
