"""Annual appraisal by the policy's formula, so that anyone can check the reckoning (L3)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.frames import Record, Tables, ordered, records, refs
from yanpan.config.norms import AppraisalFormula
from yanpan.evidence import SourceRef


@dataclass(frozen=True)
class Appraisal:
    """A village's appraisal of a year. `score` = Σ part × weight/100 + adjustment; None where a part is missing."""

    village: str
    year: int
    supervision: float | None
    results: float | None
    ballot: float | None
    adjustment: float
    score: float | None
    pay_factor: float | None
    missing: str
    sources: tuple[SourceRef, ...]


PARTS = {"supervision": "日常督导分", "results": "工作实绩分", "ballot": "民主测评分"}


def appraisals(tables: Tables, formula: AppraisalFormula) -> list[Appraisal]:
    """The latest year's appraisals in file order; empty without any."""
    rows = ordered(tables["annual_assessments"])
    latest = rows[rows["year"].eq(rows["year"].max())] if len(rows) else rows
    return [_appraisal(row, latest.iloc[[place]], formula) for place, row in enumerate(records(latest))]


def _appraisal(row: Record, source: pd.DataFrame, formula: AppraisalFormula) -> Appraisal:
    parts = {key: _points(row[key]) for key in PARTS}
    gone = [PARTS[key] for key, value in parts.items() if value is None]
    adjustment = _points(row["adjustment"]) or 0.0
    total = sum((value or 0.0) * getattr(formula, key) / 100 for key, value in parts.items()) + adjustment
    return Appraisal(
        village=str(row["village"]),
        year=int(row["year"]),
        supervision=parts["supervision"],
        results=parts["results"],
        ballot=parts["ballot"],
        adjustment=adjustment,
        score=None if gone else round(total, 6),
        pay_factor=_points(row["pay_factor"]),
        missing=f"缺{'、'.join(gone)}" if gone else "",
        sources=refs("annual_assessments", source),
    )


def _points(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
