"""The PDF, measured on the file."""

import io
import re
from collections import Counter
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from yanpan.errors import UserError
from yanpan.export.body import ReportExporter
from yanpan.export.pdf import YanpanPDFExporter, pdf_bytes

MM = 72 / 25.4


@pytest.fixture(scope="module")
def data(report):
    return YanpanPDFExporter().from_notebook_node(report)[0]


@pytest.fixture(scope="module")
def document(data):
    with pypdfium2.PdfDocument(data) as opened:
        yield opened


def boxes(page):
    """Character boxes (left, bottom, right, top) of Chinese letters in the type area."""
    text = page.get_textpage()
    found = [(text.get_text_range(n, 1), text.get_charbox(n, loose=True)) for n in range(text.count_chars())]
    text.close()
    return [box for char, box in found if "\u4e00" <= char <= "\u9fff"]


def test_a_full_page_has_22_lines_of_28_characters(document):
    lines = Counter(round(box[1], 1) for box in boxes(document[1]))
    assert len(lines) == 22
    assert Counter(lines.values()).most_common(1)[0][0] == 28


def test_lines_are_28_99_points_apart(document):
    heights = sorted({round(box[1], 2) for box in boxes(document[1])})
    assert all(abs(high - low - 28.99) < 0.05 for low, high in pairwise(heights))


def test_the_binding_side_has_28_millimetres_on_both_sides_of_the_leaf(document):
    for number, left in ((1, 25.9), (2, 28)):
        assert min(box[0] for box in boxes(document[number])) == pytest.approx(left * MM, abs=1)


def page_number(page):
    text = page.get_textpage()
    found = text.search("—")
    index, _ = found.get_next()
    left = text.get_charbox(index)[0]
    found.close()
    text.close()
    return left


def test_page_numbers_stand_outside(document):
    assert page_number(document[0]) > 400
    assert page_number(document[1]) < 120


def squeezed(text):
    return re.sub(r"\s|\u00ad|\ufffe|\u200b", "", text)


def text_of(document):
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(re.sub(r"— ?\d+ ?—", "", text.get_text_range()))
        text.close()
    return squeezed("".join(pages))


def test_every_paragraph_of_the_html_is_in_the_pdf_letter_by_letter(report, document):
    root = ReportExporter().body(report).root
    whole = text_of(document)
    for block in root.xpath(".//p | .//h1 | .//h2 | .//h3 | .//h4 | .//caption | .//figcaption | .//td | .//th"):
        assert squeezed(block.text_content()) in whole


def glyphs(opened):
    """Glyph numbers shown on the pages."""
    for page in opened.pages:
        for operands, _ in pikepdf.parse_content_stream(page, "Tj TJ"):
            pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
            for text in (bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)):
                yield from (text[n : n + 2] for n in range(0, len(text), 2))


def test_no_glyph_is_missing(data):
    with pikepdf.open(io.BytesIO(data)) as opened:
        shown = Counter(glyphs(opened))
    assert shown.total() > 3000
    assert shown[b"\0\0"] == 0


def fonts(opened):
    return [
        each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"
    ]


def test_it_is_tagged_titled_dated_and_in_chinese(data):
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).lower().startswith("zh")
        assert str(opened.docinfo["/Title"]).startswith("青禾镇")
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20230420")
        with opened.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"


def test_bookmarks_follow_the_headings(data):
    with pikepdf.open(io.BytesIO(data)) as opened, opened.open_outline() as outline:
        chapters = [item.title for item in outline.root[0].children]
    assert chapters[:2] == ["一、工作开展情况", "二、研判情况"]


def test_every_face_is_embedded(data):
    with pikepdf.open(io.BytesIO(data)) as opened:
        described = [font.DescendantFonts[0].FontDescriptor for font in fonts(opened)]
        assert all("/FontFile2" in each or "/FontFile3" in each for each in described)


def test_a_table_over_several_pages_repeats_its_head(document):
    pages = [squeezed(page.get_textpage().get_text_range()) for page in document]
    assert ["第1项" in pages[-3], "第60项" in pages[-1]] == [True, True]
    assert all("很满意" in text for text in pages[-3:])


def test_the_same_notebook_gives_the_same_bytes(report, data):
    assert YanpanPDFExporter().from_notebook_node(report)[0] == data


def body_of(text):
    return ReportExporter().body(new_notebook(cells=[new_markdown_cell(text)]))


def test_rare_names_are_set_with_the_faces_of_the_wheels_alone():
    assert pdf_bytes(body_of("# 㟃堨埗\n\n洑垚犇赟喆堃䶮𠅤"), system_fonts=False).startswith(b"%PDF")


def test_a_character_that_no_face_has_is_named():
    with pytest.raises(UserError, match=r"U\+1FAE8"):
        pdf_bytes(body_of("# 题\n\n文\U0001fae8"), system_fonts=False)


def test_ordinary_notebooks_are_set_too(ordinary):
    assert YanpanPDFExporter().from_notebook_node(ordinary)[0].startswith(b"%PDF")


def test_a_word_longer_than_the_line_is_broken_and_not_cut_off():
    with pypdfium2.PdfDocument(pdf_bytes(body_of("# 题\n\n" + "长a1" * 10 + "x" * 300), system_fonts=False)) as opened:
        page = opened[0]
        text = page.get_textpage()
        right = max(text.get_charbox(n)[2] for n in range(text.count_chars()))
        assert text.get_text_range().count("x") == 300
        text.close()
    assert right < (210 - 25) * MM
