import re

import pytest

from yanpan.narrative.problems import problems
from yanpan.narrative.village import achievements, chapter, highlights, voice_of


def texts(found, phrases):
    voice = voice_of(found, phrases)
    blocks = [*achievements(found, voice), *problems(found, voice), *highlights(found, voice)]
    for part in (found.method, found.public, found.sources, found.grade, found.rectification):
        blocks += chapter(part, voice, id="x", owner="V03")
    return [block.plain() for block in blocks]


def test_a_village_of_which_nothing_is_known_still_reads_as_sentences(make_village, phrases):
    for text in texts(make_village(), phrases):
        assert text.endswith("。")
        assert not re.search(r"[，；：]。|。。|，，|{|}|\[|\]", text)


def test_what_is_missing_is_said(make_village, phrases):
    whole = "".join(texts(make_village(), phrases))
    assert "因材料不足，本轮对新桥村班子暂不作总体评价" in whole
    assert "问题清单中没有新桥村的条目，是否确无问题，须由工作组确认" in whole
    assert "没有可用的满意度测评表" in whole


def test_no_all_clear_without_prechecks(make_village, phrases):
    assert "暂未发现" not in "".join(texts(make_village(), phrases))


ROAD = {
    "project": "甲",
    "name": "兴和路路基扩面",
    "kind": "道路",
    "road": "兴和路",
    "amount": 3.0,
    "unit": "公里",
    "turnout": "组织",
    "funding": "财政",
    "status": "已完成",
}
FORM = {"form": "001", "identity": "党员", "overall": "满意", "teamwork": "满意", "attitude": "满意"}
PROBLEM = {"problem": "W1", "themes": "发展思路", "gist": "路子少", "evidence": "没有#1", "severity": "一般"}
INCOME = {"year": 2022, "total": 6.9, "operating": 2.8, "net": 2.2, "sources": 1, "basis": "净收益"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"problems": [PROBLEM]}, "台账上没有本村可写的产业、项目和荣誉"),
        ({"projects": [ROAD]}, "是否确无问题，须由工作组确认"),
        ({"satisfaction_forms": [FORM]}, "暂不作总体评价"),
        ({"collective_income": [INCOME]}, "2.2万元"),
    ],
    ids=["no achievements", "no problems", "a single form", "no earlier year"],
)
def test_a_village_of_which_little_is_known_reads_as_sentences(make_village, phrases, rows, told):
    whole = texts(make_village(**rows), phrases)
    assert told in "".join(whole)
    for text in whole:
        assert text.endswith("。")
        assert not re.search(r"[，；：]。|。。|，，|、，|（）|{|}|\[|\]|None|nan", text)


def test_without_achievements_it_is_said_that_there_are_none_on_record(make_village, phrases):
    assert "台账" in texts(make_village(problems=[PROBLEM]), phrases)[0]
    assert "台账" not in texts(make_village(projects=[ROAD]), phrases)[0]


def test_without_an_earlier_year_no_change_is_told(make_village, phrases):
    assert "增加" not in "".join(texts(make_village(collective_income=[INCOME]), phrases))


def test_a_small_base_gives_no_percentage_a_large_one_does(make_village, phrases):
    small = [INCOME | {"year": 2021, "net": 2.0}, INCOME]
    large = [INCOME | {"year": 2021, "net": 40.0}, INCOME | {"net": 50.0}]
    assert "%" not in "".join(texts(make_village(collective_income=small), phrases))
    assert "25.0%" in "".join(texts(make_village(collective_income=large), phrases))
