"""Where pages break: every position of a break is tried by so many lines before it, and the PDF is measured."""

import io
import re
import subprocess
from dataclasses import replace

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import html as lxml_html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from yanpan.config.official import Official
from yanpan.document import HeadCell, Heading, Paragraph, ReportFigure, ReportTable, Run, Section, cell
from yanpan.export.body import body_of_node
from yanpan.export.docx import docx_bytes
from yanpan.export.pdf import pdf_bytes
from yanpan.summary import TownshipSummary

LINES = 22
GREEN = (0, 200, 0)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300pt" height="150pt"><rect width="300" height="150" '
    f'fill="rgb{GREEN}"/></svg>'
)
LINE = "一行"
LONG = "山水林田路电网桥库塘渠坝井泵站房厂棚圃园校院馆所亭台廊墙" * 3


def paragraph(text, style="body"):
    return Paragraph(id=f"段{text[:9]}", owner="镇", runs=(Run(text=text),), style=style)


def table(name, rows):
    head = ((HeadCell(text=f"{name}表头", colspan=2),), (HeadCell(text="项目"), HeadCell(text="份数")))
    body = tuple((cell(f"{name}行{row:02}"), cell("三十八盏路灯都已经装好" * 3)) for row in range(1, rows + 1))
    return ReportTable(id=f"{name}表", owner="镇", caption=f"{name}表题", head=head, rows=body, note=f"{name}表注。")


def pieces(k):
    return (
        *(paragraph(f"{LINE}{k}之{n}。") for n in range(k)),
        Heading(id=f"三{k}", owner="镇", level=3, text=f"（一）标题{k}三"),
        Heading(id=f"四{k}", owner="镇", level=4, text=f"1．标题{k}四"),
        paragraph(f"段首{k}，{LONG}。"),
        paragraph(f"引出{k}："),
        table(f"长{k}", 11),
        Heading(id=f"图{k}", owner="镇", level=3, text=f"（二）标题{k}图"),
        ReportFigure(id=f"图形{k}", owner="镇", caption=f"图题{k}", alt="一片绿色", svg=DRAWING),
        Heading(id=f"末{k}", owner="镇", level=4, text=f"2．标题{k}短"),
        table(f"短{k}", 2),
        paragraph(f"末段{k}，{LONG[:60]}。"),
        paragraph(f"末句{k}。"),
    )  # fmt: skip


def document(sections):
    """Each section on a page of its own, as annexes are."""
    cells = [new_markdown_cell("# 题目\n\n正文。")]
    for k, blocks in enumerate(sections):
        cells.append(new_markdown_cell(f"## 附件{k} 长表"))
        html = Section(id=f"节{k}", owner="镇", blocks=blocks).to_html()
        cells.append(new_code_cell("x", outputs=[new_output("display_data", {"text/html": html})]))
    return body_of_node(new_notebook(cells=cells))


def summary(official):
    return TownshipSummary(
        round="2023-mid", edition="internal", owner="镇", title="报告", as_of="2023-04-20", inputs="0" * 64,
        facts=(), rows=(), villages=(), official=official,
    )  # fmt: skip


class Pages:
    """What a PDF shows, page by page."""

    def __init__(self, data):
        with pypdfium2.PdfDocument(data) as opened:
            self.lines = [self._lines(page) for page in opened]
            self.green = [self._is_green(page) for page in opened]

    @staticmethod
    def _lines(page):
        text = page.get_textpage()
        found = [re.sub(r"\s|\ufffe", "", line) for line in text.get_text_range().splitlines()]
        text.close()
        return [line for line in found if line and not re.fullmatch(r"—\d+—", line)]

    @staticmethod
    def _is_green(page):
        pixels = page.render(scale=0.3).to_numpy()[:, :, ::-1].astype(int)
        return bool((abs(pixels - GREEN).sum(axis=2) < 30).any())

    def all_of(self, words):
        """Every page that holds these words."""
        return [n for n, lines in enumerate(self.lines) if words in "".join(lines)]

    def of(self, words):
        """The one page that holds these words."""
        (found,) = self.all_of(words)
        return found


BODY = document([pieces(k) for k in range(10, 10 + LINES)])


@pytest.fixture(scope="module")
def pages():
    return Pages(pdf_bytes(BODY, system_fonts=False))


ENDS = "标题|^附件|引出|表题|表头"
EACH = pytest.mark.parametrize("k", range(10, 10 + LINES))


def test_no_page_ends_on_a_heading_a_lead_in_or_a_tables_caption(pages):
    ends = [lines[-1] for lines in pages.lines]
    assert [line for line in ends if re.search(ENDS, line)] == []


def test_breaks_fall_into_every_part(pages):
    starts = {re.sub(r"\d+", "", lines[0])[:2] for lines in pages.lines}
    assert starts >= {"（一", "（二", LINE, "引出", "长表"}


@EACH
def test_captions_stand_with_the_first_rows_and_with_the_picture(pages, k):
    for name in ("长", "短"):
        assert pages.of(f"{name}{k}表题") == pages.of(f"{name}{k}行01")
    assert pages.green[pages.of(f"图题{k}")]


@EACH
def test_a_lead_in_stands_with_what_it_leads_to(pages, k):
    assert pages.of(f"引出{k}：") == pages.of(f"长{k}表题")


@EACH
def test_a_table_repeats_its_head_on_every_page(pages, k):
    spanned = {pages.of(f"长{k}行{row:02}") for row in range(1, 12)}
    assert spanned == set(pages.all_of(f"长{k}表头"))


