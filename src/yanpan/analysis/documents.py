"""Document checks: how complete and how regular, by item; earlier terms are told and not scored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import pandas as pd

from yanpan.analysis.document_results import DocumentItem, DocumentResult
from yanpan.analysis.frames import Tables, mean, of_village, refs, whole
from yanpan.analysis.periods import in_term
from yanpan.config.policy import Policy
from yanpan.schema.values import DOCUMENT_ITEMS, CheckQuality

IRREGULAR = (CheckQuality.IRREGULAR, CheckQuality.MISSING)
NO_CRITICISM = "无批评与自我批评记录"


def documents(tables: Tables, village: str, *, policy: Policy, term_start: dt.date) -> DocumentResult:
    """Completeness by item and in all; `previous_term` has one entry per row of an earlier period."""
    rows = of_village(tables, "document_checks", village)
    present = in_term(rows["period"], start=term_start)
    now, before = rows[present], rows[~present]
    by_item = {item: document_item(part, policy) for item, part in _by_item(now)}
    due, found = _countable(now)
    return DocumentResult(
        items=by_item,
        previous_term=tuple(document_item(before.loc[[index]], policy) for index in before.index),
        due=due,
        found=found,
        completeness=found / due if due else None,
        sources=refs("document_checks", now),
    )


def document_item(rows: pd.DataFrame, policy: Policy) -> DocumentItem:
    """One item over the rows of its periods; a surplus in one period does not make up for a gap in another."""
    due, counted = _countable(rows)
    qualities = [CheckQuality(value) for value in rows["quality"].dropna()]
    return DocumentItem(
        item=str(rows["item"].iloc[0]),
        due=due,
        found=whole(rows["found"]),
        completeness=counted / due if due else None,
        worst_quality=max(qualities, key=list(CheckQuality).index).value if qualities else "",
        issues=tuple(_issues(rows)),
        sources=refs("document_checks", rows),
        quality=mean(policy.registers.quality[quality] for quality in qualities),
    )


def completeness(parts: Iterable[DocumentItem]) -> float | None:
    """Completeness over several items, 0…1, weighted by what was due; None if nothing was."""
    due = [(part.due, part.completeness) for part in parts if part.completeness is not None]
    total = sum(count for count, _ in due)
    return sum(count * share for count, share in due) / total if total else None


def irregular(parts: Iterable[DocumentItem]) -> int:
    """Items with an irregular or missing row."""
    return sum(part.worst_quality in IRREGULAR for part in parts)


def _by_item(rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    for item in DOCUMENT_ITEMS:
        part = rows[rows["item"].eq(item)]
        if len(part):
            yield item, part


def _countable(rows: pd.DataFrame) -> tuple[int, int]:
    found = rows[["due", "found"]].astype("Int64").min(axis="columns")
    return whole(rows["due"]), whole(found)


def _issues(rows: pd.DataFrame) -> Iterator[str]:
    yield from dict.fromkeys(str(issue) for issue in rows["issue"].dropna())
    if rows["criticism"].eq("无").any():
        yield NO_CRITICISM
