"""What the township's report is made from: all tables, the policy, the phrases, and the villages' hand-over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from yanpan import store
from yanpan.analysis import benchmarks_from
from yanpan.analysis.benchmark_results import Benchmarks
from yanpan.analysis.decisions import decisions
from yanpan.analysis.frames import Tables
from yanpan.analysis.members import members
from yanpan.analysis.prechecks import prechecks
from yanpan.analysis.slices import slices
from yanpan.config.paths import Project, find_project
from yanpan.config.phrases import PhraseBook, load_phrases
from yanpan.config.policy import Policy, load_policy
from yanpan.config.policy_lock import policy_change
from yanpan.config.township import load_round
from yanpan.editions.face import Face
from yanpan.errors import UserError
from yanpan.findings.catalogue import CODES
from yanpan.findings.township.data import Place, TownshipData
from yanpan.keys import inputs_of, township_inputs_of
from yanpan.prepare import ensure_store
from yanpan.report.faces import LEVELS, checked_edition, material
from yanpan.report.handover import Expected, Handover, as_it_is, take_over
from yanpan.report.lightened import Folders, light
from yanpan.schema import Level
from yanpan.schema.values import MANY_VILLAGES, Grade, Target
from yanpan.store.summaries import failure_reason
from yanpan.summary import Edition

STALE = ("refuse", "unfinished")
"""What to do with a village whose result is stale or foreign: refuse by name, or show it as 未完成."""


@dataclass(frozen=True)
class LoadedTownship:
    """Everything behind the township's report. `unfinished`: reason by village without a usable summary."""

    round_id: str
    edition: Edition
    data: TownshipData
    phrases: PhraseBook
    benchmarks: Benchmarks
    raw: store.RawRows
    inputs: str
    unfinished: Mapping[str, str]
    face: Face = field(default_factory=lambda: Face(Level.L2))

    @property
    def level(self) -> Level:
        """The most sensitive level that this edition shows."""
        return LEVELS[self.edition]


def load(
    round_id: str, *, edition: str, summaries: str = "", stale: str = "refuse", project: Project | None = None
) -> LoadedTownship:
    """The township's material. `summaries`: folder of the villages' runs; empty: the edition's own.

    UserError for an unknown round, edition or `stale`, and for stale or foreign villages by name.
    """
    home, chosen = project or find_project(), checked_edition(edition)
    if stale not in STALE:
        raise UserError(f"stale 不能是“{stale}”；可选：{'、'.join(STALE)}。")
    manifest = ensure_store(home, round_id)
    inputs = township_inputs_of(home, round_id, edition=chosen)  # before anything is read
    folder = Path(summaries) if summaries else villages_folder(home, round_id, chosen)
    places = tuple(Place(each.id, each.name, each.kind) for each in manifest.villages)
    handed = hand_over(home, round_id, places, edition=chosen, folder=folder, go_on=stale == "unfinished")
    piece = store.load_township(home, round_id)
    config, policy = load_round(home.round_params(round_id)), load_policy(home.params)
    known = material(home, round_id, chosen, tables=piece.tables, config=config, policy=policy)
    parts = slices(known.tables)
    totals = member_totals(parts, policy)
    return LoadedTownship(
        round_id=round_id,
        edition=chosen,
        data=TownshipData(
            config=known.config,
            policy=policy,
            tables=known.tables,
            places=tuple(replace(place, name=known.names[place.id]) for place in places),
            summaries=handed.summaries,
            prechecks={key: prechecks(part, key, rules=policy.prechecks) for key, part in parts.items()},
            member_grades=totals.grades,
            members_decided=totals.decided,
            ungraded=totals.ungraded,
            policy_change=policy_change(home.params, home.round_params(round_id)),
            missing=known.missing,
        ),
        phrases=load_phrases(home.params / "phrases.yml", CODES),
        benchmarks=benchmarks_from(store.load_benchmarks(home, round_id)),
        raw=piece.raw,
        inputs=inputs,
        unfinished=handed.unfinished,
        face=known.face,
    )


def villages_folder(project: Project, round_id: str, edition: Edition) -> Path:
    """Where the batch puts the villages' runs of an edition."""
    return project.edition_home(round_id, edition) / "villages"


def hand_over(
    project: Project, round_id: str, places: tuple[Place, ...], *, edition: Edition, folder: Path, go_on: bool
) -> Handover:
    """The villages' summaries in the folder, checked against what is there now; of many villages what a line needs."""
    expected = [
        Expected(place.id, place.name, round_id, edition, inputs_of(project, round_id, place.id, edition=edition))
        for place in places
    ]
    reasons = {place.id: failure_reason(folder / place.id) for place in places}
    keep = partial(light, edition=edition) if len(places) > MANY_VILLAGES else as_it_is
    return take_over(Folders(folder), expected, go_on=go_on, reasons=reasons, keep=keep)


@dataclass(frozen=True)
class MemberTotals:
    """Serving members by grade over the township; who has which stays in `member_totals`."""

    grades: Counter[Grade]
    decided: int
    """Those counted by the committee's decision; the others by the suggestion."""
    ungraded: int


def member_totals(parts: Mapping[str, Tables], policy: Policy) -> MemberTotals:
    """Members by decided grade where there is one, else by the suggested."""
    found: list[Grade | None] = []
    decided = 0
    for key, part in parts.items():
        taken = decisions(part, Target.MEMBER)
        for member in members(part, key, policy=policy):
            decision = taken.get(member.member)
            found.append(decision.grade if decision else member.grade)
            decided += decision is not None
    graded = [grade for grade in found if grade is not None]
    return MemberTotals(Counter(graded), decided, len(found) - len(graded))
