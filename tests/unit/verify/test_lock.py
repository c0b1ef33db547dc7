"""The number lock, on small pages made for it."""

from __future__ import annotations

import pytest

from yanpan.facts import Fact
from yanpan.schema import Bound
from yanpan.verify.agreement import disagreement
from yanpan.verify.blocks import read_page
from yanpan.verify.lock import locked


def fact(text, value=None, **more):
    return Fact(key="V03.甲", owner="V03", label="甲", text=text, value=value, **more)


def faults(tmp_path, body, *facts, **settings):
    path = tmp_path / "report.html"
    path.write_text(f"<html><body><main>{body}</main></body></html>", encoding="utf-8")
    known = {each.key: each for each in facts}
    return [str(found) for found in locked(read_page(path), "V03", known, **settings)]


def paragraph(inside):
    return f'<h2>二、班子运行情况</h2><p data-village="V03">{inside}</p>'


LAMPS = fact("38盏", 38, unit="盏")


def test_a_figure_of_a_fact_passes(tmp_path):
    assert faults(tmp_path, paragraph('安装路灯<span data-fact="V03.甲">38盏</span>。'), LAMPS) == []


def test_a_typed_figure_is_told_with_its_chapter(tmp_path):
    (told,) = faults(tmp_path, paragraph("安装路灯38盏。"), LAMPS)
    assert told == "V03｜二、班子运行情况｜“安装路灯38盏。”｜数字“38”没有依据（不出自任何数据项）"


def test_a_typed_chinese_numeral_is_told(tmp_path):
    assert "“三”" in faults(tmp_path, paragraph("涉及三个村。"))[0]


def test_a_figure_that_leaves_its_span_is_told(tmp_path):
    assert "“138”" in faults(tmp_path, paragraph('安装1<span data-fact="V03.甲">38盏</span>。'), LAMPS)[0]


def test_set_terms_and_heading_numbers_are_free(tmp_path):
    body = '<h2>附件2　矩阵</h2><h3>（三）新桥村</h3><p data-village="V03">“两委”班子落实三会一课。</p>'
    assert faults(tmp_path, body, set_terms=["两委", "三会一课"]) == []


def test_a_changed_span_is_told(tmp_path):
    (told,) = faults(tmp_path, paragraph('安装<span data-fact="V03.甲">83盏</span>。'), LAMPS)
    assert "与数据项 V03.甲 的“38盏”不一致" in told


def test_a_span_of_no_fact_is_told(tmp_path):
    assert "不在本报告的数据里" in faults(tmp_path, paragraph('<span data-fact="V05.乙">38盏</span>'), LAMPS)[0]


def test_a_caption_may_name_a_known_count_only(tmp_path):
    body = "<figure><figcaption>路灯（来源：项目建设，{}盏）</figcaption></figure>"
    assert faults(tmp_path, body.format(38), LAMPS) == []
    assert len(faults(tmp_path, body.format(39), LAMPS)) == 1


def test_a_cell_may_leave_the_unit_to_its_head(tmp_path):
    body = '<table><tr><td><span data-fact="V03.甲">{}</span></td></tr></table>'
    assert faults(tmp_path, body.format("86.0"), fact("86分", 86, unit="分")) == []
    assert len(faults(tmp_path, body.format("86.1"), fact("86分", 86, unit="分"))) == 1


def test_only_the_days_given_may_stand_alone(tmp_path):
    body = paragraph("截至2023年4月20日。")
    assert faults(tmp_path, body, dates=["2023年4月20日"]) == []
    assert faults(tmp_path, body) != []


SHARE = fact("52.0%", 0.52, n=50)


def test_most_is_said_of_a_share_above_half(tmp_path):
    body = paragraph('<span data-fact="V03.甲">多数受访群众满意</span>。')
    assert faults(tmp_path, body, SHARE) == []
    assert "与数据不符" in faults(tmp_path, body, fact("48.0%", 0.48, n=50))[0]


def test_most_without_a_fact_is_told(tmp_path):
    assert "“大多数”没有数据依据" in faults(tmp_path, paragraph("大多数群众满意。"))[0]


@pytest.mark.parametrize(
    ("before", "text", "value", "more", "fits"),
    [
        ("", "300余份", 307, {}, True),
        ("", "300余份", 300, {}, False),
        ("", "300余份", 299, {}, False),
        ("", "1500余亩", 1500, {"bound": Bound.AT_LEAST}, True),
        ("", "约3公里", 3, {"bound": Bound.ABOUT}, True),
        ("", "约3公里", 4, {}, False),
        ("", "近5000元", 4900, {}, True),
        ("", "近5000元", 5000, {}, False),
        ("超过", "90.0%", 0.9, {}, False),
        ("超过", "85%", 0.86, {}, True),
        ("不足", "1%", 0.004, {}, True),
        ("来源不足", "2个", 2, {}, True),
        ("", "99%以上", 0.995, {}, True),
        ("", "99%以上", 0.98, {}, False),
        ("", "13.1万元", 13.1, {"unit": "万元"}, True),
        ("", "38盏", 83, {"unit": "盏"}, False),
    ],
)
def test_qualifying_words_agree_with_the_value(before, text, value, more, fits):
    assert (disagreement(before, fact(text, value, **more)) == "") is fits
