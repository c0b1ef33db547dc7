"""A finished run read back from its folder: summaries, prose, and what it was made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from yanpan.batch.parameters_kept import KeptParameters, read_parameters
from yanpan.batch.plan import EDITIONS, near
from yanpan.batch.run_record import FILE as RECORD
from yanpan.batch.summaries import read_township, read_village
from yanpan.compare.prose import Text, read_prose
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.facts import TOWNSHIP, Fact
from yanpan.summary import Problem, Summary, VillageSummary


@dataclass(frozen=True)
class Report:
    """A village's or the township's report."""

    summary: Summary
    name: str
    texts: tuple[Text, ...]

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Its own facts by key; those that the township's report takes over from villages stand with the villages."""
        return {fact.key: fact for fact in self.summary.facts if fact.owner == self.summary.owner}

    @property
    def problems(self) -> dict[str, Problem]:
        """The village's problems by number; those of the township's ledger stand with the villages."""
        found = self.summary.problems if isinstance(self.summary, VillageSummary) else ()
        return {problem.problem: problem for problem in found}


@dataclass(frozen=True)
class Run:
    """A run as it lies in its folder. `reports` by owner, villages first."""

    label: str
    round_id: str
    edition: str
    reports: Mapping[str, Report]
    parameters: KeptParameters | None
    material: Mapping[str, str]
    """SHA-256 of each raw file, as the run recorded them; empty without a record."""
    versions: Mapping[str, str]

    @property
    def villages(self) -> tuple[str, ...]:
        """Ids of the villages that have a report."""
        return tuple(owner for owner in self.reports if owner != TOWNSHIP)


def open_run(project: Project, asked: str) -> Run:
    """The run in the folder `asked`, or in that one below `outputs/`. UserError: no such folder, no report in it."""
    home = _find(project, asked)
    reports = dict(_reports(home))
    if not reports:
        raise UserError(f"“{asked}”里没有写好的报告（找不到 villages/*/summary.json）；请先运行 yanpan run。")
    first = next(iter(reports.values())).summary
    record = _record(home)
    return Run(
        label=asked,
        round_id=first.round,
        edition=first.edition,
        reports=reports,
        parameters=read_parameters(home),
        material=record.get("inputs", {}),
        versions=record.get("versions", {}),
    )


def check_comparable(before: Run, after: Run) -> None:
    """UserError unless both are of one edition and have a village in common (or the township's report alone)."""
    if before.edition != after.edition:
        told = "，".join(f"“{run.label}”是{EDITIONS[run.edition]}" for run in (before, after))
        raise UserError(f"版本不同，不能比较：{told}。")
    if not set(before.villages) & set(after.villages) and (before.villages or after.villages):
        told = "，".join(f"“{run.label}”有{'、'.join(run.villages) or '（无）'}" for run in (before, after))
        raise UserError(f"没有共同的村，无从比较：{told}。")


def _find(project: Project, asked: str) -> Path:
    home = project.root / "outputs"
    for place in (Path(asked), home / asked):
        if place.is_dir():
            return place
    names = sorted(path.name for path in home.iterdir() if path.is_dir()) if home.is_dir() else []
    raise UserError(f"没有文件夹“{asked}”{near(asked, names)}；outputs 下现有：{'、'.join(names) or '（空）'}。")


def _reports(home: Path) -> list[tuple[str, Report]]:
    folder = home / "villages"
    found = [read_village(each) for each in sorted(folder.iterdir())] if folder.is_dir() else []
    reports = [
        (summary.owner, Report(summary, summary.name, read_prose(folder / summary.owner, summary.owner)))
        for summary in found
        if summary is not None
    ]
    township = read_township(home / "township")
    if township is not None:
        reports.append((TOWNSHIP, Report(township, "全镇报告", read_prose(home / "township", TOWNSHIP))))
    return reports


def _record(home: Path) -> dict[str, Any]:
    """What run.json says; {} if there is none that can be read."""
    path = home / RECORD
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
