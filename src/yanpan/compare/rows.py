"""Raw rows behind a fact in two runs: what came, what went, which cells differ.

Rows are told apart by what stands in them, not by their number alone: a row put in above moves all that follow.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from yanpan.compare.read import Report
from yanpan.evidence import EvidenceRow, SourceRef, fold
from yanpan.facts import Fact
from yanpan.schema import TABLES, Level

Place = tuple[str, str, str]
"""Table, file, sheet."""

Quoted = Mapping[tuple[Place, int], EvidenceRow]

_LEVELS = {"public": Level.L1, "internal": Level.L2, "committee": Level.L3}
_SHOWN = 3
_REGISTER = "problems"


@dataclass(frozen=True)
class Pair:
    """One owner's reports of two runs, with the raw rows that they quote."""

    before: Report
    after: Report

    @property
    def owner(self) -> str:
        """Village id, or 镇."""
        return self.after.summary.owner

    @cached_property
    def old(self) -> Quoted:
        """Rows of the former report by place and number."""
        return _quoted(self.before)

    @cached_property
    def new(self) -> Quoted:
        """Rows of the latter."""
        return _quoted(self.after)


def rows_changed(
    pair: Pair, old: Fact | None, new: Fact | None, files: Container[str], *, cells_only: bool = False
) -> Iterator[str]:
    """Sentences on the rows of a fact that differ; none where they are the same. `files`: those that may differ.

    That a fact rests on other rows is not told where these stand in both runs: it follows from something else.
    `cells_only`: rows that came or went are not told either.
    """
    before, after = _places(old), _places(new)
    for place in dict.fromkeys((*after, *before)):
        if place[1] in files:
            told = list(_told(place, before.get(place, ()), after.get(place, ()), pair, cells_only=cells_only))
            yield from told[:_SHOWN]
            if len(told) > _SHOWN:
                yield f"{_name(place)}：另有{len(told) - _SHOWN}处行的变化"


def unquoted_changed(pair: Pair, old: Fact | None, new: Fact | None, material: Container[str]) -> Iterator[str]:
    """Files among `material` (those that differ) with rows of the fact that the edition does not quote in full."""
    level = _LEVELS[pair.after.summary.edition]
    refs = [ref for fact in (new, old) if fact for ref in fact.sources if _hides(ref, level)]
    for file in dict.fromkeys(ref.file for ref in refs):
        if file in material:
            yield f"{file} 里的行有变化（本版不显示原文）"


def register_changed(pair: Pair, problem: str) -> Iterator[str]:
    """The same of the row of the register that an entry of the ledger stands in."""
    old, new = (
        next((row for row in rows.values() if row.table == _REGISTER and problem in row.cells.values()), None)
        for rows in (pair.old, pair.new)
    )
    if old is not None and new is not None:
        yield from _cells(old, new)
    elif old is not None or new is not None:
        yield from (f"{_at(row)}：{word}" for row, word in ((new, "新增"), (old, "已删")) if row is not None)


def _told(
    place: Place, before: tuple[int, ...], after: tuple[int, ...], pair: Pair, *, cells_only: bool
) -> Iterator[str]:
    """Quoted rows by their content, the others by number."""
    gone = _without(_cited(pair.old, place, before), _at_place(pair.new, place))
    come = _without(_cited(pair.new, place, after), _at_place(pair.old, place))
    pairs = _paired(gone, come)
    pairs += _elsewhere(gone, come, pair, place, pairs)
    yield from (line for old, new in pairs for line in _cells(old, new))
    if cells_only:
        return
    matched = {id(row) for both in pairs for row in both}
    yield from (f"{_at(row)}：新增" for row in come if id(row) not in matched)
    yield from (f"{_at(row)}：已删" for row in gone if id(row) not in matched)
    if before and after:
        was, now = _unquoted(pair.old, place, before), _unquoted(pair.new, place, after)
        yield from (f"{_name(place)}：多了第{fold(more)}行" for more in [now - was] if more)
        yield from (f"{_name(place)}：少了第{fold(less)}行" for less in [was - now] if less)


def _elsewhere(
    gone: list[EvidenceRow],
    come: list[EvidenceRow],
    pair: Pair,
    place: Place,
    known: list[tuple[EvidenceRow, EvidenceRow]],
) -> list[tuple[EvidenceRow, EvidenceRow]]:
    """Rows that changed so that the fact rests on them no longer, or from now on: they still stand in both runs."""
    matched = {id(row) for both in known for row in both}
    was, now = _at_place(pair.old, place), _at_place(pair.new, place)
    left = _paired([row for row in gone if id(row) not in matched], _without(now, was))
    return left + _paired(_without(was, now), [row for row in come if id(row) not in matched])


def _cited(quoted: Quoted, place: Place, rows: tuple[int, ...]) -> list[EvidenceRow]:
    return [quoted[place, row] for row in rows if (place, row) in quoted]


def _at_place(quoted: Quoted, place: Place) -> list[EvidenceRow]:
    return [row for (there, _), row in quoted.items() if there == place]


def _unquoted(quoted: Quoted, place: Place, rows: tuple[int, ...]) -> set[int]:
    return {row for row in rows if (place, row) not in quoted}


def _without(rows: list[EvidenceRow], others: list[EvidenceRow]) -> list[EvidenceRow]:
    """Rows whose cells stand in no row of the others, as often as they do."""
    left = [row.cells for row in others]
    kept = []
    for row in rows:
        if row.cells in left:
            left.remove(row.cells)
        else:
            kept.append(row)
    return kept


def _paired(gone: list[EvidenceRow], come: list[EvidenceRow]) -> list[tuple[EvidenceRow, EvidenceRow]]:
    """Rows of the same id, or of the same number in a table without ids."""
    known = {_key(row): row for row in gone}
    return [(known[_key(row)], row) for row in come if _key(row) in known]


def _key(row: EvidenceRow) -> str:
    table = TABLES.get(row.table)
    column = table.by_key[table.id_column].zh if table and table.id_column else ""
    return row.cells.get(column) or str(row.row)


def _cells(old: EvidenceRow, new: EvidenceRow) -> Iterator[str]:
    names = [name for name in dict.fromkeys((*new.cells, *old.cells)) if old.cells.get(name) != new.cells.get(name)]
    if names:
        told = (f"“{name}”{old.cells.get(name) or '空'}→{new.cells.get(name) or '空'}" for name in names)
        yield f"{_at(new)}：{'、'.join(told)}"


def _quoted(report: Report) -> Quoted:
    return {((row.table, row.file, row.sheet), row.row): row for row in report.summary.rows if row.cells}


def _places(fact: Fact | None) -> dict[Place, tuple[int, ...]]:
    return {(ref.table, ref.file, ref.sheet): ref.rows for ref in fact.sources} if fact else {}


def _hides(ref: SourceRef, level: Level) -> bool:
    table = TABLES[ref.table]
    return any(table.level_of(column.key) > level for column in table.columns)


def _at(row: EvidenceRow) -> str:
    return f"{_name((row.table, row.file, row.sheet))} 第{row.row}行"


def _name(place: Place) -> str:
    table, file, sheet = place
    known = TABLES[table].zh if table in TABLES else table
    return f"{known}@{file}{'/' if sheet else ''}{sheet}"
