"""The sample's reports on paper: no page ends on a heading or a caption, and none holds a single line."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from lxml import html as lxml_html


def squeezed(text):
    return re.sub(r"\s|\u200b|\ufffe", "", text)


def lines_of(page):
    text = page.get_textpage()
    lines = [squeezed(line) for line in text.get_text_range().splitlines()]
    text.close()
    return [line for line in lines if line and not re.fullmatch(r"—\d+—", line)]


@pytest.fixture(params=["villages/V03", "township"])
def report(request, finished_round):
    """Lines of the PDF, page by page, and the HTML's main part."""
    folder = finished_round.home / request.param
    with pypdfium2.PdfDocument(folder / "report.pdf") as opened:
        pages = [lines_of(page) for page in opened]
    root = lxml_html.parse(str(folder / "report.html"), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))
    return pages, root.getroot().find(".//main")


def test_no_page_ends_on_a_heading_or_a_tables_caption(report):
    pages, main = report
    titles = {squeezed(each.text_content()) for each in main.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//caption")}
    assert len(titles) > 10
    assert [title for lines in pages for title in titles if "".join(lines).endswith(title)] == []


def test_a_tables_caption_stands_on_the_page_of_its_first_row(report):
    pages, main = report
    texts = ["".join(lines) for lines in pages]
    for table in main.iter("table"):
        caption = squeezed(table.find("caption").text_content())
        cells = [squeezed(cell.text_content()) for cell in table.find("tbody/tr")]
        places = [text for text in texts if caption in text]
        assert any(all(cell[:6] in text for cell in cells) for text in places), caption


def test_no_page_holds_a_single_line(report):
    pages, _ = report
    assert min(map(len, pages)) > 1
