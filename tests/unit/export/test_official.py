"""版头, 版记 and what belongs to them, measured on the files."""

import copy
import io
import re

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from yanpan.config.official import Official
from yanpan.export.body import body_of_node
from yanpan.export.docx import docx_bytes
from yanpan.export.html import html_page
from yanpan.export.pdf import pdf_bytes
from yanpan.summary import MIME

MM = 72 / 25.4
SET = {
    "版头": {"发文机关标志": "青禾镇党群工作办公室文件", "发文字号": "青党群〔2026〕12号", "签发人": "王某"},
    "份号": "000012",
    "密级": "秘密",
    "保密期限": "1年",
    "紧急程度": "加急",
    "主送机关": ["镇党委", "各村（社区）党组织"],
    "附件说明": True,
    "署名": "青禾镇党群工作办公室",
    "成文日期": "2026-11-05",
    "版记": {"抄送": ["县委组织部", "县民政局"], "印发机关": "青禾镇党政综合办公室", "印发日期": "2026-11-06"},
}


@pytest.fixture(scope="module")
def body(report):
    notebook = copy.deepcopy(report)
    for cell in notebook.cells:
        cell.source = cell.source.replace("附件1 长表", "附件1\u3000长表")
    official = Official.model_validate(SET).model_dump(mode="json")
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if MIME in output.get("data", {}):
                output["data"][MIME]["official"] = official
    return body_of_node(notebook)


@pytest.fixture(scope="module")
def pages(body):
    with pypdfium2.PdfDocument(pdf_bytes(body)) as opened:
        yield [page.get_textpage() for page in opened]


@pytest.fixture(scope="module")
def word(body):
    return docx.Document(io.BytesIO(docx_bytes(body)))


def box(page, text):
    """Left, bottom, right, top of the text's ink in pt from the page's lower left corner."""
    found = page.search(text)
    index, count = found.get_next()
    boxes = [page.get_charbox(n) for n in range(index, index + count)]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def test_the_agencys_mark_stands_35_millimetres_below_the_type_areas_top(pages):
    left, _, right, top = box(pages[0], "青禾镇党群工作办公室文件")
    assert 297 - top / MM == pytest.approx(37 + 35, abs=2)
    assert (left + right) / 2 == pytest.approx((28 + 156 / 2) * MM, abs=4)


def test_marks_stand_flush_left_one_a_line_from_the_top(pages):
    boxes = [box(pages[0], text) for text in ("000012", "秘密★", "加急")]
    assert all(each[0] == pytest.approx(28 * MM, abs=2) for each in boxes)
    assert 297 - boxes[0][3] / MM == pytest.approx(38, abs=1.5)
    assert boxes[0][1] - boxes[1][1] == pytest.approx(28.99, abs=1.5)


def test_order_from_the_mark_to_the_addressees(pages):
    places = [
        box(pages[0], text)[3]
        for text in ("青禾镇党群工作办公室文件", "青党群〔2026〕12", "班子", "各村（社区）党组织：")
    ]
    assert places == sorted(places, reverse=True)
    assert box(pages[0], "签发人：")[1] == pytest.approx(box(pages[0], "青党群")[1], abs=2)


def test_the_mark_and_its_line_are_red_and_nothing_else_is(body):
    with pypdfium2.PdfDocument(pdf_bytes(body)) as opened:
        image = opened[0].render(scale=1).to_numpy()[:, :, ::-1].astype(int)
    rows = [y for y, row in enumerate(image) if ((row[:, 0] > 180) & (row[:, 1] < 80) & (row[:, 2] < 90)).any()]
    line = [y for y in rows if (image[y, :, 1] < 150).sum() > 430]
    assert line
    assert min(rows) / MM == pytest.approx(72, abs=2)
    assert max(rows) == max(line)


def test_the_imprint_closes_the_last_page(pages):
    assert box(pages[-1], "印发")[1] / MM == pytest.approx(35 + 2.5, abs=3)
    assert box(pages[-1], "抄送：县委组织部，县民政局。")[1] > box(pages[-1], "青禾镇党政综合办公室")[3]
    assert all("抄送" not in page.get_text_range() for page in pages[:-1])


def test_list_of_annexes_signature_and_date_follow_the_text_in_this_order(pages):
    page = next(page for page in pages if "附件：长表" in page.get_text_range())
    places = [box(page, text)[3] for text in ("附件：长表", "青禾镇党群工作办公室", "2026")]
    assert places == sorted(places, reverse=True)


def test_an_annex_has_its_label_on_the_first_line_and_its_title_on_the_third(pages):
    page = next(page for page in pages if re.match(r"\s*附件\s*1", page.get_text_range()))
    label, title = box(page, "附件"), box(page, "长表")
    assert 297 - label[3] / MM == pytest.approx(38, abs=1.5)
    assert label[3] - title[3] == pytest.approx(2 * 28.99, abs=8)


def test_word_has_a_style_for_every_part_and_the_same_words(word):
    told = {p.style.name: p.text for p in word.paragraphs}
    assert told["Agency Mark"] == "青禾镇党群工作办公室文件"
    assert told["Document Number Signed"] == "青党群〔2026〕12号\t签发人：王某"
    assert told["Address"] == "镇党委、各村（社区）党组织："
    assert told["Annex List"] == "附件：长表"
    assert (told["Annex Label"], told["Annex Title"]) == ("附件1", "长表")
    assert told["Imprint"] == "青禾镇党政综合办公室\t2026年11月6日印发"
    assert [p.text for p in word.paragraphs if p.style.name == "Copy Mark"] == ["000012", "秘密★1年", "加急"]


def test_words_of_the_frame_carry_no_direct_formatting(word):
    for paragraph in word.paragraphs:
        if paragraph.style.name in ("Agency Mark", "Copy Mark", "Document Number Signed", "Annex List"):
            assert {child.tag for child in paragraph._p.pPr} == {qn("w:pStyle")}
            assert all(run.font.size is None and run.font.color.rgb is None for run in paragraph.runs)


def test_the_imprint_is_framed_at_the_foot_of_the_page(word):
    frames = [p._p.pPr.find(qn("w:framePr")) for p in word.paragraphs if p.style.name == "Imprint"]
    assert [frame.get(qn("w:yAlign")) for frame in frames] == ["bottom", "bottom"]


def test_the_page_for_the_screen_has_none_of_it_and_a_report_without_it_neither(body, report):
    assert "青党群" not in html_page(body)
    plain = docx.Document(io.BytesIO(docx_bytes(body_of_node(report))))
    assert not [p for p in plain.paragraphs if p.style.name in ("Agency Mark", "Imprint", "Copy Mark", "Annex Label")]
