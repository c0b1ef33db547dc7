"""What a run will do: one task per village and one for the township, every name checked before anything starts."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.schema.values import TOWNSHIP

STAGING = ".staging"
"""Folder below an edition's outputs in which reports are made, each run in one of its own: a worker that outlives its
killed run by a moment writes into nobody else's."""
FORMATS = ("html", "pdf", "docx")
EDITIONS = {"internal": "内部版", "committee": "党委专题会版", "public": "公开版"}


@dataclass(frozen=True)
class Task:
    """One notebook to execute and export. Can be sent to another process; holds names and paths only."""

    owner: str
    """Village id, or `镇`."""
    name: str
    notebook: Path
    parameters: tuple[tuple[str, str], ...]
    folder: Path
    """Where the finished files go."""
    staging: Path
    """Where they are made."""
    formats: tuple[str, ...]
    round_id: str
    edition: str
    seconds_per_cell: int = 600
    seconds: int = 1800
    """For the whole notebook."""
    villages: tuple[str, ...] = ()
    """Ids of the villages whose blocks a report of the township's may show."""
    takes: tuple[str, ...] = ()
    """Files of the finished report that stay as they are: only `formats` are made again. Empty: all is made."""


@dataclass(frozen=True)
class Plan:
    """The tasks of one run and the villages that it leaves as they are."""

    round_id: str
    edition: str
    formats: tuple[str, ...]
    home: Path
    """Folder of this edition's outputs."""
    villages: tuple[Task, ...]
    township: Task
    roster: tuple[str, ...]
    """All village ids in roster order."""
    lock: Path
    """Held while a run writes this round's outputs."""

    @property
    def kept(self) -> tuple[str, ...]:
        """Villages of the roster that this run does not execute."""
        chosen = {task.owner for task in self.villages}
        return tuple(village for village in self.roster if village not in chosen)


def make_plan(
    project: Project,
    round_id: str,
    *,
    names: Mapping[str, str],
    township: str,
    only: Sequence[str] = (),
    formats: Sequence[str] = FORMATS,
    edition: str = "internal",
) -> Plan:
    """The plan over the villages `names` (id -> name, roster order). UserError on any unknown name."""
    chosen, edition = choose_formats(formats), choose_edition(edition)
    home = home_of(project, round_id, edition)
    staging = staging_of(home)

    def task(owner: str, name: str, notebook: str, place: str, formats: tuple[str, ...], **parameters: str) -> Task:
        return Task(
            owner=owner,
            name=name,
            notebook=project.notebooks / notebook,
            parameters=tuple(parameters.items()),
            folder=home / place,
            staging=staging / place,
            formats=formats,
            round_id=round_id,
            edition=edition,
        )

    common = {"round": round_id, "edition": edition}
    alone = () if edition == "public" else chosen
    villages = (
        task(village, names[village], "village.ipynb", f"villages/{village}", alone, village=village, **common)
        for village in choose_villages(only, names)
    )
    return Plan(
        round_id=round_id,
        edition=edition,
        formats=chosen,
        home=home,
        villages=tuple(villages),
        township=replace(
            task(TOWNSHIP, township, "township.ipynb", "township", chosen, **common, stale="unfinished"),
            villages=tuple(names),
        ),
        roster=tuple(names),
        lock=lock_of(project, round_id),
    )


def home_of(project: Project, round_id: str, edition: str) -> Path:
    """Folder that a run of this edition writes into."""
    return project.edition_home(round_id, edition)


def staging_of(home: Path) -> Path:
    """Folder in which this process makes what will lie in `home`, at the same place below."""
    return home / STAGING / f"run-{os.getpid()}"


def lock_of(project: Project, round_id: str) -> Path:
    """The lock file of a round's runs, whatever their edition: all rest on the one store."""
    return project.root / ".yanpan" / f"run-{round_id}.lock"


def choose_round(project: Project, asked: str | None) -> str:
    """The round asked for, or the newest (last by name). UserError names what there is."""
    rounds = project.rounds()
    if asked in rounds:
        return str(asked)
    if asked is None and rounds:
        return rounds[-1]
    if not rounds:
        raise UserError("data/raw 下还没有任何批次的材料；可以先用 yanpan sample 生成样例。")
    raise UserError(f"没有批次“{asked}”；data/raw 下现有：{'、'.join(rounds)}。")


def choose_villages(only: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Village ids named by id or name, commas allowed, in roster order; all if none is named."""
    asked = split(only)
    if not names:
        raise UserError("村社名册是空的，没有可以运行的村；请先填写村社名册。")
    ids = {**{village: village for village in names}, **{name: village for village, name in names.items()}}
    unknown = [word for word in asked if word not in ids]
    if unknown:
        allowed = "、".join(f"{village} {name}" for village, name in names.items())
        raise UserError(f"名册里没有“{'”“'.join(unknown)}”{near(unknown[0], ids)}；可选：{allowed}。")
    chosen = {ids[word] for word in asked}
    return tuple(village for village in names if not chosen or village in chosen)


def choose_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats asked for, in the fixed order, without repeats."""
    asked = [word.lower() for word in split(formats)]
    unknown = [word for word in asked if word not in FORMATS]
    if unknown:
        raise UserError(f"不认识的格式“{'”“'.join(unknown)}”{near(unknown[0], FORMATS)}；可选：{'、'.join(FORMATS)}。")
    return tuple(form for form in FORMATS if not asked or form in asked)


def choose_edition(edition: str) -> str:
    """The edition, if there is such a one."""
    allowed = "、".join(f"{key}（{zh}）" for key, zh in EDITIONS.items())
    if edition not in EDITIONS:
        raise UserError(f"不认识的版本“{edition}”{near(edition, EDITIONS)}；可选：{allowed}。")
    return edition


def split(values: Iterable[str]) -> list[str]:
    """Words of an option that takes commas (half or full width) and repetition.

    >>> split(["V03,V05", "V07，V08、V09"])
    ['V03', 'V05', 'V07', 'V08', 'V09']
    """
    text = ",".join(values).replace("，", ",").replace("、", ",")
    return [word.strip() for word in text.split(",") if word.strip()]


def near(word: str, allowed: Iterable[str]) -> str:
    """`，是不是“…”` with the names most like `word`; empty if none is like it.

    >>> near("htm", ["html", "pdf"])
    '，是不是“html”'
    """
    found = difflib.get_close_matches(word, list(allowed), n=2, cutoff=0.5)
    return f"，是不是“{'”或“'.join(found)}”" if found else ""
