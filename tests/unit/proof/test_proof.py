"""The proofreader: each rule on a sentence with the slip and on one without; the sample's word lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanpan.proof import Rules, load_rules, proofread
from yanpan.proof.sentences import said_twice

ROOT = Path(__file__).resolve().parents[3]
RULES = load_rules(ROOT / "params")

FAULTY = {
    "J01": ["班子团结务实。。", "修路，、装灯", "落实“，双诺双评”"],
    "J02": ["开展“双诺双评承诺", "（已完成", "安排在会后）", "“先（后”）"],
    "J03": ["班子团结,成效明显", "安装路灯１７盏", "集体 经济", "党建＋网格与集体+个体", "成效明显."],
    "J04": ["安装38个路灯", "路灯17条", "建成2座党支部", "问卷调查表307条"],
    "J06": ["认真的开展学习", "工作做的扎实", "问题解决的到位"],
    "J07": ["基本得到了组织要求", "截止目前已完成", "布署工作"],
    "J08": ["好" * 91 + "。"],
    "J09": ["强化了了党员教育", "党员的的作用"],
    "J10": ["坚持“三会一科”制度", "落实“双强双闯”任务"],
}
CLEAN = [
    "班子团结务实，群众满意率达98.2%。",
    "推行“党建＋网格”治理模式，建立“1＋2＋18＋N”的4级组织体系。",
    "党员79人，9个村民小组，2个党支部。",
    "安装太阳能路灯38盏；引导村民筹资8000余元，装上17盏路灯。",
    "认真开展学习，做得扎实，学习的好处大家都看得到。",
    "坚持“一村一策”“一人一档”，落实“三会一课”。",
    "截至目前……已完成——全部任务。",
    "《工作方案》（以下简称《方案》）印发后，“三会一课”“双诺双评”同步推进。",
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FAULTY.items() for text in texts])
def test_a_slip_is_marked(code, text):
    assert code in {slip.code for slip in proofread(text, RULES)}


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_text_passes(text):
    assert proofread(text, RULES) == ()


def test_a_sentence_said_twice_is_told_once():
    texts = ["集体经济收入来源比较单一，办法不多。", "产业规模小。集体经济收入来源比较单一，办法不多；"]
    assert [slip.advice for slip in said_twice(texts)] == ["同一句话出现2次"]


def test_short_sentences_may_recur():
    assert list(said_twice(["详见附件。", "详见附件。"])) == []


def test_without_a_file_the_marks_are_still_held(tmp_path):
    rules = load_rules(tmp_path)
    assert rules == Rules()
    assert [slip.code for slip in proofread("完成。。", rules)] == ["J01"]


def test_a_slip_quotes_its_place():
    (slip,) = proofread("党员活动按期开展，资料齐全。。群众满意", RULES)
    assert "资料齐全。。群众满意" in str(slip)
