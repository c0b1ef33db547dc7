"""How many kinds of sources bear a statement out: a judgement needs two, whatever the number of rows of one kind."""

from __future__ import annotations

from collections.abc import Iterable

from yanpan.analysis.results import Source
from yanpan.evidence import SourceRef
from yanpan.findings.make import Row, Rows
from yanpan.findings.subject import Subject
from yanpan.schema.values import Dimension

SUGGESTED = "群众建议"
"""What people brought forward at meetings or in letters, checked by the work group."""
KINDS: dict[str, str] = {
    "talks": Source.TALKS,
    "routine_records": Source.ROUTINE,
    "questionnaires": Source.SURVEY,
    "satisfaction_forms": Source.SURVEY,
    "ballot_tallies": Source.SURVEY,
    "form_returns": Source.SURVEY,
    "suggestions": SUGGESTED,
}
"""Kind of source by table; every other table is a register or a document that the work group looked into."""
_ORIGINS: dict[str, str] = {"谈话": Source.TALKS, "问卷": Source.SURVEY, "测评": Source.SURVEY}
SPOKEN = (Source.TALKS, Source.ROUTINE, Source.SURVEY, SUGGESTED)
"""Kinds that say what people think; the others print figures."""
ORDER = (*(str(source) for source in Source), SUGGESTED)
"""Kinds in the order in which a sentence names them."""
PLANNING = ("problems", "villages")
"""Tables that are no source of a judgement: the work group's own list, and the roster."""


def kinds_of(refs: Iterable[SourceRef]) -> frozenset[str]:
    """Kinds of sources among the references."""
    return frozenset(str(KINDS.get(ref.table, Source.DOCUMENTS)) for ref in refs if ref.table not in PLANNING)


def dimension_support(subject: Subject, dimension: Dimension) -> frozenset[str]:
    """Sources that say anything of a dimension."""
    return frozenset(str(cell.source) for cell in subject.analysis.matrix if cell.dimension is dimension and cell.grade)


def verified(subject: Subject, themes: Iterable[str]) -> Rows:
    """Suggestions of these themes that were found to be true, at least in part; merged ones are not counted again."""
    rows = subject.rows("suggestions")
    kept = rows.frame["verified"].isin(["属实", "部分属实"]) & rows.frame["merged_into"].isna()
    return rows.where(kept & rows.frame["theme"].isin(list(themes)))


def suggestion_kind(row: Row) -> str:
    """The kind of source that a suggestion came by: one made in a talk is no second source beside talks."""
    return str(_ORIGINS.get(row.text("origin"), SUGGESTED))
