"""Rank confidence sets against the published ones for PISA 2018 (mathematics)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from yanpan.analysis.rank_rates import rank_words, smoothed, village_ranks
from yanpan.analysis.ranks import RankSet, marginal_rank_set, rank_sets
from yanpan.analysis.rates import rate

PISA = Path(__file__).resolve().parents[2] / "golden" / "pisa2018.csv"
"""OECD, PISA 2018 scores and standard errors of 37 jurisdictions, as in the R package csranks."""

POINT = """24 18 10 7 35 37 17 8 3 11 20 15 34 30 21 16 32 25 1 2 19 29 27 36 4 22 14 5 23 26 9 28 12 6 33 13 31"""
SETS = {
    (1, 6): "Japan, Estonia",
    (1, 7): "Korea",
    (1, 11): "Netherlands",
    (1, 12): "Poland",
    (1, 13): "Switzerland",
    (3, 17): "Canada",
    (4, 18): "Denmark, Slovenia, Belgium, Finland",
    (5, 24): "Sweden",
    (6, 24): "United Kingdom",
    (7, 24): "Norway",
    (7, 25): "Germany, Czech Republic",
    (8, 25): "Ireland",
    (7, 26): "Austria",
    (12, 26): "Latvia, France, Iceland, New Zealand",
    (12, 31): "Portugal",
    (12, 30): "Australia",
    (15, 31): "Italy",
    (18, 31): "Slovak Republic",
    (23, 31): "Luxembourg, Lithuania, Hungary",
    (24, 31): "Spain",
    (23, 32): "United States",
    (31, 34): "Israel",
    (32, 34): "Turkey, Greece",
    (35, 36): "Chile, Mexico",
    (37, 37): "Colombia",
}
"""Published simultaneous 95 % sets (Mogstad, Romano, Shaikh, Wilhelm 2024), simulated: to be met within 1."""

NINE = (49, 48, 47, 46, 46, 45, 44, 42, 38)


@pytest.fixture(scope="module")
def pisa() -> dict[str, tuple[float, float]]:
    with PISA.open(encoding="utf-8-sig", newline="") as file:
        return {row["jurisdiction"]: (float(row["math_score"]), float(row["math_se"])) for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def found(pisa) -> dict[str, RankSet]:
    return dict(zip(pisa, rank_sets(*zip(*pisa.values(), strict=True)), strict=True))


def test_point_ranks_are_the_published_ones(found) -> None:
    assert [each.rank for each in found.values()] == [int(rank) for rank in POINT.split()]


def test_simultaneous_sets_meet_the_published_ones_within_one(found) -> None:
    published = {name: ends for ends, names in SETS.items() for name in names.split(", ")}
    assert published.keys() == found.keys()
    off = {name: (found[name], ends) for name, ends in published.items() if _far(found[name], ends)}
    assert not off


def _far(found: RankSet, ends: tuple[int, int]) -> bool:
    return abs(found.low - ends[0]) > 1 or abs(found.high - ends[1]) > 1


def test_marginal_set_of_the_united_kingdom_is_7_to_23(pisa) -> None:
    found = marginal_rank_set(list(pisa).index("United Kingdom"), *zip(*pisa.values(), strict=True))
    assert (found.low, found.high) == (7, 23)


def test_step_down_never_widens_and_here_narrows(pisa) -> None:
    """Three far apart, two close: taking out the sure pairs leaves room to order the close ones."""
    sets = rank_sets([100.0, 50.0, 2.75, 0.0], [1.0, 1.0, 1.0, 0.01])
    assert [(each.low, each.high) for each in sets] == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_nine_villages_cannot_be_told_apart() -> None:
    found = village_ranks({str(i): rate(hits, 51) for i, hits in enumerate(NINE)})
    assert {(each.low, each.high) for each in found.values()} == {(1, 9)}
    assert rank_words(list(found.values())) == "按现有份数，9个村的先后分不出来，不排名次。"


def test_with_ninety_people_a_village_the_last_stands_from_fourth_on() -> None:
    found = village_ranks({str(i): rate(hits, 51, population=90) for i, hits in enumerate(NINE)})
    assert (found["8"].low, found["8"].high) == (4, 9)


def test_counts_of_everyone_are_ranked_as_seen() -> None:
    found = village_ranks({name: rate(hits, 30, population=30) for name, hits in (("a", 20), ("b", 30), ("c", 20))})
    assert {name: (each.low, each.high) for name, each in found.items()} == {"a": (2, 3), "b": (1, 1), "c": (2, 3)}


def test_full_marks_keep_an_error() -> None:
    p, error = smoothed(rate(35, 35))
    assert p == pytest.approx(37 / 39)
    assert error == pytest.approx((37 / 39 * 2 / 39 / 39) ** 0.5)


def test_villages_without_forms_are_not_ranked() -> None:
    assert village_ranks({"a": rate(0, 0)}) == {}
    assert list(village_ranks({"a": rate(0, 0), "b": rate(5, 9)})) == ["b"]
    assert rank_words([]) == "不足两个村有数据，不作比较。"


@pytest.mark.parametrize(("estimates", "errors"), [([1.0], [1.0, 2.0]), ([float("nan")], [1.0]), ([1.0], [-1.0])])
def test_unusable_numbers_are_refused(estimates: list[float], errors: list[float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        rank_sets(estimates, errors)
