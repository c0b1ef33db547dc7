"""The rows that a form has filled in when it is handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from yanpan.forms.known import Known, Record
from yanpan.schema import Table
from yanpan.schema.prefilled import PREFILLED
from yanpan.schema.values import (
    DEPARTMENTS,
    INSTRUMENTS,
    MEMBER_BALLOT_ITEMS,
    TEAM_BALLOT_ITEMS,
    TOPICS,
    Target,
)

LEAD = "镇党群办"


def given_rows(table: Table, known: Known, *, combined: bool = False) -> list[Record]:
    """Rows by column key. The roster stands whole in its own form; `combined`: the form is a village's workbook."""
    if table.key == "villages":
        return [] if combined else [dict(row) for row in known.villages]
    make = _MAKERS.get(table.key, _by_village if table.key in PREFILLED else _none)
    names = known.names()
    rows = list(make(known))
    return [row | {"village": names.get(row["village"], row["village"])} for row in rows]


def _none(known: Known) -> Iterator[Record]:
    return iter(())


def _by_village(known: Known) -> Iterator[Record]:
    for row in known.villages:
        yield {"village": row["village"]}


def _members(known: Known) -> Iterator[Record]:
    for row in known.members:
        yield {key: row[key] for key in PREFILLED["members"]}


def _returns(known: Known) -> Iterator[Record]:
    for row, instrument in product(known.villages, INSTRUMENTS):
        yield {"village": row["village"], "instrument": str(instrument)}


def _targets(known: Known) -> Iterator[Record]:
    """Every village's team, then its members."""
    for row in known.villages:
        yield {"village": row["village"], "target_kind": Target.TEAM.value, "target": Target.TEAM.value}
        for member in known.of(row["village"]).members:
            yield {
                "village": row["village"],
                "target_kind": Target.MEMBER.value,
                "target": member["member"],
            }


def _decisions(known: Known) -> Iterator[Record]:
    """Every village's team under the village's id, then its members: as the table wants its targets."""
    for row in known.villages:
        team = {"village": row["village"], "target_kind": Target.TEAM.value, "target": row["village"]}
        yield from (team, *(each for each in _targets(known.of(row["village"])) if each["target_kind"] != Target.TEAM))


def _prechecks(known: Known) -> Iterator[Record]:
    """Members by topic, each with the department that answers it, in the order of both lists."""
    persons = (target for target in _targets(known) if target["target_kind"] == Target.MEMBER)
    for target, (department, topic) in product(persons, zip(DEPARTMENTS, TOPICS, strict=True)):
        yield target | {"lead": LEAD, "department": department, "topic": topic}


def _ballots(known: Known) -> Iterator[Record]:
    for target in _targets(known):
        team = target["target_kind"] == Target.TEAM
        for item in TEAM_BALLOT_ITEMS if team else MEMBER_BALLOT_ITEMS:
            yield target | {"item": item}


_MAKERS: dict[str, Callable[[Known], Iterator[Record]]] = {
    "members": _members,
    "form_returns": _returns,
    "prechecks": _prechecks,
    "ballot_tallies": _ballots,
    "decisions": _decisions,
}
