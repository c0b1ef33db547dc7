"""States over four sources, and the grades that the sources get."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from yanpan.analysis.opinions import Opinions
from yanpan.analysis.triangulation import state
from yanpan.schema.values import Grade

G, N, P = Grade


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ((), "不足"),
        ((G, None, None, None), "不足"),
        ((G, P, None, None), "矛盾"),
        ((G, G, G, P), "矛盾"),
        ((G, N, P), "矛盾"),
        ((N, N, N, None), "一致"),
        ((G, G, G, G), "一致"),
        ((G, G), "基本一致"),
        ((G, N), "基本一致"),
        ((N, N, P), "基本一致"),
        ((G, G, G, N), "基本一致"),
    ],
)
def test_state_in_the_order_of_the_rule(grades: tuple[Grade | None, ...], expected: str) -> None:
    assert {state(each).value for each in permutations(grades)} == {expected}


def test_every_combination_has_a_state_and_good_with_poor_is_never_affirmed() -> None:
    for grades in product((G, N, P, None), repeat=4):
        contradicted = G in grades and P in grades
        assert (state(grades).value == "矛盾") == contradicted


@pytest.mark.parametrize(
    ("good", "normal", "poor", "expected"),
    [
        (4, 2, 0, G),
        (3, 3, 0, N),
        (8, 1, 1, G),
        (6, 1, 1, N),
        (2, 0, 1, N),
        (1, 0, 1, None),
        (1, 1, 2, P),
        (4, 0, 2, N),
        (4, 0, 3, P),
    ],
)
def test_opinions_by_exact_shares(good: int, normal: int, poor: int, expected: Grade | None, policy) -> None:
    assert Opinions(good, normal, poor).grade(policy.sources.talks) == expected
