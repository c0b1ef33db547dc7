"""Finishes pandoc's Word file: page, page numbers, tables, properties, and bytes that do not depend on the day."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from yanpan.export.anchors import settle_bookmarks
from yanpan.export.docx_official import settle_official
from yanpan.export.docx_reference import FALLBACKS, SONG
from yanpan.export.docx_tables import finish_table
from yanpan.export.flow import Flow
from yanpan.export.outline import OWN_PAGE

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FONT_TABLE = "word/fontTable.xml"
_PACKED = (".png", ".jpg", ".gif", ".webp")


def finish(raw: bytes, flow: Flow) -> bytes:
    """The finished file."""
    document = docx.Document(io.BytesIO(raw))
    settle_bookmarks(document)
    if flow.official:
        settle_official(document, flow.official)
    _set_page(document)
    for table in document.tables:
        finish_table(table)
    chapter = document.styles["Heading 2"].style_id
    for paragraph in document.element.body.p_lst:
        if paragraph.style == chapter and paragraph.text.startswith(OWN_PAGE):
            Paragraph(paragraph, document).paragraph_format.page_break_before = True
    _set_properties(document, flow)
    held = io.BytesIO()
    document.save(held)
    return _settle_zip(held.getvalue())


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(34.9)
    section.left_margin, section.right_margin = Mm(28), Mm(25.9)
    section.footer_distance = Mm(34.9 - 7) - Pt(18)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    mirror = OxmlElement("w:mirrorMargins")
    document.settings.element.insert_element_before(
        mirror, "w:alignBordersAndEdges", "w:bordersDoNotSurroundHeader", "w:proofState", "w:attachedTemplate",
        "w:stylePaneFormatFilter", "w:defaultTabStop", "w:evenAndOddHeaders", "w:characterSpacingControl", "w:compat",
    )  # fmt: skip
    _keep_short_lines_short(document.settings.element)
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _keep_short_lines_short(settings: Any) -> None:
    """A justified line that ends in a line break is not spread over the whole width."""
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.insert_element_before(compat, "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:decimalSymbol")
    compat.insert(0, OxmlElement("w:doNotExpandShiftReturn"))


def _number(footer: Any, side: Any) -> None:
    """`— 1 —` in 四号宋体, one character in from the outer edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Pt(14)
    layout.line_spacing = Pt(18)
    for content in ("— ", None, " —"):
        run = paragraph.add_run(content)
        run.font.size, run.font.name = Pt(14), SONG
        run._element.rPr.rFonts.set(qn("w:eastAsia"), SONG)
        if content is None:
            run._element.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"/>'))
            run._element.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'))
            run._element.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>'))


def _set_properties(document: Any, flow: Flow) -> None:
    properties = document.core_properties
    day = dt.datetime.combine(flow.date, dt.time())
    properties.title, properties.language = flow.title, "zh-CN"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = day
    properties.identifier = flow.identity
    properties.revision = 1


def _settle_zip(data: bytes) -> bytes:
    """The same members with one date, compressed alike; pictures are so already."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = _font_table() if name == _FONT_TABLE else source.read(name)
            packing = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name, _EPOCH), content, packing)
    return held.getvalue()


def _font_table() -> bytes:
    """Our faces, each with the one to take where it is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
