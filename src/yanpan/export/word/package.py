"""The Word file as a package: what all reports share is made once; the bytes do not depend on the day."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, nsmap, qn
from docx.shared import Mm, Pt
from lxml import etree

from yanpan.config.official import Masthead
from yanpan.export.word.official import settle_masthead
from yanpan.export.word.styles import FALLBACKS, SONG, styled_document

_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DOCUMENT, _RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_NUMBERING, _FONTS, _PROPERTIES = "word/numbering.xml", "word/fontTable.xml", "docProps/core.xml"
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_PREFIXES = ("w", "m", "r", "a", "pic", "wp")


@dataclass(frozen=True)
class Properties:
    """What the file says of itself."""

    title: str
    day: dt.date
    identity: str


@dataclass(frozen=True)
class _Base:
    """The parts that all reports share, and the page's layout."""

    parts: Mapping[str, bytes]
    section: str


def pack(
    text: str,
    numbering: str,
    properties: Properties,
    pictures: Mapping[str, tuple[str, bytes]],
    links: Mapping[str, str],
    masthead: tuple[Masthead, int] | None = None,
) -> bytes:
    """The file. `pictures`: relation -> (name, bytes); `links`: relation -> address; `masthead`: and lines above it."""
    base = _base(masthead)
    kinds = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in _KINDS.items())
    relations = "".join(
        f'<Relationship Id="{relation}" Type="{RELATION.IMAGE}" Target="media/{name}"/>'
        for relation, (name, _) in pictures.items()
    ) + "".join(
        f'<Relationship Id="{relation}" Type="{RELATION.HYPERLINK}" Target={quoteattr(address)} TargetMode="External"/>'
        for relation, address in links.items()
    )
    parts = {
        **base.parts,
        _TYPES: _within(base.parts[_TYPES], "</Types>", kinds),
        _RELATIONS: _within(base.parts[_RELATIONS], "</Relationships>", relations),
        _DOCUMENT: _document(f"{text}{base.section}"),
        _NUMBERING: f"{_HEAD}<w:numbering {nsdecls('w')}>{numbering}</w:numbering>".encode(),
        _PROPERTIES: _properties(properties),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
        for name, content in pictures.values():  # packed already
            target.writestr(zipfile.ZipInfo(f"word/media/{name}", _EPOCH), content, zipfile.ZIP_STORED)
    return held.getvalue()


def _document(inside: str) -> bytes:
    return f"{_HEAD}<w:document {nsdecls(*_PREFIXES)}><w:body>{inside}</w:body></w:document>".encode()


def _within(part: bytes, end: str, more: str) -> bytes:
    return part.replace(end.encode(), f"{more}{end}".encode())


def _properties(told: Properties) -> bytes:
    spaces = " ".join(f'xmlns:{prefix}="{nsmap[prefix]}"' for prefix in ("cp", "dc", "dcterms", "xsi"))
    day = f'xsi:type="dcterms:W3CDTF">{told.day.isoformat()}T00:00:00Z'
    inside = (
        f"<dc:title>{escape(told.title)}</dc:title><dc:creator></dc:creator><cp:keywords></cp:keywords>"
        f"<dc:description></dc:description><cp:lastModifiedBy></cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {day}</dcterms:created><dcterms:modified {day}</dcterms:modified>"
        f"<dc:identifier>{escape(told.identity)}</dc:identifier><dc:language>zh-CN</dc:language>"
    )
    return f"{_HEAD}<cp:coreProperties {spaces}>{inside}</cp:coreProperties>".encode()


@lru_cache(maxsize=8)
def _base(masthead: tuple[Masthead, int] | None) -> _Base:
    document = styled_document()
    for relation in list(document.part.rels.values()):
        if relation.reltype in (RELATION.FOOTNOTES, RELATION.COMMENTS, RELATION.HYPERLINK):  # pandoc's examples
            document.part.rels.pop(relation.rId)
    if masthead:
        settle_masthead(document, *masthead)
    _set_page(document)
    section = document.sections[0]._sectPr
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as made:
        parts = {name: made.read(name) for name in made.namelist() if "customXml" not in name}
    parts[_FONTS] = _font_table()
    return _Base(parts, etree.tostring(section, encoding="unicode"))


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


def _font_table() -> bytes:
    """Our faces, each with the one to take where it is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    return f"{_HEAD}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
