"""A public document refers to nothing that is not in it; chapters of which nothing is published fall away whole."""

from __future__ import annotations

import pytest

from yanpan.editions.public import LEFT_OUT
from yanpan.export.clean import parse
from yanpan.export.left_out import drop_left_out
from yanpan.export.outline import text_of
from yanpan.export.references import dangling

GONE = f'<p class="missing" data-village="镇">{LEFT_OUT}</p>'
DOCUMENT = (
    "<h1>报告</h1><h2>一、情况</h2><p>正文。</p>"
    f"<h2>附件1　档次</h2><p>口径说明。</p>{GONE}"
    f'<h2>附件2　图</h2>{GONE}<figure data-village="镇"><figcaption>各类问题</figcaption></figure>'
    f"<h2>附件3　台账</h2>{GONE}"
)


def test_chapters_with_nothing_published_fall_away_and_a_single_annex_needs_no_number() -> None:
    root = parse(DOCUMENT)
    drop_left_out(root)
    assert [text_of(each) for each in root.iter("h2")] == ["一、情况", "附件 图"]
    assert LEFT_OUT not in root.text_content()
    assert "口径说明" not in root.text_content()
    assert root.find(".//figure") is not None


def test_annexes_that_stay_are_numbered_without_gaps() -> None:
    root = parse(DOCUMENT.replace("<h2>附件3", '<h2>附件3　表</h2><p data-village="镇">有</p><h2>附件4'))
    drop_left_out(root)
    assert [text_of(each) for each in root.iter("h2")][1:] == ["附件1 图", "附件2 表"]


def test_the_chapter_that_holds_the_origin_alone_is_called_so() -> None:
    origin = '<table id="镇-来历" data-village="镇"><caption>本报告的来历</caption></table>'
    root = parse(DOCUMENT.replace("<h2>附件3　台账</h2>" + GONE, f"<h2>附件3　来源</h2>{GONE}{origin}"))
    drop_left_out(root)
    assert [text_of(each) for each in root.iter("h2")][1:] == ["附件 图", "说明：本报告的来历"]
    assert root.find(".//table") is not None


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("（见附件“台账”）", "附件“台账”"),
        ("（见附件“各村图表”）", ""),
        ("见附件3", "附件3"),
        ("见附件1", ""),
        ("见附件", ""),
        ("如图2所示", "图2"),
        ("见表1", ""),
        ("见下图", ""),
        ("所在村见下表", "下表"),
        ("收回满意度测评表460余份", ""),
    ],
)
def test_every_reference_has_its_target(text: str, missing: str) -> None:
    table = "<table><caption>表1 收回情况</caption><tbody><tr><td>1</td></tr></tbody></table>"
    root = parse(f"<h1>报告</h1>{table}<p>{text}</p><figure></figure><h2>附件1　各村图表</h2>")
    assert [each.partition("：")[0] for each in dangling(root)] == ([missing] if missing else [])


def test_without_any_annex_none_is_referred_to() -> None:
    assert dangling(parse("<h1>报告</h1><p>建立台账（见附件）。</p>")) == ["附件：“建立台账（见附件）。”"]
