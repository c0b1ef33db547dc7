"""A judgement needs two kinds of sources; the word for the team follows its grade and nothing else."""

from dataclasses import replace

import pytest

from yanpan.facts import FactBook
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding, Theme
from yanpan.findings.village.verdict import conflicts, settled, word_fact
from yanpan.narrative.compose import worded
from yanpan.narrative.problems import problems
from yanpan.narrative.village import voice_of
from yanpan.schema.values import Grade

TALK = {
    "talk": "TH-1",
    "date": "2023-03-08",
    "talkers": "甲、乙",
    "partner": "党员",
    "target_kind": "班子",
    "target": "班子",
    "thought": "好",
    "duty": "好",
    "integrity": "好",
    "public": "好",
    "living": "无困难",
}
FORMS = [
    {"form": f"{n:03}", "identity": "党员", "overall": "满意", "teamwork": "满意", "attitude": "满意"}
    for n in range(12)
]


def decided(grade):
    return {"target_kind": "班子", "target": "V03", "grade": grade, "met": "2023-04-18"}


def test_every_grade_has_one_word_and_its_own_patterns(policy, phrases):
    words = {policy.word(grade, firm=firm) for grade in Grade for firm in (True, False)}
    assert words == {"良好", "较好", "正常", "较差"}
    asked = {condition for phrase in phrases.phrases["班子.总评"] for condition in phrase.when}
    assert asked == {"好且稳", "好", "正常", "较差"}


@pytest.mark.parametrize(
    ("grade", "firm", "word"), [("好", True, "较好"), ("正常", True, "正常"), ("较差", True, "较差")]
)
def test_the_committees_grade_gives_the_word(make_village, policy, grade, firm, word):
    found = make_village(satisfaction_forms=FORMS, decisions=[decided(grade)], talks=[TALK])
    suggestion = replace(found.subject.analysis.suggestion, grade=Grade.NORMAL, firm=firm)
    analysis = replace(found.subject.analysis, suggestion=suggestion)
    subject = replace(found.subject, analysis=analysis, make=FactMaker("V03", FactBook()))
    assert settled(subject)[0] == grade
    assert word_fact(subject, policy, Grade(grade), firm=False).text == word
    assert "党委专题会" in word_fact(subject, policy, Grade(grade), firm=False).method


def test_one_kind_of_source_bears_no_verdict(make_village):
    found = make_village(satisfaction_forms=FORMS)
    assert "班子.总评" not in {finding.code for finding in found.achievements}
    assert "班子.不能总评" in {finding.code for finding in found.achievements}


@pytest.mark.parametrize("code", ["班子.政治", "班子.履职", "班子.团结"])
def test_a_judgement_is_not_worded_from_one_kind_of_source(make_village, phrases, code):
    values = dict.fromkeys(("来源", "评价", "依据", "团结率"), "某")
    one = Finding(code, "V03", Theme.TEAM, values, when=frozenset(["好"]), support=frozenset(["谈心谈话"]))
    voice = voice_of(make_village(), phrases)
    for turn in range(6):
        with pytest.raises(ValueError, match="rests on"):
            worded(one, replace(voice, turn=turn))
    both = replace(one, support=frozenset(["谈心谈话", "查阅资料"]))
    assert worded(both, voice)


def test_every_judgement_in_the_phrase_file_is_of_a_code_that_carries_its_sources(phrases):
    from yanpan.findings.catalogue import CODES

    judging = {code for code, variants in phrases.phrases.items() for v in variants if phrases.judgements(v.pattern)}
    assert judging
    assert {code for code in judging if not CODES[code].judged} == set()


@pytest.mark.parametrize(
    ("text", "own", "found"),
    [
        ("某村班子运行情况良好。", "正常", ["良好"]),
        ("某村班子运行情况正常。", "正常", []),
        ("产品销路良好。", "正常", []),
        ("“两委”班子总体运行较差。", None, ["较差"]),
    ],
)
def test_a_word_of_another_grade_is_a_conflict(policy, text, own, found):
    assert conflicts(text, policy, own) == found


def said(found, phrases):
    (block,) = problems(found, voice_of(found, phrases))
    return block.plain()


def test_a_problem_of_one_account_says_whose(make_village, phrases):
    row = {"problem": "W1", "themes": "发展思路", "gist": "路子少", "evidence": "谈心谈话#TH-1", "severity": "一般"}
    assert said(make_village(talks=[TALK], problems=[row]), phrases) in (
        "谈心谈话中反映路子少。",
        "据谈心谈话反映，路子少。",
        "路子少，目前只见于谈心谈话。",
    )


def test_a_problem_without_evidence_is_open(make_village, phrases):
    row = {"problem": "W1", "themes": "发展思路", "gist": "路子少", "evidence": "没有#1", "severity": "一般"}
    assert "待核实" in said(make_village(problems=[row]), phrases)