def test_a_tables_source_stands_on_every_page_under_a_row():
    rows = range(10, 40)
    pages = Pages(pdf_bytes(document([(table(f"长{k}", k),) for k in rows]), system_fonts=False))
    for k in rows:
        noted = pages.all_of(f"长{k}表注")
        assert noted == pages.all_of(f"长{k}行")
        assert noted[-1] == pages.of(f"长{k}行{k}")


@EACH
def test_a_short_table_is_not_broken(pages, k):
    assert pages.of(f"短{k}表题") == pages.of(f"短{k}行02")


def test_no_page_holds_a_single_line():
    sections = [(*(paragraph(f"{LINE}{n}。") for n in range(k)), *ending) for k in range(14, 22) for ending in ENDINGS]
    lines = Pages(pdf_bytes(document(sections), system_fonts=False)).lines
    assert min(map(len, lines)) > 1


ENDINGS = (
    (paragraph(f"{LONG[:70]}。"),),
    (paragraph(f"{LONG[:30]}。"), paragraph("末句。")),
    (paragraph(f"{LONG[:30]}。"), paragraph(f"{LONG[:30]}。")),
)


@pytest.mark.parametrize("style", ["body", "missing"])
@pytest.mark.parametrize("k", range(14, 20))
def test_the_signature_never_stands_on_a_page_without_text(k, style):
    body = document([])
    for n in range(k):
        mark = f' class="{style}"' if style != "body" and n == k - 1 else ""
        body.root.append(lxml_html.fragment_fromstring(f"<p{mark}>{LINE}{n}。</p>"))
    official = Official.model_validate({"署名": "青禾镇党群工作办公室", "成文日期": "2026-11-05"})
    pages = Pages(pdf_bytes(replace(body, summary=summary(official))))
    assert any(LINE in line for line in pages.lines[pages.of("青禾镇党群工作办公室")])


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(docx_bytes(BODY)))


@pytest.mark.parametrize("style", ["Heading 1", "Heading 2", "Heading 3", "Heading 4", "Table Caption", "Kept Text"])
def test_in_word_headings_lead_ins_and_captions_keep_with_what_follows(word, style):
    found = [p for p in word.paragraphs if p.style.name == style]
    assert found
    assert found[0].style.paragraph_format.keep_with_next


def test_in_word_a_figure_keeps_with_its_caption(word):
    pictures = [p for p in word.paragraphs if p._p.findall(f".//{qn('w:drawing')}")]
    assert len(pictures) == LINES
    assert {p.style.name for p in pictures} == {"Captioned Figure"}
    assert pictures[0].style.paragraph_format.keep_with_next


def test_in_word_tables_break_between_rows_but_not_after_the_head_nor_before_the_last_row(word):
    rows = word.tables[0]._tbl.tr_lst
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows[:3]] == [True, True, False]
    kept = [row.tc_lst[0].p_lst[0].pPr.find(qn("w:keepNext")) is not None for row in rows]
    assert kept == [True] * 3 + [False] * 8 + [True] * 2


def test_in_word_a_framed_remark_keeps_with_the_signature():
    body = document([])
    body.root.append(lxml_html.fragment_fromstring(f'<p class="missing">{LINE}。</p>'))
    official = Official.model_validate({"署名": "青禾镇党群工作办公室", "成文日期": "2026-11-05"})
    made = docx.Document(io.BytesIO(docx_bytes(replace(body, summary=summary(official)))))
    (remark,) = [p for p in made.paragraphs if p.style.name == "Missing"]
    assert remark.paragraph_format.keep_with_next


def test_in_word_only_a_tall_row_may_break():
    tall = table("高", 3).model_copy(update={"rows": ((cell("甲"), cell(LONG * 10)), (cell("乙"), cell("低")))})
    rows = docx.Document(io.BytesIO(docx_bytes(document([(tall,)])))).tables[0]._tbl.tr_lst
    assert [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in rows] == [False, False, True, False]


def test_in_word_the_last_paragraph_leaves_no_single_line(word):
    ends = [p for p in word.paragraphs if p.style.name == "Last Text"]
    assert [p.text for p in ends[1:]] == [f"末句{k}。" for k in range(10, 10 + LINES)]
    assert ends[0].style.paragraph_format.widow_control


@pytest.fixture(scope="module")
def printed_word(tmp_path_factory):
    """The Word file as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("word")
    (folder / "report.docx").write_bytes(docx_bytes(BODY))
    office = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    subprocess.run([*office, "--convert-to", "pdf", "report.docx"], cwd=folder, check=True, capture_output=True)
    return Pages((folder / "report.pdf").read_bytes())


@pytest.mark.desk
def test_word_breaks_as_the_pdf_does(printed_word):
    ends = [lines[-1] for lines in printed_word.lines]
    assert [line for line in ends if re.search(ENDS, line)] == []
    for k in range(10, 10 + LINES):
        assert printed_word.green[printed_word.of(f"图题{k}")]
        for name, last in ((f"长{k}", 11), (f"短{k}", 2)):
            assert printed_word.of(f"{name}表题") == printed_word.of(f"{name}行02")
            assert printed_word.of(f"{name}表注") == printed_word.of(f"{name}行{last:02}")
        spanned = {printed_word.of(f"长{k}行{row:02}") for row in range(1, 12)}
        assert spanned == set(printed_word.all_of(f"长{k}表头"))
