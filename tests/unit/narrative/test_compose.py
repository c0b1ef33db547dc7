import pytest

from yanpan.config.phrases import PhraseBook
from yanpan.document import Run
from yanpan.errors import UserError
from yanpan.findings.model import Finding, Theme
from yanpan.narrative.compose import Clause, Voice, chosen, enough, ordered, sentences, turn_of, worded


def book(**phrases):
    return PhraseBook.model_validate({"称谓": {}, "短语": phrases})


def finding(code="路", weight=0.0, theme=Theme.PROJECT, when=(), filler=False, **values):
    return Finding(code, "V03", theme, values, weight, when=frozenset(when), filler=filler)


def clause(text, theme=Theme.PROJECT, code="甲"):
    return Clause(theme, code, (Run(text=text),))


def text(*clauses):
    return "".join(run.text for run in sentences(clauses))


def pattern(voice, one):
    return chosen(one, voice, one.values).pattern


def test_short_clauses_of_one_theme_share_a_sentence():
    assert text(clause("修路"), clause("装灯", code="乙")) == "修路，装灯。"


def test_clauses_of_other_themes_begin_a_sentence():
    assert text(clause("修路"), clause("获奖", Theme.HONOUR, "乙")) == "修路。获奖。"


def test_long_clauses_begin_a_sentence():
    assert text(clause("路" * 30), clause("灯" * 30, code="乙")).count("。") == 2


def test_clauses_of_one_code_are_told_in_one_breath():
    assert text(clause("问卷发出", code="票"), clause("测评发出", code="票")) == "问卷发出；测评发出。"


def test_the_verdict_stands_alone():
    assert text(clause("良好", Theme.VERDICT), clause("团结", Theme.VERDICT, "乙")) == "良好。团结。"


def test_a_full_stop_is_never_doubled():
    assert text(clause("修路。"), clause("装灯。", code="乙")) == "修路。装灯。"


def test_findings_go_by_theme_then_weight():
    light, heavy, team = finding(weight=1), finding(weight=2), finding(theme=Theme.TEAM)
    assert ordered([light, heavy, team]) == [team, heavy, light]


def test_the_variant_that_asks_most_of_what_holds_is_taken():
    voice = Voice(book(路=["修路", {"当": "自发", "句": "自发修路"}]), {})
    assert pattern(voice, finding(when=["自发"])) == "自发修路"
    assert pattern(voice, finding()) == "修路"


def test_neighbours_take_turns_over_the_variants():
    phrases = book(路=["甲说", "乙说", "丙说"])
    said = [pattern(Voice(phrases, {}, turn), finding()) for turn in range(3)]
    assert sorted(said) == ["丙说", "乙说", "甲说"]


def test_a_variant_without_its_values_is_passed_over():
    voice = Voice(book(路=["修{里程}", "修路"]), {})
    assert {pattern(voice, finding()) for _ in range(3)} == {"修路"}


def test_no_variant_at_all_is_told_with_what_there_is():
    with pytest.raises(UserError, match="没有一个句式适用"):
        worded(finding(), Voice(book(路=["修{里程}"]), {}))


def test_fillers_come_in_only_as_far_as_needed():
    voice = Voice(book(路=["一二三四五"]), {})
    must, light, heavy = finding(), finding(weight=1, filler=True), finding(weight=2, filler=True)
    assert enough([must, light, heavy], voice, least=10) == [must, heavy]
    assert enough([must, light, heavy], voice, least=5) == [must]


@pytest.mark.parametrize(("owner", "turn"), [("V03", 3), ("V118", 118)])
def test_an_owners_turn_is_its_number(owner, turn):
    assert turn_of(owner) == turn
