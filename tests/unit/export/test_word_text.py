"""WordprocessingML of each element, opened again by python-docx."""

import datetime as dt
import io

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html as lxml_html
from nbformat.v4 import new_markdown_cell, new_notebook

from yanpan.export.body import body_of_node
from yanpan.export.docx import docx_bytes
from yanpan.export.word.body import Text
from yanpan.export.word.lists import Lists
from yanpan.export.word.package import Properties, pack
from yanpan.export.word.runs import Material

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
UNMARKED = Properties("题", dt.date(2023, 4, 20), "")


def made(inside):
    """The document of this HTML."""
    root = lxml_html.fragment_fromstring(inside, create_parent="main")
    lists, material = Lists(), Material({}, {"甲": "yp_a", "乙": "yp_b"}, {})
    text = Text(material, None, lists).blocks(root)
    links = {place: address for address, place in material.links.items()}
    return docx.Document(io.BytesIO(pack(text, lists.xml, UNMARKED, {}, links)))


def lines(inside):
    return [(each.style.name, each.text) for each in made(inside).paragraphs]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p> 甲\n <b> 乙 </b> 丙 </p>", ["甲 乙 丙"]),
        ("<p>甲 <br> 乙</p>", ["甲\n乙"]),
        ("<p><b>甲</b><i>乙</i></p>", ["甲乙"]),
        ("<p>甲\u3000乙</p>", ["甲\u3000乙"]),
        ("<p> </p><p></p>", []),
        ("<p>&lt;b&gt; &amp; “引”</p>", ["<b> & “引”"]),
    ],
)
def test_white_space_is_folded_as_browsers_do(html, said):
    assert [text for _, text in lines(html)] == said


def test_each_block_has_its_style():
    note, quote = "<div class='note'><p>注</p></div>", "<blockquote><p>引</p></blockquote>"
    assert lines(f"话{note}{quote}<pre>码\n二</pre><dl><dt>词</dt><dd>义</dd></dl>") == [
        ("Body Text", "话"), ("Note", "注"), ("Block Text", "引"), ("Source Code", "码\n二"), ("Kept Text", "词"),
        ("Body Text", "义"),
    ]  # fmt: skip


def test_a_remark_that_is_kept_with_what_follows_keeps_its_own_style():
    (remark,) = made("<div class='kept'><div class='missing'><p>话</p></div></div>").paragraphs
    assert (remark.style.name, remark.paragraph_format.keep_with_next) == ("Missing", True)


def numbers(document):
    return [
        (each.text, *(int(each._p.pPr.numPr.find(qn(f"w:{part}")).get(qn("w:val"))) for part in ("ilvl", "numId")))
        for each in document.paragraphs
        if each._p.pPr.numPr is not None
    ]


def test_every_list_counts_by_itself_and_lists_stand_in_lists():
    document = made("<ol><li>一<ul><li>点</li></ul></li><li>二</li></ol><p>话</p><ol start='4'><li>四</li></ol>")
    assert numbers(document) == [("一", 0, 1), ("点", 1, 2), ("二", 0, 1), ("四", 0, 3)]
    starts = document.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert [start.get(qn("w:val")) for start in starts] == ["1", "4"]


def test_only_the_first_paragraph_of_an_item_is_numbered():
    document = made("<ul><li><p>甲</p><p>又</p></li></ul>")
    assert numbers(document) == [("甲", 0, 1)]
    assert [each.paragraph_format.left_indent for each in document.paragraphs][1] is not None


def test_links_lead_to_bookmarks_or_outside():
    document = made(
        "<p id='甲'>甲<a href='#乙'>见下</a></p><p id='乙'><a href='https://example.invalid/?a=1&amp;b=2'>外</a></p>"
    )
    inner, outer = document.element.iter(qn("w:hyperlink"))
    assert inner.get(qn("w:anchor")) == "yp_b"
    assert document.part.rels[outer.get(qn("r:id"))].target_ref == "https://example.invalid/?a=1&b=2"
    assert [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))] == ["yp_a", "yp_b"]


def test_a_bookmark_stands_in_the_first_paragraph_of_what_it_names():
    document = made("<section id='甲'><div id='乙'><p>段</p></div><p>又</p></section>")
    first, second = document.paragraphs
    assert [mark.get(qn("w:name")) for mark in first._p.iter(qn("w:bookmarkStart"))] == ["yp_a", "yp_b"]
    assert not list(second._p.iter(qn("w:bookmarkStart")))


def test_a_cell_ends_with_a_paragraph_and_covered_cells_are_merged():
    columns = "<colgroup><col style='width: 50%'><col style='width: 50%'></colgroup>"
    rows = "<tr><td rowspan='2'>甲</td><td><ul><li>项</li></ul></td></tr><tr><td></td></tr>"
    (table,) = made(f"<table>{columns}{rows}</table>").tables
    merges = [cell.get(qn("w:val")) for cell in table._tbl.iter(qn("w:vMerge"))]
    assert merges == ["restart", "continue"]
    assert [list(cell)[-1].tag for cell in table._tbl.iter(qn("w:tc"))] == [qn("w:p")] * 4


def test_a_picture_within_a_line_is_not_cut_to_the_pitch_of_the_line():
    text = f"# 题\n\n话![图]({PIXEL})话\n\n![图]({PIXEL})"
    document = docx.Document(io.BytesIO(docx_bytes(body_of_node(new_notebook(cells=[new_markdown_cell(text)])))))
    within, alone = [each for each in document.paragraphs if each._p.findall(f".//{qn('w:drawing')}")]
    assert within.paragraph_format.line_spacing == 1.0
    assert alone.style.name == "Figure"
