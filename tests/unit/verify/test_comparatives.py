"""Comparatives in running text: borne out by a comparison of facts, or named."""

from __future__ import annotations

import pytest

from yanpan.facts import Claim, Fact, Relation
from yanpan.verify.blocks import read_page
from yanpan.verify.lock import locked


def fact(name, value, text=""):
    unit = "" if text else "万元"
    return Fact(key=f"V03.{name}", owner="V03", label=name, text=text or f"{value}万元", value=value, unit=unit)


NOW, BASE, GAP = fact("金额", 12), fact("基数", 10), fact("增减", 2)
OWN, MIDDLE = fact("户均", 90, "90元"), fact("中位数", 130, "130元")
WORD = fact("比较", "明显低", "明显低")
RATE, REST = fact("满意率", 0.7, "70.0%"), fact("其他", 0.9, "90%左右")
FACTS = (NOW, BASE, GAP, OWN, MIDDLE, WORD, RATE, REST)


def claim(anchor, relation, of, than=None):
    key = "" if than is None else than.key
    return Claim(anchor=anchor.key, relation=relation, of="" if of is None else of.key, than=key)


CLAIMS = (
    claim(GAP, Relation.HIGHER, NOW, BASE),
    claim(MIDDLE, Relation.LOWER, OWN, MIDDLE),
    claim(WORD, Relation.TESTED, None),
    claim(WORD, Relation.LOWER, RATE, REST),
)


def span(which, words=""):
    return f'<span data-fact="{which.key}">{words or which.text}</span>'


def told(tmp_path, inside, *, claims=CLAIMS, facts=FACTS, more=""):
    path = tmp_path / "report.html"
    body = f'<h2>二、班子运行情况</h2><p data-village="V03"{more}>{inside}</p>'
    path.write_text(f"<html><body><main>{body}</main></body></html>", encoding="utf-8")
    known = {each.key: each for each in facts}
    return [each.reason for each in locked(read_page(path), "V03", known, claims=claims)]


INCOME = (
    f"集体收益{span(NOW)}，比上年的{span(BASE)}{{}}{span(GAP)}。户均{span(OWN)}，{{}}全镇中位数（{span(MIDDLE)}）。"
)


def test_words_that_agree_pass(tmp_path):
    assert told(tmp_path, INCOME.format("增加", "低于")) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("减少", "低于"), "“减少”与数据相反：金额12万元，基数10万元"),
        (("增加", "高于"), "“高于”与数据相反：户均90元，中位数130元"),
        (("没有增加", "低于"), "“没有增加”与数据相反：金额12万元，基数10万元"),
    ],
)
def test_the_opposite_word_is_named_with_the_two_figures(tmp_path, words, reason):
    assert told(tmp_path, INCOME.format(*words)) == [reason]


def test_a_comparison_whose_figures_do_not_stand_so_is_named(tmp_path):
    facts = (fact("金额", 9), *FACTS[1:])
    assert told(tmp_path, f"比{span(BASE)}增加{span(GAP)}。", facts=facts) == [
        "“增加”与数据不符：金额9万元，基数10万元"
    ]


def test_a_word_without_a_comparison_is_named(tmp_path):
    assert told(tmp_path, f"集体收益{span(NOW)}，高于邻村。", claims=()) == ["“高于”没有可以核对的比较"]


def test_a_tested_word_is_printed_as_the_test_gave_it(tmp_path):
    assert told(tmp_path, f"满意率相比{span(WORD)}。") == []
    (reason,) = told(tmp_path, f"满意率相比{span(WORD, '持平')}。")
    assert reason == "用词须与检验的结果一致，检验给出的是“明显低”"


def test_a_tested_word_typed_beside_the_facts_is_named(tmp_path):
    (reason,) = told(tmp_path, f"满意率{span(RATE)}，明显好于其他村。")
    assert reason == "“明显”只能由检验得出，这里没有检验"


def test_a_line_before_a_figure_and_a_figure_that_is_withheld_are_left_alone(tmp_path):
    hidden = (*FACTS[:6], RATE.model_copy(update={"value": None}), REST)
    assert told(tmp_path, "每村不少于要求。") == []
    assert told(tmp_path, f"满意率{span(RATE)}，相比{span(WORD)}。", facts=hidden) == []


def test_the_nearest_comparison_of_the_clause_decides(tmp_path):
    more, less = fact("增加村", "甲村", "甲村"), fact("减少村", "乙村", "乙村")
    one, two = fact("甲差", 0.3), fact("乙差", -0.4)
    facts = (*FACTS, more, less, one, two)
    claims = (claim(more, Relation.HIGHER, one), claim(less, Relation.LOWER, two))
    said = f"扣分{{}}的有{span(more)}，{{}}的有{span(less)}。"
    assert told(tmp_path, said.format("增加", "减少"), facts=facts, claims=claims) == []
    assert len(told(tmp_path, said.format("减少", "增加"), facts=facts, claims=claims)) == 2


def test_words_on_a_fact_are_held_against_its_own_comparison(tmp_path):
    claims = (claim(MIDDLE, Relation.HIGHEST, MIDDLE, OWN),)
    assert told(tmp_path, f"产业得分{span(MIDDLE, '最高')}。", claims=claims) == []
    assert told(tmp_path, f"产业得分{span(MIDDLE, '最低')}。", claims=claims) == [
        "“最低”与数据相反：中位数130元，户均90元"
    ]


ANALYST = ' data-origin="analyst"'


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        (f"本村{span(OWN)}，低于全镇的{span(MIDDLE)}。", []),
        (f"本村{span(OWN)}，高于全镇的{span(MIDDLE)}。", ["“高于”与数据相反：户均90元，中位数130元"]),
        (f"本村{span(RATE)}，明显不如全镇。", ["“明显”只能由检验得出，这里没有检验"]),
        ("村容比过去明显改善，参加活动的人增加了。", []),
    ],
)
def test_an_analysts_words_are_held_against_the_figures_beside_them(tmp_path, said, reasons):
    assert told(tmp_path, said, more=ANALYST) == reasons
