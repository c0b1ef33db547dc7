"""Rare characters of village and personal names, in every place and face of a document: none is lost."""

import io
import logging
import re

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.unit.export.test_pdf import glyphs
from yanpan import fonts
from yanpan.document import HeadCell, Paragraph, ReportTable, Run, Section, cell
from yanpan.export.body import body_of_node
from yanpan.export.docx import docx_bytes
from yanpan.export.pdf import pdf_bytes
from yanpan.fonts import Role

WHEELS = "㙟㟃䶮堃堨埗垚洑犇赟喆𠅤𫖯𬭎"
"""In the faces of the wheels, so on every machine."""

FURTHER = "𠮷"
"""Extension B; only in faces of the system."""

HEADINGS = tuple(f"h{level}" for level in range(1, 7))
PLACES = (*HEADINGS, "p", "strong", "em", "code", "li", "th", "td", "caption", "note", "lead")


def document(letter):
    """One letter in every place, each beside the name of the place."""
    text = "\n\n".join(f"{'#' * level} h{level}{letter}" for level in range(1, 7))
    text += f"\n\np{letter} **strong{letter}** *em{letter}* `code{letter}`\n\n- li{letter}\n"
    table = ReportTable(
        id="表", owner="镇", caption=f"caption{letter}", head=((HeadCell(text=f"th{letter}"), HeadCell(text="x")),),
        rows=((cell("x"), cell(f"td{letter}")),), note=f"note{letter}",
    )  # fmt: skip
    lead = Paragraph(id="要点", owner="镇", style="lead", runs=(Run(text=f"lead{letter}"),))
    html = Section(id="节", owner="镇", blocks=(lead, table)).to_html()
    shown = new_code_cell("x", outputs=[new_output("display_data", {"text/html": html})])
    return body_of_node(new_notebook(cells=[new_markdown_cell(text), shown]))


def squeezed(text):
    return re.sub(r"\s|\u200b|\ufffe", "", text)


def check_pdf(data, letter):
    with pypdfium2.PdfDocument(data) as opened:
        text = squeezed("".join(page.get_textpage().get_text_bounded() for page in opened))
    assert [place for place in PLACES if f"{place}{letter}" not in text] == []
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert b"\0\0" not in set(glyphs(opened))


@pytest.mark.parametrize("letter", WHEELS)
def test_on_a_bare_machine_every_place_of_a_pdf_has_the_letter(letter):
    check_pdf(pdf_bytes(document(letter), system_fonts=False), letter)


@pytest.mark.desk
@pytest.mark.parametrize("letter", WHEELS + FURTHER)
def test_with_the_faces_of_the_system_every_place_has_the_letter(letter):
    check_pdf(pdf_bytes(document(letter)), letter)


def test_in_word_every_place_has_the_letters_and_the_face_of_its_style():
    made = docx.Document(io.BytesIO(docx_bytes(document(WHEELS + FURTHER))))
    text = squeezed("".join(each.text or "" for each in made.element.iter(qn("w:t"))))
    assert [place for place in PLACES if f"{place}{WHEELS}{FURTHER}" not in text] == []
    named = {name for fonts_ in made.element.body.iter(qn("w:rFonts")) for name in dict(fonts_.attrib)}
    assert named <= {qn("w:hint")}, "no run names a face of its own"
    for style in ("Heading 1", "Heading 2", "Heading 3", "Body Text", "Table Text", "Table Head"):
        slots = made.styles[style].element.rPr.rFonts
        assert slots.get(qn("w:eastAsia")) == slots.get(qn("w:ascii"))


def warnings_of(caplog, text, *, system_fonts=False):
    body = body_of_node(new_notebook(cells=[new_markdown_cell(text)]))
    with caplog.at_level(logging.WARNING, "yanpan.export.rare"):
        pdf_bytes(body, system_fonts=system_fonts)
    return [record.getMessage() for record in caplog.records if record.name == "yanpan.export.rare"]


def test_what_another_face_lends_is_told_in_one_sentence(caplog, monkeypatch):
    has = fonts._characters
    lacks = {"NotoSerif": {"㟃"}, "NotoSans": set()}
    monkeypatch.setattr(
        fonts, "role_families", lambda system=True: dict.fromkeys(Role, ("Noto Serif SC", "Noto Sans SC"))
    )
    monkeypatch.setattr(
        fonts, "_characters", lambda path, n: has(path, n) - next(lacks[key] for key in lacks if key in path)
    )
    assert warnings_of(caplog, "# 题\n\n## 㟃\n\n甲㟃𬭎") == [
        "有生僻字不在本处字体里，已代用：仿宋用Noto Sans SC（㟃）、黑体用Noto Sans SC（㟃）；打印前请核对字形。"
    ]


def test_common_letters_are_not_looked_for(caplog):
    assert warnings_of(caplog, "# 题\n\n普通的村名，𬭎㟃。") == []
