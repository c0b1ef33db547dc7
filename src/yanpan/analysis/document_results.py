"""Results of looking at documents: per item, and for the village."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan.evidence import SourceRef


@dataclass(frozen=True)
class DocumentItem:
    """One document item of a village in the present term."""

    item: str
    due: int
    found: int
    completeness: float | None
    """min(found, due)/due in 0…1."""
    worst_quality: str
    issues: tuple[str, ...]
    sources: tuple[SourceRef, ...] = ()
    quality: float | None = None
    """Mean of the policy's points for the quality of its rows, 0…100."""


@dataclass(frozen=True)
class DocumentResult:
    """Document checks. `previous_term` holds items outside the term: told, not scored."""

    items: dict[str, DocumentItem]
    previous_term: tuple[DocumentItem, ...]
    due: int
    found: int
    completeness: float | None
    sources: tuple[SourceRef, ...] = ()
