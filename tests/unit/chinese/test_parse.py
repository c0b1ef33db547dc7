"""Figures, dates and periods as people write them."""

from __future__ import annotations

import pytest

from yanpan.chinese import parse
from yanpan.chinese.numerals import to_number
from yanpan.chinese.parse import Quantity
from yanpan.schema import Bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1500余亩", Quantity(1500, Bound.AT_LEAST, "亩")),
        ("１，５００余亩", Quantity(1500, Bound.AT_LEAST, "亩")),
        ("一千五百余亩", Quantity(1500, Bound.AT_LEAST, "亩")),
        ("1500亩余", Quantity(1500, Bound.AT_LEAST, "亩")),
        ("约3公里", Quantity(3, Bound.ABOUT, "公里")),
        ("近百亩", Quantity(100, Bound.BELOW, "亩")),
        ("0.15万亩", Quantity(1500, Bound.EXACT, "亩")),
        ("万亩", Quantity(10000, Bound.ABOUT, "亩")),
        ("1万余亩", Quantity(10000, Bound.AT_LEAST, "亩")),
        ("１７盏", Quantity(17, Bound.EXACT, "盏")),
        ("3．5", Quantity(3.5)),
        ("12.3万元", Quantity(123000, Bound.EXACT, "元")),
    ],
)
def test_a_written_figure_gives_value_bound_and_unit(text: str, expected: Quantity) -> None:
    assert parse.parse_quantity(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "亩", "几十亩", "数百亩", "100-200亩", "约1500余", "1,50", "1500亩/0.15万亩", "一万五千", "三十几", "十来个"],
)
def test_a_figure_with_two_readings_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"要一个数|只能写一个"):
        parse.parse_quantity(text)


@pytest.mark.parametrize(
    "text",
    [
        "2022.5.3",
        "2022/5/3",
        "2022-05-03",
        "2022年5月3日",
        "二〇二二年五月三日",
        "二○二二年五月三日",
        "44684",
        "20220503",
    ],
)
def test_every_way_of_writing_a_day_gives_the_same_day(text: str) -> None:
    assert parse.parse_date(text) == "2022-05-03"


@pytest.mark.parametrize("text", ["22/5/3", "3/4/22", "3/4/2022", "2022-02-30", "2022年5月", "44", "昨天"])
def test_a_day_that_is_not_certain_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="日期"):
        parse.parse_date(text)


def test_a_month_that_may_be_october_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="10 月"):
        parse.parse_month("2022.1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年度", "2022"),
        ("2022-Q1", "2022-Q1"),
        ("2022年一季度", "2022-Q1"),
        ("2019—2021年", "2019-2021"),
        ("2022年下半年", "2022-07/2022-12"),
        ("2022-01/2022-06", "2022-01/2022-06"),
        ("2022年12月", "2022-12"),
    ],
)
def test_periods(text: str, expected: str) -> None:
    assert parse.parse_period(text) == expected


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="起点"):
        parse.parse_period("2021-2019")


def test_both_notations_of_a_duration_are_seconds() -> None:
    assert parse.parse_duration("1分27秒") == parse.parse_duration("87秒") == 87


@pytest.mark.parametrize("text", ["", "百", "一万", "三三十", "甲"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="中文数字"):
        to_number(text)


@pytest.mark.parametrize("text", ["一千五", "一百五", "三千二"])
def test_a_numeral_cut_short_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="分不清"):
        to_number(text)


def test_a_numeral_with_its_zero_is_read() -> None:
    assert [to_number(text) for text in ("一千零五", "一百零五", "一千五百", "二十五")] == [1005, 105, 1500, 25]
