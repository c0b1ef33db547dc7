"""What may be published is named; everything else stays inside."""

from __future__ import annotations

import pytest

from yanpan.document import Paragraph, ReportFigure, ReportTable, Run, Section, cell
from yanpan.editions.mask import Mask
from yanpan.editions.public import LEFT_OUT, STAR, PublicFace
from yanpan.editions.published import is_small, may_publish, says
from yanpan.errors import UserError
from yanpan.evidence import SourceRef
from yanpan.facts import Fact
from yanpan.findings.catalogue import CODES
from yanpan.findings.model import Finding, Theme, series
from yanpan.report.faces import checked_edition

from .test_mask import KNOWN


def fact(key: str, text: str = "3个", *, table: str = "projects", **more: object) -> Fact:
    source = SourceRef(table=table, file="登记.xlsx", rows=(3,))
    return Fact(key=key, owner=key.partition(".")[0], label="x", text=text, sources=(source,), **more)


@pytest.mark.parametrize(
    ("key", "table", "told"),
    [
        ("V01.项目.XM-1.数量", "projects", True),
        ("V01.班子.常职人数", "members", True),
        ("V01.问题.WT-1", "talks", True),
        ("V01.问题.WT-1.后备数", "reserves", False),
        ("V01.成员.V01-M01.得票", "ballot_tallies", False),
        ("V01.档次.建议", "projects", False),
        ("V01.总评词", "projects", False),
        ("V01.测评.满意率", "satisfaction_forms", False),
        ("V01.互证.履职成效.维度", "document_checks", False),
        ("V01.摸底.结论", "prechecks", False),
        ("V01.共建.GJ-03.收益", "cooperations", False),
        ("V01.新来的.数", "projects", False),
        ("镇.测评.满意率", "satisfaction_forms", True),
        ("镇.档次.成员.好", "members", False),
        ("镇.措施.谈话.人数", "talks", False),
        ("镇.措施.后备.人数", "reserves", False),
        ("镇.摸底.完成", "prechecks", True),
        ("镇.摸底.结论", "prechecks", False),
        ("镇.摸底.缺项村", "prechecks", False),
    ],
)
def test_what_may_be_told(key: str, table: str, told: bool) -> None:
    assert may_publish(fact(key, table=table)) is told


def test_no_statement_on_grades_sources_or_ratings_is_made() -> None:
    said = {code for code in CODES if says(code)}
    kinds = ("档次", "评价", "互证", "工作", "整改", "班子.总评", "班子.政治", "班子.履职", "班子.团结", "要点.档次")
    assert not [code for code in said if code.startswith(kinds)]
    assert not {"镇.摸底.无反映", "镇.摸底.缺项"} & said
    assert {"项目.道路", "问题.集体经济", "镇.调研.票表", "合计.面积"} <= said


def face(**more: object) -> PublicFace:
    return PublicFace(Mask(KNOWN), least=10, hide_workload=bool(more.get("hide_workload", True)))


def shown(block, *facts: Fact, **more: object):
    return face(**more).block(block, {each.key: each for each in facts}.get)


def paragraph(*runs: Run) -> Paragraph:
    return Paragraph(id="V02-成绩", owner="V02", runs=runs)


def test_a_withheld_figure_is_a_star_even_if_a_sentence_with_it_got_through() -> None:
    grade = fact("V02.档次.建议", "好")
    text = shown(paragraph(Run(text="青山村评为"), Run(text="好", fact=grade.key), Run(text="1", fact="V02.无")), grade)
    assert text.plain() == f"乙村评为{STAR}{STAR}"
    assert [run.fact for run in text.runs] == [None, None, None]


def test_workload_is_hidden_but_rough_counts_stay_and_the_switch_shows_all() -> None:
    held = fact("镇.会议.场次", "9场次", table="meetings", value=9, unit="场次")
    rough = fact("镇.票表.问卷调查表.概数", "300余份", table="form_returns", value=307, unit="份")
    block = paragraph(Run(text=held.text, fact=held.key), Run(text=rough.text, fact=rough.key))
    assert shown(block, held, rough).plain() == "*场次300余份"
    assert shown(block, held, rough, hide_workload=False).plain() == "9场次300余份"
    assert face().facts([held])[0].value is None


def test_published_facts_carry_no_rows() -> None:
    (told,) = face().facts([fact("V02.项目.XM-1.地点", "青山水库", value="青山水库")])
    assert (told.text, told.value, told.sources, told.level) == ("甲地", "甲地", (), 1)


def test_a_sentence_goes_on_without_a_withheld_part_that_it_can_spare() -> None:
    gain = fact("V02.共建.GJ-03.收益", "4.5万元", table="cooperations")
    name = fact("V02.共建.GJ-03.对方", "兴和路", table="cooperations")
    whole = Finding("共建.村企共建", "V02", Theme.INCOME, {"对方": name, "年收益": series([gain, name])})
    assert set(face().admit(whole).values) == {"对方"}
    assert face().admit(Finding("档次.不稳", "V02", Theme.GRADE, {})) is None


def test_tables_and_drawings_that_are_not_named_are_left_out_whole() -> None:
    table = ReportTable(id="镇-表-档次", owner="镇", caption="", head=(), rows=((cell("青山村"),),))
    drawing = ReportFigure(id="镇-图-满意率", owner="镇", caption="", alt="青山村90%", svg="<svg/>")
    parts = shown(Section(id="x", owner="镇", blocks=(table, drawing))).blocks
    assert [part.plain() for part in parts] == [LEFT_OUT, LEFT_OUT]


def test_a_name_drawn_as_outlines_stops_the_edition() -> None:
    drawing = ReportFigure(
        id="镇-图-问题主题", owner="镇", caption="青山村", alt="青山村", svg="", drawn=("乙村", "青山村")
    )
    with pytest.raises(UserError, match="未脱敏的名称（1处）") as told:
        shown(drawing)
    assert "青山" not in str(told.value)
    clean = drawing.model_copy(update={"drawn": ("乙村",)})
    assert (shown(clean).caption, shown(clean).alt) == ("乙村", "乙村")


@pytest.mark.parametrize(
    ("hits", "n", "small"),
    [(9, 9, True), (10, 10, False), (40, 49, True), (30, 40, False), (0, 40, False), (3, 40, True)],
)
def test_a_rate_that_gives_a_small_count_back_is_not_told(hits: int, n: int, small: bool) -> None:
    assert is_small(fact("镇.测评.满意率", value=hits / n, n=n), 10) is small


def test_a_report_of_a_quarter_is_not_made_for_the_public() -> None:
    assert checked_edition("public") == "public"
    with pytest.raises(UserError, match="没有版本“public”；可选：internal、committee"):
        checked_edition("public", without="public")
