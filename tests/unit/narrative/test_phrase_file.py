from pathlib import Path

import pytest

from yanpan.config.phrases import PhraseBook, load_phrases, phrase_faults, slots
from yanpan.errors import UserError
from yanpan.findings.catalogue import CODES

CODE = {"项目.道路": slots("里程 路名", "自发")}


def book(pattern):
    return PhraseBook.model_validate({"称谓": {}, "固定词": [], "短语": {"项目.道路": pattern}})


def test_the_phrase_file_fits_the_catalogue():
    path = Path(__file__).parents[3] / "params" / "phrases.yml"
    assert set(load_phrases(path, CODES).phrases) == set(CODES)


def test_a_good_pattern_has_no_faults():
    assert phrase_faults(book([{"当": "自发", "句": "扩面{里程}"}, "完成{路名}"]), CODE) == []


def test_an_unknown_placeholder_is_told_with_near_ones():
    (fault,) = phrase_faults(book("扩面{里成}"), CODE)
    assert "里成" in fault
    assert "里程" in fault


def test_an_unknown_condition_is_told_with_near_ones():
    (fault,) = phrase_faults(book({"当": "自发性", "句": "扩面{里程}"}), CODE)
    assert "不认识的条件“自发性”（相近的有：自发）" in fault


def test_an_unknown_code_is_told_with_near_ones():
    faults = phrase_faults(book("扩面{里程}"), {"项目.道路扩面": CODE["项目.道路"]})
    assert "不认识的短语“项目.道路”（相近的有：项目.道路扩面）" in faults


def test_a_code_without_a_pattern_is_told():
    assert "缺少“项目.路灯”的句式" in phrase_faults(book("扩面{里程}"), {**CODE, "项目.路灯": slots("盏数")})


@pytest.mark.parametrize(("pattern", "part"), [("扩面3公里", "数字“3”"), ("扩面[{里程}", "括号“[”不成对")])
def test_faults_of_the_text_itself_are_told(pattern, part):
    (fault,) = phrase_faults(book(pattern), CODE)
    assert part in fault


def test_all_faults_come_at_once(tmp_path):
    path = tmp_path / "phrases.yml"
    path.write_text("称谓: {}\n短语: {项目.道路: '扩面3{里成}', 项目.灯: '好'}\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        load_phrases(path, CODE)
    assert all(part in str(error.value) for part in ("里成", "数字“3”", "项目.灯"))


def test_a_judgement_of_a_code_without_sources_is_a_fault():
    path = PhraseBook.model_validate(
        {"称谓": {}, "评价词": ["更加"], "不算评价": ["更加油"], "短语": {"项目.道路": "扩面{里程}，出行更加方便"}}
    )
    (fault,) = phrase_faults(path, CODE)
    assert "评价语“更加”" in fault
    assert "只能叙述事实" in fault
    assert phrase_faults(path, {"项目.道路": slots("里程", judged=True)}) == []
