"""What performance files are made from: the stores of all rounds, brought up to date and read together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yanpan import store
from yanpan.analysis.frames import Tables
from yanpan.analysis.members import members
from yanpan.analysis.slices import slices
from yanpan.config.paths import Project, find_project
from yanpan.config.phrases import PhraseBook, load_phrases
from yanpan.config.policy import Policy, load_policy
from yanpan.config.township import load_round
from yanpan.errors import UserError
from yanpan.findings.archive.data import ArchiveData, RoundMaterial, placed, together
from yanpan.findings.catalogue import CODES
from yanpan.findings.township.data import Place
from yanpan.keys import digest, township_inputs_of
from yanpan.prepare import ensure_store
from yanpan.report.faces import LEVELS, checked_edition
from yanpan.schema import Level
from yanpan.schema.values import Grade
from yanpan.store.summaries import read_handover
from yanpan.summary import Edition


@dataclass(frozen=True)
class LoadedArchive:
    """Everything behind the files. `places`: villages of the newest round, roster order."""

    edition: Edition
    data: ArchiveData
    places: tuple[Place, ...]
    phrases: PhraseBook
    raw: store.RawRows
    inputs: str


def load_archive(*, edition: str = "internal", project: Project | None = None) -> LoadedArchive:
    """All rounds under data/raw. A round that is refused is left out and named; UserError if none can be read."""
    home, chosen = project or find_project(), checked_edition(edition, without="public")
    policy, left_out = load_policy(home.params), []
    rounds: list[RoundMaterial] = []
    raws: list[pd.DataFrame] = []
    places: dict[str, tuple[Place, ...]] = {}
    for round_id in home.rounds():
        try:
            manifest = ensure_store(home, round_id)
        except UserError as error:
            left_out.append((round_id, str(error).partition("\n")[0]))
            continue
        piece = store.load_township(home, round_id)
        rounds.append(_material(home, round_id, piece.tables, policy, edition=chosen))
        raws.append(placed(piece.raw.frame, round_id))
        places[round_id] = tuple(Place(each.id, each.name, each.kind) for each in manifest.villages)
    if not rounds:
        told = "；".join(f"{name}：{reason}" for name, reason in left_out)
        raise UserError(f"data/raw 下没有可用的批次，写不出履职档案{f'（{told}）' if told else ''}。")
    ordered = tuple(sorted(rounds, key=lambda each: (each.as_of, each.round_id)))
    return LoadedArchive(
        edition=chosen,
        data=ArchiveData(ordered, together(ordered), policy, LEVELS[chosen], tuple(left_out)),
        places=places[ordered[-1].round_id],
        phrases=load_phrases(home.params / "phrases.yml", CODES),
        raw=store.RawRows(pd.concat(raws, ignore_index=True)),
        inputs=digest({each.round_id: township_inputs_of(home, each.round_id, edition=chosen) for each in ordered}),
    )


def _material(home: Project, round_id: str, tables: Tables, policy: Policy, *, edition: Edition) -> RoundMaterial:
    config = load_round(home.round_params(round_id))
    return RoundMaterial(
        round_id=round_id,
        name=config.name,
        as_of=config.as_of.isoformat(),
        tables=tables,
        grades=_grades(home, round_id, tables),
        member_grades=_member_grades(tables, policy) if LEVELS[edition] >= Level.L3 else {},
    )


def _grades(home: Project, round_id: str, tables: Tables) -> Mapping[str, str]:
    """Suggested grades as the round's village reports tell them."""
    folder = home.outputs(round_id) / "villages"
    handed = {str(village): read_handover(folder / str(village)) for village in tables["villages"]["village"]}
    return {village: summary.grade for village, summary in handed.items() if summary is not None and summary.grade}


def _member_grades(tables: Tables, policy: Policy) -> dict[str, Grade | None]:
    parts = slices(tables)
    return {each.member: each.grade for key, part in parts.items() for each in members(part, key, policy=policy)}
