"""Tables of all rounds as one, each row with its round in front of the file's name, repeated rows once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from yanpan.config.policy import Policy
from yanpan.findings.make import Rows
from yanpan.schema import TABLES, Level
from yanpan.schema.model import SOURCE_COLUMNS
from yanpan.schema.values import Grade

SAME = {
    "villages": ("village",),
    "members": ("member",),
    "problems": ("problem",),
    "rectifications": ("problem",),
    "inspections": ("village", "month", "item"),
    "annual_assessments": ("village", "year"),
    "key_tasks": ("village", "content", "dispatched"),
    "party_tasks": ("village", "year", "kind", "content"),
}
"""Registers that go on from round to round, and the columns that say that two rows mean the same thing: the newest is
kept. Rows of other tables (forms, talks, ballots belong to one round) are dropped only where they agree wholly."""


@dataclass(frozen=True)
class RoundMaterial:
    """One round: its id, what the review is called, its closing day, and its tidy tables."""

    round_id: str
    name: str
    as_of: str
    tables: Mapping[str, pd.DataFrame]
    grades: Mapping[str, str]
    """Suggested grade by village id, as far as the round's reports are there."""
    member_grades: Mapping[str, Grade | None]
    """Suggested grade by member (L3); empty below that level."""


@dataclass(frozen=True)
class ArchiveData:
    """All rounds, oldest first, and their rows together."""

    rounds: tuple[RoundMaterial, ...]
    tables: Mapping[str, pd.DataFrame]
    policy: Policy
    level: Level
    left_out: tuple[tuple[str, str], ...] = ()
    """Rounds that could not be read, with the reason."""

    def of(self, table: str, village: str) -> Rows:
        """A village's rows of a table over all rounds."""
        frame = self.tables[table]
        return Rows(table, frame[frame[TABLES[table].village_column or "village"].eq(village).fillna(False)])

    @property
    def as_of(self) -> str:
        """The last closing day."""
        return self.rounds[-1].as_of

    @property
    def is_committee(self) -> bool:
        """True in the edition that may show rows of level L3."""
        return self.level >= Level.L3


def placed(frame: pd.DataFrame, round_id: str) -> pd.DataFrame:
    """The frame with the round in front of every file's name."""
    column = "source_file" if "source_file" in frame else "file"
    return frame.assign(**{column: [f"{round_id}/{name}" for name in frame[column]]}).astype({column: "str"})


def together(rounds: Sequence[RoundMaterial]) -> dict[str, pd.DataFrame]:
    """Every table over all rounds (oldest first). Of rows that mean the same thing the newest round's is kept.

    A rectification is given the village of its problem, whichever round found it.
    """
    tables = {key: _joined(key, [placed(each.tables[key], each.round_id) for each in rounds]) for key in TABLES}
    homes = tables["problems"].drop_duplicates("problem").set_index("problem")["village"]
    plans = tables["rectifications"]
    tables["rectifications"] = plans.assign(village=plans["problem"].map(homes).fillna(plans["village"]))
    return tables


def _joined(key: str, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    frame = pd.concat(frames, ignore_index=True)
    content = [str(name) for name in frame if name not in SOURCE_COLUMNS]
    same = list(SAME.get(key, content))
    return frame.drop_duplicates(same, keep="last").reset_index(drop=True)


def rounds_text(data: ArchiveData) -> str:
    """Names of the rounds with their closing days."""
    return "、".join(f"{each.name}（{each.round_id}，截至{each.as_of}）" for each in data.rounds)
