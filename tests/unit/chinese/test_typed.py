"""Figures in running text."""

from __future__ import annotations

import pytest

from yanpan.chinese.typed import numerals


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("安装路灯38盏", ["38"]),
        ("满意率达98.2%", ["98.2%"]),
        ("新增１５００余亩", ["１５００"]),
        ("三个村、十二名党员", ["三", "十二"]),
        ("近百户群众", ["百"]),
        ("三分之二", ["三分之二"]),
        ("百分之九十", ["百分之九十"]),
        ("第三个季度", []),
        ("开展一次主题党日", []),
        ("一方面，两手抓", []),
    ],
)
def test_what_counts_as_a_figure(text, found):
    assert [numeral.text for numeral in numerals(text)] == found


def test_set_terms_are_no_figures():
    assert numerals("“两委”班子落实三会一课，两项改革", ["两委", "三会一课", "两项改革"]) == []


def test_a_figure_beside_a_set_term_is_found():
    assert [numeral.text for numeral in numerals("两项改革涉及两个村", ["两项改革"])] == ["两"]


def test_places_are_offsets():
    (numeral,) = numerals("共17盏")
    assert "共17盏"[numeral.start : numeral.end] == "17"
