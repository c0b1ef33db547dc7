"""Shrinkage against Efron and Morris's batters and the nine villages of the domain notes."""

from __future__ import annotations

import pytest

from yanpan.analysis.shrinkage import beta_binomial, james_stein

BATTERS = (18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7)
"""Hits in the first 45 at bats of 1970, eighteen players: Efron and Morris (1977), Scientific American 236(5)."""

NINE = (49, 48, 47, 46, 46, 45, 44, 42, 38)


def test_batters_have_the_published_mean_and_factor() -> None:
    mean = sum(BATTERS) / 45 / 18
    found = james_stein([hits / 45 for hits in BATTERS], variance=mean * (1 - mean) / 45)
    assert found.mean == pytest.approx(0.265, abs=5e-4)
    assert found.factor == pytest.approx(0.212, abs=5e-4)
    assert found.values[0] == pytest.approx(0.294, abs=5e-4)


def test_nine_villages_have_the_prior_of_the_notes() -> None:
    found = beta_binomial(NINE, [51] * 9)
    assert found.a == pytest.approx(55.2, abs=0.05)
    assert found.b == pytest.approx(7.36, abs=0.005)
    assert [round(value, 3) for value in found.values] == [0.918, 0.909, 0.9, 0.891, 0.891, 0.882, 0.874, 0.856, 0.821]


def test_equal_villages_are_pooled_and_told() -> None:
    found = beta_binomial([45] * 5, [50] * 5)
    assert found.bounded
    assert found.values == pytest.approx([0.9] * 5, abs=1e-3)


def test_a_village_without_forms_stays_blank() -> None:
    found = beta_binomial([45, 0, 30, 40], [50, 0, 50, 50])
    assert found.values[1] is found.intervals[1] is None
    assert found.values[0] < 0.9


def test_two_villages_are_too_few() -> None:
    assert beta_binomial([45, 40], [50, 50]) is None


def test_all_satisfied_everywhere_stays_a_number() -> None:
    found = beta_binomial([30] * 4, [30] * 4)
    assert all(0.99 < value <= 1 for value in found.values)


def test_chance_alone_is_shrunk_to_the_mean() -> None:
    assert james_stein([0.5, 0.51, 0.49, 0.5], variance=0.1).factor == 0


def test_three_values_are_too_few() -> None:
    with pytest.raises(ValueError, match="four"):
        james_stein([0.1, 0.2, 0.3], variance=0.1)
