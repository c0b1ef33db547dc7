"""Whatever an office types into a register comes out as plain text in every format."""

from __future__ import annotations

import re
import zipfile

import openpyxl
import pypdfium2
from lxml import html

ROUND = "2023-mid"
HOSTILE = "<script>alert</script>=甲+乙**粗**#let甲|乙$乙$`丙`[丁](戊){满意率}"
"""Without digits: figures in a problem must come from its evidence."""


def spoil(project) -> None:
    """Put hostile text into a problem, its measure and a project's name, all of V03, as an office would."""
    for table, key, headings in (
        ("问题清单", "WT-V03-", ("表述要点",)),
        ("整改台账", "WT-V03-", ("整改方向", "具体措施")),
        ("项目建设", "XM-V03-", ("名称",)),
    ):
        (path,) = project.raw(ROUND).glob(f"{table}*.xlsx")
        book = openpyxl.load_workbook(path)
        for sheet in book:
            columns = {cell.value: cell.column for row in sheet.iter_rows(max_row=4) for cell in row if cell.value}
            for row in sheet.iter_rows():
                if any(str(cell.value).startswith(key) for cell in row):
                    for heading in headings:
                        sheet.cell(row[0].row, columns[heading]).value += HOSTILE
        book.save(path)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2060\u200b]", "", text)


def test_hostile_text_is_plain_text_in_every_format(own_project, yanpan) -> None:
    spoil(own_project)
    done = yanpan(own_project, "run", "--only", "V03", "--jobs", "1")
    assert done.code == 0, done.err
    page = html.parse(str(done.village("V03") / "report.html")).getroot()
    assert HOSTILE in squeezed(page.find(".//main").text_content())
    assert not [each for each in page.iter("script") if (each.text or "").startswith("alert")]
    with zipfile.ZipFile(done.village("V03") / "report.docx") as archive:
        assert HOSTILE in squeezed(html.fromstring(archive.read("word/document.xml")).text_content())
    with pypdfium2.PdfDocument(done.village("V03") / "report.pdf") as pdf:
        text = squeezed("".join(each.get_textpage().get_text_range() for each in pdf))
    assert "**粗**#let甲|乙$乙$`丙`[丁](戊){满意率}" in text
    cells = [cell for row in openpyxl.load_workbook(done.township / "整改台账.xlsx").active for cell in row]
    assert any(HOSTILE in squeezed(str(cell.value)) for cell in cells)
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
