"""The page: self-contained, and evidence for what it prints."""

import base64
import hashlib
import json
import logging
import re

import pytest
from lxml import html as lxml_html

from yanpan.export.body import ReportExporter
from yanpan.export.html import YanpanHTMLExporter, html_page, opens_evidence


@pytest.fixture(scope="module")
def page(report):
    return YanpanHTMLExporter().from_notebook_node(report)[0]


@pytest.fixture(scope="module")
def tree(page):
    return lxml_html.fromstring(page)


def test_the_page_asks_for_nothing_from_outside(page, tree):
    fetched = [element.get("src") or element.get("href") for element in tree.iter("img", "script", "link", "iframe")]
    assert all(address is None or address.startswith("data:") for address in fetched)
    assert "@import" not in page
    assert "url(" not in page


def test_the_policy_names_the_hashes_of_style_and_script(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    for text in (
        re.search(r"<style>(.*?)</style>", page, re.S)[1],
        re.search(r"<script>(.*?)</script>", page, re.S)[1],
    ):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'")


def test_nothing_on_the_page_breaks_the_policy(tree):
    assert not tree.xpath("//*[@style]")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]


def test_language_and_title(tree):
    assert tree.get("lang") == "zh-CN"
    assert tree.findtext(".//title").startswith("青禾镇")


def test_contents_lead_to_the_headings(tree):
    for link in tree.xpath("//nav//a"):
        assert tree.xpath("//*[@id=$id]", id=link.get("href")[1:])[0].text_content().strip() == link.text


def test_facts_with_evidence_can_be_reached_by_keyboard(tree):
    spans = tree.xpath("//span[@data-fact]")
    assert spans
    assert {(span.get("role"), span.get("tabindex")) for span in spans} == {("button", "0")}


def test_evidence_holds_rows_and_is_safe_in_a_script(page):
    text = re.search(r'<script type="application/json" id="证据">(.*?)</script>', page, re.S)[1]
    evidence = json.loads(text)
    assert "<" not in text
    assert evidence["sheets"]["projects|项目.xlsx|项目"]["rows"]["3"] == ["云溪村", "路灯3<盏>"]
    told = evidence["facts"]["V01.满意.率"]
    assert (told["n"], told["interval"], told["value"]) == (51, ["81.3", "96.9"], "92.2")
    first = evidence["sources"][told["sources"][0]]
    assert first["name"].endswith("@满意度.csv|2–39")
    assert first["rows"] == [[2, 39]]
    assert len(evidence["sources"]) == len({each["name"] for each in evidence["sources"]})


def test_only_facts_that_the_page_prints_are_in_it(report):
    body = ReportExporter().body(report)
    for span in body.root.xpath(".//span[starts-with(@data-fact, 'V02')]"):
        span.drop_tag()
    assert '"V02.' not in html_page(body)


def test_a_fact_without_evidence_stays_plain_and_is_told(report, caplog):
    body = ReportExporter().body(report)
    body.root.find(".//span[@data-fact]").set("data-fact", "V09.没有")
    with caplog.at_level(logging.WARNING):
        span = lxml_html.fromstring(html_page(body)).xpath("//span[@data-fact='V09.没有']")[0]
    assert span.get("role") is None
    assert "1项数据" in caplog.text


def test_formulas_become_mathml(ordinary):
    page = YanpanHTMLExporter().from_notebook_node(ordinary)[0]
    assert page.count("<math") == 3
    assert "<script>alert" not in page


def test_the_same_notebook_gives_the_same_page(report, page):
    assert YanpanHTMLExporter().from_notebook_node(report)[0] == page


def test_a_single_character_between_other_facts_is_no_target():
    paragraph = lxml_html.fromstring(
        '<p><span data-fact="a">说了很多</span><span data-fact="b">3</span><span data-fact="a">，</span>'
        '<span data-fact="c">好</span></p>'
    )
    assert [opens_evidence(span) for span in paragraph] == [True, True, False, True]
