"""The styles of a Word file: faces, sizes and line pitch of GB/T 9704-2012."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from yanpan.export.formulas import default_file
from yanpan.export.word.official import RED, finish_official

PITCH = 28.95
"""Exact line pitch in pt: 22 lines in 225 mm."""

FANGSONG, KAI, HEI, SONG, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
FALLBACKS = {FANGSONG: "仿宋", KAI: "楷体", TITLE: "华文中宋", HEI: "SimHei", SONG: "SimSun"}
"""Faces that Word and WPS take where the first is not installed (`w:altName`)."""


@dataclass(frozen=True)
class _Look:
    """How a paragraph style looks. Sizes and pitches in pt (0: as high as its content); `indent` in 1/100 character."""

    face: str = FANGSONG
    size: float = 16
    pitch: float = PITCH
    indent: int = 0
    centred: bool = False
    right: int = 0
    """Set flush right, so many 1/100 characters in."""
    ragged: bool = False
    """Flush left and not justified."""
    keep_next: bool = False
    widows: bool = False
    """Never one line of it alone on a page."""
    before: float = 0
    after: float = 0
    grid: bool = True
    red: bool = False


_SMALL = _Look(size=10.5, pitch=17, grid=False)
_CAPTION = _Look(face=HEI, size=12, pitch=20, centred=True, before=8, after=4, grid=False)
STYLES: dict[str, _Look] = {
    "Normal": _Look(),
    "Body Text": _Look(indent=200),
    "First Paragraph": _Look(indent=200),
    "Kept Text": _Look(indent=200, keep_next=True),
    "Last Text": _Look(indent=200, widows=True),
    "Compact": _Look(),
    "Block Text": _Look(face=KAI, indent=200),
    "Heading 1": _Look(face=TITLE, size=22, pitch=34, centred=True, keep_next=True, after=PITCH, grid=False),
    "Heading 2": _Look(face=HEI, indent=200, keep_next=True),
    "Heading 3": _Look(face=KAI, indent=200, keep_next=True),
    **{f"Heading {level}": _Look(indent=200, keep_next=True) for level in (4, 5, 6)},
    "Caption": _CAPTION,
    "Table Caption": _Look(**{**vars(_CAPTION), "keep_next": True}),
    "Image Caption": _Look(**{**vars(_CAPTION), "before": 4, "after": 8}),
    "Captioned Figure": _Look(pitch=0, centred=True, keep_next=True, grid=False),
    "Figure": _Look(pitch=0, centred=True, grid=False),
    "Source Code": _Look(size=9, pitch=13, grid=False, ragged=True),
    "Table Text": _Look(face=SONG, size=10.5, pitch=16, grid=False),
    "Table Head": _Look(face=HEI, size=10.5, pitch=16, centred=True, grid=False),
    "Table Text Small": _Look(face=SONG, size=9, pitch=13, grid=False),
    "Table Head Small": _Look(face=HEI, size=9, pitch=13, centred=True, grid=False),
    "Note": _Look(**{**vars(_SMALL), "before": 4, "after": 6}),
    "Missing": _Look(face=KAI),
    "Lead": _Look(face=KAI, indent=200),
    "Address": _Look(),
    "Signed": _Look(right=350, before=PITCH, keep_next=True),
    "Dated": _Look(right=200),
    "Copy Mark": _Look(face=HEI),
    "Agency Mark": _Look(face=TITLE, size=42, pitch=0, centred=True, after=2 * PITCH, grid=False, red=True),
    "Document Number": _Look(centred=True, after=2 * PITCH),
    "Document Number Signed": _Look(indent=100, after=2 * PITCH),
    "Annex List": _Look(indent=200, before=PITCH, keep_next=True),
    "Annex List More": _Look(indent=500, keep_next=True),
    "Annex Label": _Look(face=HEI, after=PITCH, keep_next=True),
    "Annex Title": _Look(face=TITLE, size=22, pitch=34, centred=True, keep_next=True, after=PITCH, grid=False),
    "Imprint": _Look(size=14, indent=100, pitch=24, grid=False),
}
_SIDES = {
    (False, False): WD_ALIGN_PARAGRAPH.JUSTIFY,
    (True, False): WD_ALIGN_PARAGRAPH.CENTER,
    (False, True): WD_ALIGN_PARAGRAPH.RIGHT,
}
_WORDS = {"Strong": HEI, "Emphasis": KAI}


def styled_document() -> Any:
    """A document with nothing but our styles, made from pandoc's reference document."""
    return docx.Document(io.BytesIO(_reference()))


