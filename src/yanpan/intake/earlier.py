"""Problems of earlier rounds: a ledger goes on from round to round, a number is never given to another problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from yanpan.intake.faults import Fault
from yanpan.intake.table_checks import at, rows


@dataclass(frozen=True)
class EarlierProblems:
    """Problems of one earlier round: number to gist."""

    round_id: str
    gists: Mapping[str, str]

    @classmethod
    def of(cls, round_id: str, problems: pd.DataFrame) -> EarlierProblems:
        """The problems of a tidy table."""
        known = problems.dropna(subset=["problem", "gist"])
        return cls(round_id, dict(zip(known["problem"].astype(str), known["gist"].astype(str), strict=True)))


def carried(earlier: Iterable[EarlierProblems]) -> set[str]:
    """Numbers of all earlier problems: their rectification may be told in this round."""
    return {number for each in earlier for number in each.gists}


def check_numbers(problems: pd.DataFrame, earlier: Sequence[EarlierProblems]) -> list[Fault]:
    """A fault for every problem whose number an earlier round gave to a problem of another wording."""
    known = problems.dropna(subset=["problem", "gist"])
    return [
        at(row, "ERR18", column="问题编号", value=str(row["problem"]), expected=_used(each))
        for row in rows(known)
        for each in earlier
        if each.gists.get(str(row["problem"]), str(row["gist"])) != str(row["gist"])
    ]


def _used(earlier: EarlierProblems) -> str:
    return f"这个编号在批次 {earlier.round_id} 已用于另一个问题，请换一个新编号，免得两轮的整改混在一起"
