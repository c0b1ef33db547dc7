"""A village against itself: the words of the test over all villages of both rounds."""

from pathlib import Path

import pytest

from yanpan.analysis.comparisons import newcombe
from yanpan.analysis.rates import rate
from yanpan.analysis.since import since
from yanpan.config.policy import load_policy

POLICY = load_policy(Path(__file__).parents[3] / "params")


def told(now, before, **hidden):
    rates = [{village: rate(hits, n, population=None) for village, (hits, n) in each.items()} for each in (now, before)]
    return {village: each.words for village, each in since(*rates, policy=POLICY, hidden=hidden).items()}


def test_the_same_difference_is_clear_alone_and_less_so_among_many():
    assert newcombe(rate(48, 51, population=None), rate(40, 51, population=None))[0] > 0
    assert told({"A": (48, 51)}, {"A": (40, 51)}) == {"A": "明显高"}
    others = {f"B{number}": (45, 51) for number in range(9)}
    assert told({"A": (48, 51), **others}, {"A": (40, 51), **others})["A"] == "较高"


@pytest.mark.parametrize(("now", "before", "word"), [(40, 48, "明显低"), (45, 46, "持平"), (45, 45, "持平")])
def test_the_word_goes_with_the_direction(now, before, word):
    assert told({"A": (now, 51)}, {"A": (before, 51)}) == {"A": word}


def test_too_few_forms_in_either_round_give_no_word_and_take_part_in_no_adjustment():
    found = told({"A": (48, 51), "B": (3, 3), "C": (40, 51)}, {"A": (40, 51), "B": (30, 51)})
    assert found == {"A": "明显高", "B": ""}
