"""版头, 版记 and annexes in Word: by styles that the township can change, not by direct formatting."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from yanpan.config.official import Official
from yanpan.export.official import TOP, agency_size, split_annex
from yanpan.export.outline import ANNEX

RED = RGBColor(0xE6, 0x00, 0x12)
WIDTH = 8844
_LINE = 28.95
_PLACE = 'w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" w:yAlign="bottom"'
_FOOT = f'<w:framePr w:w="{WIDTH}" w:wrap="around" {_PLACE}/>'
"""Frames are taken from paragraphs, not from styles, by LibreOffice."""
_ORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def finish_official(style: Callable[[str], Any]) -> None:
    """Rules, tabulators and the place at the foot of the page, in the styles of the reference document."""
    for name in ("Document Number", "Document Number Signed"):
        _borders(style(name), '<w:bottom w:val="single" w:sz="12" w:space="11" w:color="E60012"/>')
    _tab(style("Document Number Signed"), WIDTH - 320)
    imprint = style("Imprint")
    _borders(
        imprint,
        '<w:top w:val="single" w:sz="8" w:space="3" w:color="000000"/>'
        '<w:bottom w:val="single" w:sz="8" w:space="3" w:color="000000"/>'
        '<w:between w:val="single" w:sz="6" w:space="3" w:color="000000"/>',
    )
    _tab(imprint, WIDTH - 280)
    style("Annex Label").paragraph_format.page_break_before = True
    _insert(style("Annex Title"), '<w:outlineLvl w:val="1"/>', ())


def settle_official(document: Any, official: Official) -> None:
    """Sizes that depend on the text, and annexes with label and title apart."""
    if official.masthead:
        mark = document.styles["Agency Mark"]
        mark.font.size = Pt(agency_size(official.masthead.agency))
        mark.paragraph_format.space_before = max(Mm(TOP) - Pt(_LINE * len(official.marks)), Pt(0))
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Imprint":
            frame = _element(_FOOT)
            paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:widowControl", "w:pBdr", *_ORDER)
    for paragraph, following in pairwise(document.paragraphs):
        if paragraph.style.name == "Missing" and following.style.name in ("Annex List", "Signed"):
            paragraph.paragraph_format.keep_with_next = True
    for paragraph in list(document.paragraphs) if official.attached else ():
        if paragraph.style.name == "Heading 2" and paragraph.text.startswith(ANNEX):
            _part(document, paragraph)


def _part(document: Any, heading: Paragraph) -> None:
    """`附件1 长表`: the label at the top of a page, the title under it."""
    label, title = split_annex(heading.text)
    above = Paragraph(copy.deepcopy(heading._p), heading._parent)
    for mark in [*above._p.iter(qn("w:bookmarkStart")), *above._p.iter(qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    heading._p.addprevious(above._p)
    _say(above, label, document.styles["Annex Label"])
    if title:
        _say(heading, title, document.styles["Annex Title"])
    else:
        heading._p.getparent().remove(heading._p)


def _say(paragraph: Paragraph, text: str, style: Any) -> None:
    for run in paragraph.runs[1:]:
        run._element.getparent().remove(run._element)
    paragraph.runs[0].text = text
    paragraph.style = style


def _borders(style: Any, lines: str) -> None:
    _insert(style, f"<w:pBdr>{lines}</w:pBdr>", _ORDER)


def _tab(style: Any, place: int) -> None:
    _insert(style, f'<w:tabs><w:tab w:val="right" w:pos="{place}"/></w:tabs>', _ORDER[2:])


def _insert(style: Any, xml: str, before: tuple[str, ...]) -> None:
    style.element.get_or_add_pPr().insert_element_before(_element(xml), *before)


def _element(xml: str) -> Any:
    return parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {nsdecls('w')}", xml))
