"""版头 and 版记 in Word: by styles that the township can change, not by direct formatting."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor

from yanpan.config.official import Masthead
from yanpan.export.official import TOP, agency_size

RED = RGBColor(0xE6, 0x00, 0x12)
WIDTH = 8844
_LINE = 28.95
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


def settle_masthead(document: Any, masthead: Masthead, marks: int) -> None:
    """The size of 发文机关标志 by its length, and its distance from the top under so many lines of marks."""
    mark = document.styles["Agency Mark"]
    mark.font.size = Pt(agency_size(masthead.agency))
    mark.paragraph_format.space_before = max(Mm(TOP) - Pt(_LINE * marks), Pt(0))


def _borders(style: Any, lines: str) -> None:
    _insert(style, f"<w:pBdr>{lines}</w:pBdr>", _ORDER)


def _tab(style: Any, place: int) -> None:
    _insert(style, f'<w:tabs><w:tab w:val="right" w:pos="{place}"/></w:tabs>', _ORDER[2:])


def _insert(style: Any, xml: str, before: tuple[str, ...]) -> None:
    style.element.get_or_add_pPr().insert_element_before(_element(xml), *before)


def _element(xml: str) -> Any:
    return parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {nsdecls('w')}", xml))
