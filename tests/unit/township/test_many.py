"""A township of forty villages is told by group: nobody is lost, few are named in a sentence, nothing grows."""

import dataclasses
import re

import pytest
from lxml import html as lxml_html

from yanpan.document import Paragraph, Run
from yanpan.editions.mask import Mask
from yanpan.editions.public import PublicFace
from yanpan.export.blocks import body_of, write_blocks
from yanpan.export.html import html_page
from yanpan.facts import Claim, Fact, Relation
from yanpan.findings.township.data import Place
from yanpan.findings.township.groups import FULL, gravest
from yanpan.report.lightened import light
from yanpan.verify.blocks import read_page
from yanpan.verify.formats import held_together

PLACES = tuple(
    Place(f"V{n:02d}", f"试{'甲乙丙丁'[n // 10]}{'一二三四五六七八九十'[n % 10]}村", "村") for n in range(40)
)
POOR, ODD, UNGRADED, LOST = "V05", "V06", "V07", "V08"


@pytest.fixture
def forty(frames, make_rows, make_summary, precheck):
    """Settings of a report on forty villages: one poor, one contradicted, one without a grade, one unfinished."""
    frames["villages"] = make_rows(
        "villages", *({"village": place.id, "name": place.name, "kind": place.kind} for place in PLACES)
    )
    summaries = {place.id: make_summary(place) for place in PLACES if place.id != LOST}
    summaries[POOR] = make_summary(PLACES[5], grade="较差")
    summaries[ODD] = summaries[ODD].model_copy(update={"states": {"思想动态": "矛盾"}})
    summaries[UNGRADED] = summaries[UNGRADED].model_copy(update={"grade": None})
    return {"places": PLACES, "summaries": summaries, "prechecks": {place.id: precheck() for place in PLACES}}


@pytest.fixture
def report(make_report, forty):
    return make_report(**forty)


def names_in(text):
    return re.findall("|".join(place.name for place in PLACES), text)


def test_every_village_has_exactly_one_line(report):
    assert sorted(names_in(report.grades_table().plain())) == sorted(place.name for place in PLACES)


def test_the_gravest_are_printed_in_full_and_nobody_else(report):
    text = report.results().plain()
    printed = set(re.findall(r"^(试..村)班子运行情况", text, re.MULTILINE))
    assert printed == {PLACES[n].name for n in (5, 6, 7)}
    assert set(re.findall(r"(试..村)集体经济来源较少", report.problems().plain())) == printed


def test_what_is_left_out_is_said(report):
    assert "须关注的3个村（社区）" in report.results().plain()
    assert "其余的在附件里逐村列一行" in report.results().plain()
    assert "整改台账" in report.problems().plain()


def test_an_unfinished_village_is_seen_in_the_chapter_and_in_its_line(report):
    assert "【未完成】本组1个村（社区）" in report.results().plain()
    assert f"{PLACES[8].name}\t未完成\t第 3 格出错" in report.grades_table().plain()


def test_no_more_than_a_bound_are_printed_in_full_the_poor_first(make_data, forty):
    summaries = {
        key: each.model_copy(update={"grade": "较差" if key > "V20" else None})
        for key, each in forty["summaries"].items()
    }
    chosen = gravest(make_data(**{**forty, "summaries": summaries}))
    assert len(chosen) == FULL < len(summaries)
    assert set(chosen) > {key for key in summaries if key > "V20"}


def test_a_sentence_names_five_villages_and_its_fact_holds_all(report):
    report.education()
    (fact,) = (each for each in report.summary().summary.facts if each.key == "镇.措施.平台.村")
    assert fact.text == "、".join(place.name for place in PLACES[:5]) + "等40个村（社区）"
    assert fact.value == "、".join(place.name for place in PLACES)


def test_totals_name_the_five_largest_and_sum_up_the_others(report, frames, make_rows):
    lamps = {"kind": "路灯", "name": "路灯", "amount_bound": "=", "unit": "盏"}
    frames["projects"] = make_rows(
        "projects",
        *({"project": f"L{n}", "village": place.id, "amount": 1 + n, **lamps} for n, place in enumerate(PLACES)),
    )
    (line,) = re.findall("^路灯.*", report.totals().plain(), re.MULTILINE)
    assert "\t820盏\t" in line
    assert "其余35个村（社区）630盏" in line
    assert set(names_in(line)) == {place.name for place in PLACES[35:]}


def test_the_public_edition_prints_every_village_and_no_suggested_grade(make_report, forty):
    made = make_report(**forty)
    face = PublicFace(Mask(()), least=10, hide_workload=False)
    loaded = dataclasses.replace(made._loaded, edition="public", face=face)
    text = type(made)(loaded).results().plain()
    assert set(names_in(text)) == {place.name for place in PLACES}
    assert "建议档次" not in text


def test_names_in_the_annex_lead_to_the_finished_villages_reports(report):
    blocks = [report.title(), report.grades_table()]
    page = lxml_html.fromstring(html_page(body_of(blocks, report.summary().summary)))
    links = {a.get("href"): a.text_content() for a in page.xpath("//main//a")}
    assert links == {f"../villages/{p.id}/report.html": p.name for p in PLACES if p.id != LOST}


def test_pdf_and_word_say_what_the_page_says(report, tmp_path):
    blocks = [report.title(), report.results(), report.problems(), report.grades_table(), report.matrix_table()]
    write_blocks(blocks, report.summary().summary, tmp_path, "report", ("html", "pdf", "docx"))
    assert list(held_together(read_page(tmp_path / "report.html"), tmp_path, "镇")) == []


def test_a_lightened_summary_keeps_the_line_and_drops_what_no_line_needs(make_summary):
    whole = make_summary(PLACES[0])
    more = Fact(key="V00.项目.路灯", owner="V00", label="灯", text="3盏", value=3)
    whole = whole.model_copy(update={"facts": (*whole.facts, more)})
    assert [fact.key for fact in light(whole, "internal").facts] == ["V00.档次.建议"]
    assert light(whole, "internal").achievements == ()
    assert light(whole, "public").achievements == whole.achievements


def test_a_lightened_summary_keeps_the_text_of_a_village_to_look_at(make_summary):
    more = Fact(key="V00.项目.路灯", owner="V00", label="灯", text="3盏", value=3)
    last = Fact(key="V00.项目.上年", owner="V00", label="灯", text="2盏", value=2)
    claim = Claim(anchor=more.key, relation=Relation.HIGHER, of=more.key, than=last.key)
    line = Paragraph(id="V00-甲", owner="V00", runs=(Run(text="3盏", fact=more.key),))
    poor = make_summary(PLACES[0], grade="较差")
    changes = {"facts": (*poor.facts, more, last), "claims": (claim,), "achievements": (line,)}
    poor = poor.model_copy(update=changes)
    assert {more, last} <= set(light(poor, "internal").facts)
    assert light(poor, "internal").claims == (claim,)
    assert light(poor, "internal").achievements == (line,)
