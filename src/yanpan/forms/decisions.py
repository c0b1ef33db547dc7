"""The form 党委定档 as the committee gets it: every team and member with the suggestion beside the space to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from yanpan.forms.guide import guide_sheet
from yanpan.forms.known import Known
from yanpan.forms.sheets import blank_sheet
from yanpan.schema import TABLES
from yanpan.schema.prefilled import CONTEXT
from yanpan.schema.values import Target
from yanpan.workbooks import Choice, Sheet, Value, write_workbook

NAME = f"{TABLES['decisions'].zh}.xlsx"
_LEADING = 2
"""Columns 对象类型 and 对象; the context stands after them."""
_WIDTHS = (26.0, 12.0, 12.0)


@dataclass(frozen=True)
class Candidate:
    """A team or member to be decided on: `target` as the table wants it, and what the committee sees beside."""

    kind: Target
    target: str
    name: str
    suggested: str
    firmness: str


def write_decision_form(path: Path, candidates: Sequence[Candidate]) -> None:
    """Write the workbook; same candidates, same bytes. It reads back as 党委定档, open rows left out."""
    write_workbook(path, [decision_sheet(candidates), guide_sheet([TABLES["decisions"]])])


def decision_sheet(candidates: Sequence[Candidate]) -> Sheet:
    """The table's blank sheet with a row for each candidate and three columns of context after the target."""
    blank = blank_sheet(TABLES["decisions"], Known())
    top = [*blank.cells[0][:_LEADING], *CONTEXT, *blank.cells[0][_LEADING:]]
    empty: list[Value] = [None] * (len(top) - _LEADING - len(CONTEXT))
    rows = [[each.kind.value, each.target, each.name, each.suggested, each.firmness, *empty] for each in candidates]
    return replace(
        blank,
        cells=[top, *rows],
        choices=tuple(map(_moved, blank.choices)),
        text_columns=tuple(range(1, len(top) + 1)),
        widths=(*blank.widths[:_LEADING], *_WIDTHS, *blank.widths[_LEADING:]),
        frozen="D2",
    )


def _moved(choice: Choice) -> Choice:
    return choice if choice.column <= _LEADING else replace(choice, column=choice.column + len(CONTEXT))