@lru_cache(maxsize=1)
def _reference() -> bytes:
    document = docx.Document(io.BytesIO(default_file("reference.docx")))
    _set_defaults(document)
    for name, look in STYLES.items():
        _set_style(_style(document, name, WD_STYLE_TYPE.PARAGRAPH), look)
    for name, face in _WORDS.items():
        set_face(_style(document, name, WD_STYLE_TYPE.CHARACTER), face)
    _style(document, "Verbatim Char", WD_STYLE_TYPE.CHARACTER).font.size = Pt(13)
    _box(_style(document, "Missing", WD_STYLE_TYPE.PARAGRAPH))
    finish_official(lambda name: _style(document, name, WD_STYLE_TYPE.PARAGRAPH))
    _rule(_style(document, "Table", WD_STYLE_TYPE.TABLE))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _set_defaults(document: Any) -> None:
    for tag in ("w:rFonts", "w:lang"):
        for old in document.styles.element.findall(f".//{qn('w:docDefaults')}//{qn(tag)}"):
            old.getparent().remove(old)
    words = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    lang = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        lang.set(qn(f"w:{name}"), "zh-CN")
    words.append(lang)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)


def _style(document: Any, name: str, kind: Any) -> Any:
    for style in document.styles:
        if style.name == name:
            return style
    return document.styles.add_style(name, kind)


def _set_style(style: Any, look: _Look) -> None:
    for properties in ("w:rPr", "w:pPr"):
        for old in style.element.findall(qn(properties)):
            style.element.remove(old)
    set_face(style, look.face)
    style.font.size = Pt(look.size)
    if look.red:
        style.font.color.rgb = RED
    layout = style.paragraph_format
    layout.alignment = WD_ALIGN_PARAGRAPH.LEFT if look.ragged else _SIDES[bool(look.centred), bool(look.right)]
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.keep_with_next, layout.widow_control = look.keep_next, look.widows
    if look.pitch:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.pitch)
    else:
        layout.line_spacing = 1.0
    _set_grid(style, look)
    if style.name.startswith("Heading"):
        _set_outline(style, int(style.name[-1]))


def set_face(style: Any, face: str) -> None:
    """The same face for Chinese and Latin, so that quotation marks keep a Chinese width."""
    style.font.name = face
    fonts = style.element.rPr.rFonts
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), face)
    fonts.set(qn("w:hint"), "eastAsia")


def _set_grid(style: Any, look: _Look) -> None:
    properties = style.element.get_or_add_pPr()
    indents = properties.get_or_add_ind()
    indents.set(qn("w:firstLineChars"), str(look.indent))
    indents.set(qn("w:firstLine"), str(int(look.indent / 100 * look.size * 20)))
    if look.right:
        indents.set(qn("w:rightChars"), str(look.right))
        indents.set(qn("w:right"), str(int(look.right / 100 * look.size * 20)))
    if not look.grid:
        off = OxmlElement("w:snapToGrid")
        off.set(qn("w:val"), "0")
        properties.insert_element_before(off, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
        if style.name.startswith("Table "):
            _close_up(properties)
    elif look.size == 16:
        style.element.rPr.insert_element_before(_tight(), "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def _close_up(properties: Any) -> None:
    """No space between Chinese and Latin: dates in narrow columns take the width that was reckoned for them."""
    for tag in ("w:autoSpaceDE", "w:autoSpaceDN"):
        off = OxmlElement(tag)
        off.set(qn("w:val"), "0")
        properties.insert_element_before(off, "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _tight() -> Any:
    """16 pt letters 0.25 pt closer: 28 of them in 156 mm."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), "-5")
    return spacing


def _set_outline(style: Any, level: int) -> None:
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    style.element.get_or_add_pPr().append(outline)


def _box(style: Any) -> None:
    border = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right", "between"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "4"), ("space", "4"), ("color", "595959")):
            line.set(qn(f"w:{name}"), value)
        border.append(line)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(border, "w:snapToGrid", "w:spacing", "w:ind", "w:jc")


def _rule(style: Any) -> None:
    """Lines and insets of every table."""
    for name in ("w:tblPr", "w:tblStylePr", "w:pPr"):
        for old in style.element.findall(qn(name)):
            style.element.remove(old)
    line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
    borders = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    insets = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    )
    inside = f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{insets}</w:tblCellMar>"
    style.element.append(parse_xml(f"<w:tblPr {nsdecls('w')}>{inside}</w:tblPr>"))
