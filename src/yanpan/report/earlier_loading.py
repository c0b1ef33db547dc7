"""The village in the round before, out of what this round's store keeps of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from yanpan import store
from yanpan.analysis import analyse_village
from yanpan.config.paths import Project
from yanpan.config.policy import Policy
from yanpan.findings.archive.data import placed
from yanpan.findings.earlier import Earlier
from yanpan.intake.tidy import empty_frame
from yanpan.schema import TABLES
from yanpan.summary import Edition


@dataclass(frozen=True)
class Before:
    """The round before and its raw rows; both None where there is none."""

    earlier: Earlier | None = None
    raw: pd.DataFrame | None = None

    def with_rows_of(self, raw: store.RawRows) -> store.RawRows:
        """This round's raw rows, and those of the round before."""
        return raw if self.raw is None else store.RawRows(pd.concat([raw.frame, self.raw], ignore_index=True))


def load_before(
    project: Project, round_id: str, village: str, edition: Edition, *, policy: Policy, name: str
) -> Before:
    """The village in the round before, analysed by this round's policy; files carry that round's name in front.

    A village of the same id whose name was another is another village. The public edition does not look back: the
    earlier round's names have no masks here.
    """
    known = None if edition == "public" else store.read_earlier(project, round_id)
    if known is None:
        return Before()
    nothing = {key: empty_frame(table) for key, table in TABLES.items()}
    piece = store.load_earlier(project, round_id, village)
    if known.config is None or known.round_id is None or piece is None or not _same(piece.tables["villages"], name):
        return Before(Earlier(known.config, nothing, None, known.left_out))
    tables = {key: placed(frame, known.round_id) for key, frame in piece.tables.items()}
    analysis = analyse_village(
        tables, policy, round_config=known.config, village=village, judge_members=False, stability=False
    )
    return Before(Earlier(known.config, tables, analysis, known.left_out), placed(piece.raw.frame, known.round_id))


def _same(roster: pd.DataFrame, name: str) -> bool:
    """Whether the earlier roster's row, if any, is of the village that is so called (or was: aliases count)."""
    row = roster.iloc[0] if len(roster) else None
    return row is not None and (row["name"] == name or name in str(row["aliases"]).split("、"))
