"""Raw rows that facts rest on, as far as an edition may show their content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yanpan.chinese.parse import squeeze
from yanpan.errors import UserError
from yanpan.evidence import EvidenceRow, SourceRef, merge_refs
from yanpan.facts import Fact
from yanpan.schema import BY_NAME, TABLES, Level, Table
from yanpan.store import RawRows

CITING = "problems"
CITED = TABLES[CITING].by_key["evidence"].zh
"""The column in which a register names rows of other tables."""


def evidence_rows(
    raw: RawRows, facts: Iterable[Fact], *, level: Level, most: int | None = None
) -> tuple[EvidenceRow, ...]:
    """Rows behind the facts, in order of table, file and row. Tables and cells above `level` are left out.

    `most`: of every fact the first so many rows only; None: all.
    """
    refs = merge_refs(*(fact.sources if most is None else _first(fact.sources, most) for fact in facts))
    rows = [row for ref in refs if ref.level <= level for row in raw.rows(ref)]
    shown = [row.model_copy(update={"cells": allowed(row, level)}) for row in rows]
    return tuple(sorted(shown, key=lambda row: (row.table, row.file, row.sheet, row.row)))


def _first(refs: Iterable[SourceRef], most: int) -> Iterator[SourceRef]:
    """The references cut so that they name at most so many rows."""
    for ref in refs:
        if most > 0:
            yield ref if len(ref.rows) <= most else ref.model_copy(update={"rows": ref.rows[:most]})
        most -= len(ref.rows)


def allowed(row: EvidenceRow, level: Level) -> dict[str, str]:
    """The row's cells that an edition of that level may show. UserError for a column that has no level."""
    table = TABLES[row.table]
    shown = {heading: text for heading, text in row.cells.items() if graded(table, heading) <= level}
    if row.table == CITING and CITED in shown:
        shown[CITED] = "、".join(filter(None, (_cited(part, level) for part in shown[CITED].split("、"))))
    return shown


def _cited(reference: str, level: Level) -> str:
    """A reference as far as it may be shown: of a sensitive table its name only, of a sealed one nothing."""
    table = BY_NAME.get(squeeze(reference.partition("#")[0]))
    if table is None or table.level <= level:
        return reference
    return "" if table.level is Level.L4 else table.zh


def graded(table: Table, heading: str) -> Level:
    """The column's level. UserError for one that the schema does not know: nobody has said who may read it."""
    column = table.by_heading.get(heading)
    if column is None:
        raise UserError(f"“{table.zh}”的列“{heading}”没有定密级，拒绝导出；请先在表结构里给这一列定级。")
    return table.level_of(column.key)
