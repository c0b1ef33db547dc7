"""The Word file, measured in its XML."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from yanpan.export.docx import YanpanDocxExporter

HEADINGS = ["Heading 1", "Heading 2", "Heading 2", "Heading 3", "Heading 4"]


@pytest.fixture(scope="module")
def data(report):
    return YanpanDocxExporter().from_notebook_node(report)[0]


@pytest.fixture(scope="module")
def document(data):
    return docx.Document(io.BytesIO(data))


def test_headings_are_real(document):
    names = [paragraph.style.name for paragraph in document.paragraphs]
    assert [name for name in names if name.startswith("Heading")][:5] == HEADINGS


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("Heading 1", "方正小标宋简体", 22),
        ("Heading 2", "黑体", 16),
        ("Heading 3", "楷体_GB2312", 16),
        ("Body Text", "仿宋_GB2312", 16),
    ],
)
def test_faces_of_the_levels(document, style, face, size):
    found = next(each for each in document.styles if each.name == style)
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == face
    assert found.font.size.pt == size


def test_body_lines_are_exactly_28_95_points_and_indented_by_two_characters(document):
    body = next(each for each in document.styles if each.name == "Body Text")
    assert body.paragraph_format.line_spacing.pt == pytest.approx(28.95)
    assert body.element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_page_and_page_numbers(document):
    section = document.sections[0]
    assert (round(section.top_margin.mm), round(section.left_margin.mm), round(section.page_height.mm)) == (37, 28, 297)
    assert document.settings.odd_and_even_pages_header_footer
    assert document.settings.element.find(qn("w:mirrorMargins")) is not None
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" in section.even_page_footer._element.xml


def test_tables_fill_the_type_area_and_repeat_their_heads(document):
    table = document.tables[-1]._tbl
    assert sum(int(column.get(qn("w:w"))) for column in table.tblGrid) == pytest.approx(8844, abs=4)
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in table.tr_lst[:3]] == [True, True, False]


def test_spans_survive(document):
    text = document.tables[0]._tbl.xml
    assert 'w:gridSpan w:val="2"' in text
    assert 'w:vMerge w:val="restart"' in text


def test_pictures_are_png_with_descriptions(data, document):
    described = [each.get("descr") for each in document.element.iter(qn("wp:docPr"))]
    assert described
    assert all(text.startswith("三根横条") for text in described)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert {name.rsplit(".")[-1] for name in opened.namelist() if name.startswith("word/media/")} == {"png"}


def test_hostile_text_is_plain(document):
    whole = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "<script>alert(1)</script> =SUM(A1:A9) #set text(red) *星号*" in whole
    assert "$x^2$ 5$和6$ @标签 \\ `反引号` ```三 - 横 -- 横横 ---" in whole


def test_emphasis_is_a_style(document):
    runs = {run.style.name for paragraph in document.paragraphs for run in paragraph.runs}
    assert {"Strong", "Emphasis"} <= runs


def test_annexes_begin_a_page(document):
    annex = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("附件"))
    assert annex.paragraph_format.page_break_before


def test_properties_come_from_the_report(document):
    told = document.core_properties
    assert told.title.startswith("青禾镇")
    assert (told.created.isoformat()[:10], told.language, told.author) == ("2023-04-20", "zh-CN", "")


def test_the_same_notebook_gives_the_same_bytes(report, data):
    assert YanpanDocxExporter().from_notebook_node(report)[0] == data
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_formulas_of_ordinary_notebooks_can_be_edited(ordinary):
    made = docx.Document(io.BytesIO(YanpanDocxExporter().from_notebook_node(ordinary)[0]))
    assert len(list(made.element.iter(qn("m:oMath")))) == 3
