"""Agreement coefficients against Krippendorff's published data "C" and by hand."""

from __future__ import annotations

import pytest

from yanpan.analysis.agreement import Metric, gwet_ac2, krippendorff_alpha, source_agreement
from yanpan.analysis.results import MatrixCell, Source
from yanpan.schema.values import Dimension, Grade

N = None
JUDGES = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3),
    (N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N),
)
"""Data "C": Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C."""
UNITS = list(zip(*JUDGES, strict=True))


@pytest.mark.parametrize(
    ("metric", "published"),
    [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849), (Metric.RATIO, 0.797)],
)
def test_alpha_of_data_c_is_the_published_one(metric: Metric, published: float) -> None:
    assert krippendorff_alpha(UNITS, metric=metric) == pytest.approx(published, abs=5e-4)


def test_ac1_of_data_c_is_the_published_one() -> None:
    """Gwet's AC1 of the same data, .77544 in the documentation of the R package irrCAC (cac.raw4raters)."""
    assert gwet_ac2(UNITS, categories=range(1, 6), ordered=False) == pytest.approx(0.77544, abs=5e-6)


def test_ac2_gives_half_credit_to_the_next_grade_by_hand() -> None:
    """Units (1,1), (1,2), q = 3: p_a = (1 + .5)/2, π = (.75, .25, 0), T = 5, p_e = 5/6·(.1875 + .1875)."""
    chance = 5 / 6 * 0.375
    assert gwet_ac2([(1, 1), (1, 2)], categories=(1, 2, 3)) == pytest.approx((0.75 - chance) / (1 - chance))


def test_nearly_all_alike_lowers_alpha_but_not_ac2() -> None:
    units = [(3, 3, 3)] * 30 + [(3, 3, 2)]
    assert krippendorff_alpha(units, metric=Metric.ORDINAL) < 0.1
    assert gwet_ac2(units, categories=(1, 2, 3)) > 0.9


def test_all_alike_leaves_alpha_open() -> None:
    assert krippendorff_alpha([(3, 3), (3, 3)], metric=Metric.ORDINAL) is None
    assert gwet_ac2([(3, 3), (3, 3)], categories=(1, 2, 3)) == 1


@pytest.mark.parametrize("units", [[], [(1, None), (None, None)]])
def test_nothing_to_compare_gives_nothing(units) -> None:
    assert krippendorff_alpha(units, metric=Metric.NOMINAL) is None
    assert gwet_ac2(units, categories=(1, 2, 3)) is None


def test_contradictions_are_listed_with_village_and_dimension() -> None:
    good, poor = Grade.GOOD, Grade.POOR
    cells = [
        MatrixCell(dimension, source, grade, 10, "")
        for dimension, grades in {Dimension.DUTY: (good, poor, None, good), Dimension.PUBLIC: (good,) * 4}.items()
        for source, grade in zip(Source, grades, strict=True)
    ]
    found = source_agreement({"V01": tuple(cells)})
    assert (found.units, found.contradictions) == (2, (("V01", Dimension.DUTY),))
