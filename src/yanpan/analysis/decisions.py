"""What the party committee has decided (table 党委定档), beside what was suggested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yanpan.analysis.frames import Tables, records, refs
from yanpan.evidence import SourceRef
from yanpan.schema.values import Grade, Target


@dataclass(frozen=True)
class Decision:
    """The final grade of a team or member. `reason` (L3) is '' where none was written; `met` ISO or ''."""

    target: str
    grade: Grade
    reason: str
    met: str
    sources: tuple[SourceRef, ...] = ()


def decisions(tables: Tables, kind: Target) -> dict[str, Decision]:
    """Decisions on teams (by village id) or members (by member id), file order."""
    frame = tables["decisions"]
    rows = frame[frame["target_kind"].eq(kind.value)]
    found = {}
    for row in records(rows):
        target = str(row["target"])
        own = rows[rows["target"].eq(target)]
        found[target] = Decision(
            target, Grade(str(row["grade"])), _text(row["reason"]), _text(row["met"]), refs("decisions", own)
        )
    return found


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


UNDECIDED = "还没有定档"
UNREASONED = "定档与建议不同，没有写理由"


def unsettled(suggested: Mapping[str, str | None], decided: Mapping[str, Decision]) -> Iterator[tuple[str, str]]:
    """Targets that stop a release, in the order of `suggested`, each with why.

    A target for which nothing could be suggested needs a decision but no reason: there is nothing to differ from.
    """
    for target, suggestion in suggested.items():
        decision = decided.get(target)
        if decision is None:
            yield target, UNDECIDED
        elif suggestion is not None and decision.grade != suggestion and not decision.reason:
            yield target, f"{UNREASONED}（建议“{suggestion}”，定为“{decision.grade}”）"
