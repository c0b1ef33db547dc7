"""Words of a paragraph as runs: text, breaks, pictures, formulas, links, each looking as its elements say."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from yanpan.export.clean import Element
from yanpan.export.content import Words, folded, words_of
from yanpan.export.formulas import Formula, formula_of

_POINT = 12_700
"""English metric units of a point."""

_LOOKS = {
    **dict.fromkeys(("strong", "b"), ("style", "Strong")),
    **dict.fromkeys(("em", "i", "cite"), ("style", "Emphasis")),
    **dict.fromkeys(("code", "kbd"), ("style", "VerbatimChar")),
    **dict.fromkeys(("s", "del"), ("lines", "<w:strike/>")),
    **dict.fromkeys(("u", "ins"), ("lines", '<w:u w:val="single"/>')),
    "mark": ("lines", '<w:highlight w:val="yellow"/>'),
    "sub": ("height", '<w:vertAlign w:val="subscript"/>'),
    "sup": ("height", '<w:vertAlign w:val="superscript"/>'),
}


@dataclass(frozen=True)
class Look:
    """How a run looks: a character style, lines through or under it, its height."""

    style: str = ""
    lines: str = ""
    height: str = ""

    @property
    def xml(self) -> str:
        """Its properties; quotation marks and dashes are always as wide as Chinese ones."""
        style = f'<w:rStyle w:val="{self.style}"/>' if self.style else ""
        return f'<w:rPr>{style}<w:rFonts w:hint="eastAsia"/>{self.lines}{self.height}</w:rPr>'


@dataclass
class Material:
    """What the text refers to and the package must hold. `pictures`: name -> bytes; `anchors`: id -> bookmark."""

    pictures: Mapping[str, bytes]
    anchors: Mapping[str, str]
    formulas: Mapping[Formula, str]
    shown: dict[str, str] = field(default_factory=dict)
    """Pictures in the text: name -> relation."""
    links: dict[str, str] = field(default_factory=dict)
    """Addresses outside: address -> relation."""
    drawn: int = 0

    def relation_of_picture(self, name: str) -> str:
        """The relation by which the text finds the picture."""
        return self.shown.setdefault(name, f"picture{len(self.shown) + 1}")

    def relation_of_link(self, address: str) -> str:
        """The relation by which the text finds the address."""
        return self.links.setdefault(address, f"link{len(self.links) + 1}")


_BREAK, _TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
_Piece = tuple[str, Look | None]
"""A text with its look, or XML with none."""


def runs_of(words: Words, material: Material) -> str:
    """The runs, white space folded over all of them; none at the ends of a line."""
    made = list[_Piece]()
    for text, look in _pieces(words, Look(), material):
        if look is None:
            if text == _BREAK:
                _close_line(made)
            made.append((text, look))
        elif said := text.lstrip(" ") if _is_spaced(made) else text:
            made.append((said, look))
    _close_line(made)
    return "".join(text if look is None else run(text, look) for text, look in made)


def _is_spaced(made: list[_Piece]) -> bool:
    return not made or made[-1] == (_BREAK, None) or (made[-1][1] is not None and made[-1][0].endswith(" "))


def _close_line(made: list[_Piece]) -> None:
    if made and made[-1][1] is not None:
        text, look = made.pop()
        if text.rstrip(" "):
            made.append((text.rstrip(" "), look))


def run(text: str, look: Look) -> str:
    """A run of this text."""
    return f'<w:r>{look.xml}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _pieces(words: Words, look: Look, material: Material) -> Iterator[_Piece]:
    for word in words:
        if isinstance(word, str):
            yield folded(word), look
        else:
            yield from _element(word, look, material)


def _element(element: Element, look: Look, material: Material) -> Iterator[_Piece]:
    if element.tag == "br":
        yield _BREAK, None
    elif element.tag == "img":
        yield picture(element, material), None
    elif element.tag == "span" and "fill" in element.classes:
        yield _TAB, None
    elif element.tag == "span" and "math" in element.classes:
        yield from _formula(element, material)
    elif element.tag == "a" and element.get("href"):
        inside = runs_of_link(element, look, material)
        yield inside, None
    elif element.tag == "q":
        yield "“", look
        yield from _pieces(words_of(element), look, material)
        yield "”", look
    else:
        name, value = _LOOKS.get(element.tag, ("", ""))
        yield from _pieces(words_of(element), replace(look, **{name: value}) if name else look, material)


def _formula(span: Element, material: Material) -> Iterator[_Piece]:
    formula = formula_of(span)
    code = material.formulas.get(formula)
    yield (formula[0], Look(style="VerbatimChar")) if code is None else (code, None)


def runs_of_link(link: Element, look: Look, material: Material) -> str:
    """A link to a place of the document, or to an address outside."""
    address = link.get("href")
    if address.startswith("#"):
        place = f"w:anchor={quoteattr(material.anchors.get(address[1:], address[1:]))}"
        inside = _pieces(words_of(link), look, material)
    else:
        place = f'r:id="{material.relation_of_link(address)}"'
        inside = _pieces(words_of(link), replace(look, style="Hyperlink"), material)
    said = "".join(text if look is None else run(text, look) for text, look in inside if text)
    return f"<w:hyperlink {place}>{said}</w:hyperlink>"


def picture(image: Element, material: Material) -> str:
    """A run with the picture, as wide as the element says and as high as follows from it."""
    name, said = image.get("src"), quoteattr(folded(image.get("alt", "")))
    with Image.open(io.BytesIO(material.pictures[name])) as opened:
        across, down = opened.size
    width = round(float(image.get("width")) * 0.75 * _POINT)
    extent = f'cx="{width}" cy="{round(width * down / across)}"'
    material.drawn += 1
    relation, number = material.relation_of_picture(name), material.drawn
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={said}/><a:graphic><a:graphicData '
        f'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr '
        f'id="{number}" name={quoteattr(name)}/><pic:cNvPicPr><a:picLocks noChangeAspect="1"/></pic:cNvPicPr>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr bwMode="auto"><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></w:r>"
    )
