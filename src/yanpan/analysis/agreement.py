"""Agreement among sources: Krippendorff's alpha and Gwet's AC2 over units that several sources have judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from yanpan.analysis.results import MatrixCell, Source
from yanpan.schema.values import Dimension, Grade

Array = NDArray[np.float64]
LEVELS = (Grade.POOR, Grade.NORMAL, Grade.GOOD)
"""Grades as the numbers 1, 2, 3."""


class Metric(StrEnum):
    """Level of measurement of the values."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def krippendorff_alpha(units: Iterable[Sequence[float | None]], *, metric: Metric) -> float | None:
    """Krippendorff's alpha over units (one value per judge, None missing); None where nothing can be compared.

    alpha = 1 − (n − 1)·Σ o·δ² / Σ n_c·n_k·δ², o the coincidences of values within units; units with one value are
    outside. None also if all values are alike: agreement then cannot be told from lack of variety.
    Source: Krippendorff (2004), Content Analysis, 2nd ed., chapter 11; its data "C" give .743, .815, .849, .797.
    """
    table, values = _counts(units)
    table = table[table.sum(axis=1) >= 2]
    if not len(table):
        return None
    sizes = table.sum(axis=1)
    observed = (table / (sizes - 1)[:, None]).T @ table - np.diag((table / (sizes - 1)[:, None]).sum(axis=0))
    totals = observed.sum(axis=0)
    apart = _distance(values, totals, metric)
    expected = float((np.outer(totals, totals) * apart).sum())
    return 1 - (float(totals.sum()) - 1) * float((observed * apart).sum()) / expected if expected > 0 else None


def _counts(units: Iterable[Sequence[float | None]]) -> tuple[Array, Array]:
    """Judges per unit and value, and the values in order."""
    rows = [[float(value) for value in unit if value is not None] for unit in units]
    values = sorted({value for row in rows for value in row})
    table = np.array([[row.count(value) for value in values] for row in rows], dtype=float)
    return table.reshape(len(rows), len(values)), np.array(values)


def _distance(values: Array, totals: Array, metric: Metric) -> Array:
    """Squared differences δ² between values."""
    first, second = np.meshgrid(values, values, indexing="ij")
    if metric is Metric.NOMINAL:
        return np.array(first != second, dtype=float)
    if metric is Metric.RATIO:
        total = first + second
        apart: Array = np.divide(first - second, total, out=np.zeros_like(total), where=total != 0)
        return apart**2
    if metric is Metric.ORDINAL:
        middle: Array = np.cumsum(totals) - totals / 2
        return (middle[:, None] - middle[None, :]) ** 2
    gaps: Array = first - second
    return gaps**2


def gwet_ac2(
    units: Iterable[Sequence[float | None]], *, categories: Sequence[float], ordered: bool = True
) -> float | None:
    """Gwet's AC2 with linear weights (AC1, where only equal values count, if not `ordered`).

    None if no unit has two values or there are fewer than two categories.

    AC2 = (p_a − p_e)/(1 − p_e); p_e = T/(q(q − 1))·Σ π(1 − π), T the sum of the weights 1 − |k − l|/(q − 1).
    `categories` are all that could be given, in order, so that unused ones count. Keeps its footing where nearly
    all values are alike. Source: Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapters 5 and 6.
    """
    q = len(categories)
    table = np.array([[sum(v == c for v in unit if v is not None) for c in categories] for unit in units], dtype=float)
    table = table.reshape(-1, q)
    table = table[table.sum(axis=1) >= 1]
    judged = table[table.sum(axis=1) >= 2]
    if q < 2 or not len(judged):
        return None
    places = np.arange(q)
    weights = 1 - abs(places[:, None] - places[None, :]) / (q - 1) if ordered else np.eye(q)
    sizes = judged.sum(axis=1)
    agreed = ((judged * (judged @ weights - 1)).sum(axis=1) / (sizes * (sizes - 1))).mean()
    prevalence = (table / table.sum(axis=1)[:, None]).mean(axis=0)
    chance = weights.sum() / (q * (q - 1)) * (prevalence * (1 - prevalence)).sum()
    return float((agreed - chance) / (1 - chance))


@dataclass(frozen=True)
class SourceAgreement:
    """Agreement of the four sources over village × dimension; None where it cannot be said."""

    units: int
    """Cells with two sources or more."""
    alpha: float | None
    ac2: float | None
    contradictions: tuple[tuple[str, Dimension], ...]
    """Village and dimension where 好 stands against 较差."""


def source_agreement(matrices: dict[str, tuple[MatrixCell, ...]]) -> SourceAgreement:
    """Ordinal alpha and AC2 over the matrices of all villages, with the list of contradictions."""
    cells = {
        (village, dimension): _grades(matrix, dimension)
        for village, matrix in matrices.items()
        for dimension in Dimension
    }
    units = [[None if grade is None else LEVELS.index(grade) + 1 for grade in row] for row in cells.values()]
    return SourceAgreement(
        units=sum(sum(value is not None for value in unit) >= 2 for unit in units),
        alpha=krippendorff_alpha(units, metric=Metric.ORDINAL),
        ac2=gwet_ac2(units, categories=range(1, len(LEVELS) + 1)),
        contradictions=tuple(at for at, row in cells.items() if Grade.GOOD in row and Grade.POOR in row),
    )


def _grades(matrix: tuple[MatrixCell, ...], dimension: Dimension) -> list[Grade | None]:
    by_source = {cell.source: cell.grade for cell in matrix if cell.dimension is dimension}
    return [by_source.get(source) for source in Source]
