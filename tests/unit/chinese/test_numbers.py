"""Chinese number style (domain.md 5.5) and the wording of places."""

import doctest
import importlib

import pytest

from yanpan.chinese.numbers import format_quantity, money_wan, percent_interval, plain, yu
from yanpan.chinese.parse import parse_quantity
from yanpan.chinese.terms import join_names, terms
from yanpan.schema import Bound


@pytest.mark.parametrize("name", ["dates", "numbers", "numerals", "ordinals", "parse", "terms"])
def test_examples_in_docstrings_hold(name):
    result = doctest.testmod(importlib.import_module(f"yanpan.chinese.{name}"))
    assert (result.failed, result.attempted > 0) == (0, True)


@pytest.mark.parametrize(
    ("value", "grain", "text"),
    [
        (307, "百", "300余"),
        (463, "十", "460余"),
        (300, None, "300"),
        (1549, "百", "1500余"),
        (8123, "千", "8000余"),
        (23, "十", "20余"),
        (307, None, "300余"),
        (20, None, "20"),
        (19, None, "19"),
        (0, None, "0"),
        (12.5, None, "12.5"),
    ],
)
def test_yu_cuts_down_to_the_grain_and_says_so(value, grain, text):
    assert yu(value, grain) == text


def test_yu_of_a_negative_number_is_refused():
    with pytest.raises(ValueError, match="negative"):
        yu(-5)


@pytest.mark.parametrize(
    ("value", "unit", "bound", "text"),
    [
        (1500, "亩", Bound.AT_LEAST, "1500余亩"),
        (10.3, "公里", Bound.EXACT, "10.3公里"),
        (3, "公里", Bound.ABOUT, "约3公里"),
        (10000, "亩", Bound.ABOUT, "万亩"),
        (10000, "亩", Bound.EXACT, "1万亩"),
        (10500, "元", Bound.EXACT, "10500元"),
        (12345678901.0, "元", Bound.EXACT, "12345678901元"),
        (5000, "元", Bound.BELOW, "近5000元"),
    ],
)
def test_quantities_print_as_office_prose(value, unit, bound, text):
    assert format_quantity(value, unit, bound) == text


@pytest.mark.parametrize("text", ["1500余亩", "万亩", "约3公里", "近8000元", "17盏", "1.5万余亩", "10.3公里"])
def test_what_is_read_prints_again_as_it_was_written(text):
    read = parse_quantity(text)
    assert format_quantity(read.value, read.unit, read.bound) == text


def test_small_forms():
    assert percent_interval(0.834, 0.944) == "83.4%—94.4%"
    assert (plain(1e-9), money_wan(12.0)) == ("0", "12万元")
    assert (terms("社区").bodies, join_names(["甲", "乙"])) == ("社区“两委”", "甲、乙")
    with pytest.raises(ValueError, match="kind of place"):
        terms("镇")
