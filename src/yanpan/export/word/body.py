"""The text of a Word file as WordprocessingML: every paragraph with a style, and a bookmark for every id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from yanpan.config.official import Official
from yanpan.export.clean import Element
from yanpan.export.content import CONTAINERS, HEADINGS, KINDS, Words, blocks_of, is_note, kind_of, words_of
from yanpan.export.official import split_annex
from yanpan.export.outline import ANNEX, OWN_PAGE, text_of
from yanpan.export.word.lists import Lists
from yanpan.export.word.place import Place, style_id
from yanpan.export.word.runs import Look, Material, run, runs_of
from yanpan.export.word.tables import table_xml

_AT_FOOT = (
    '<w:framePr w:w="8844" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" w:yAlign="bottom"/>'
)
"""The imprint's place: LibreOffice takes frames from paragraphs, not from styles."""

_AS_HIGH_AS_NEEDED = '<w:spacing w:line="240" w:lineRule="auto"/>'
"""A line of the fixed pitch would cut a picture off."""

_FIGURES = ("Figure", "CaptionedFigure")
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'


class Text:
    """Writes the text of one document."""

    def __init__(self, material: Material, official: Official | None, lists: Lists) -> None:
        self._material, self._official, self._lists = material, official, lists
        self._waiting = list[str]()
        self._marks = 0

    def blocks(self, element: Element, place: Place = Place()) -> str:
        """The blocks that stand in an element."""
        pieces = list(blocks_of(element))
        following = [*pieces, None][1:]
        return "".join(self._block(piece, after, place) for piece, after in zip(pieces, following, strict=True))

    def paragraph(self, place: Place, runs: str) -> str:
        """A paragraph, which takes the bookmarks that wait for one."""
        names = list(enumerate(self._waiting, self._marks + 1))
        self._marks, self._waiting = self._marks + len(names), []
        starts = "".join(f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>' for number, name in names)
        ends = "".join(f'<w:bookmarkEnd w:id="{number}"/>' for number, _ in names)
        return f"<w:p>{place.xml}{starts}{runs}{ends}</w:p>"

    def words(self, words: Words, place: Place) -> str:
        """A paragraph of these words, none where they say nothing."""
        runs = self._runs(words)
        if not runs:
            return ""
        if is_picture(words):
            style = place.style if place.style in _FIGURES else _FIGURES[0]
            return self.paragraph(replace(place, style=style, indent=""), runs)
        frame = _AT_FOOT if place.style == "Imprint" else ""
        pitch = _AS_HIGH_AS_NEEDED if "<w:drawing>" in runs else ""
        return self.paragraph(replace(place, frame=frame, pitch=pitch), runs)

    def _runs(self, words: Words) -> str:
        for word in words:
            for element in () if isinstance(word, str) else word.iter():
                self._mark(element)
        return runs_of(words, self._material)

    def _mark(self, element: Element) -> None:
        if element.get("id"):
            self._waiting.append(self._material.anchors[element.get("id")])

    def _block(self, piece: Element | Words, after: Element | Words | None, place: Place) -> str:
        if isinstance(piece, list):
            return self.words(piece, place)
        self._mark(piece)
        if piece.tag == "table":
            return table_xml(piece, self, noted=is_note(after))
        if piece.tag == "hr":
            return self.paragraph(Place(rule=_RULE), "")
        if piece.tag in HEADINGS:
            return self._heading(piece)
        writers = {"figure": self._figure, "pre": self._code, "ul": self._list, "ol": self._list}
        if piece.tag in writers:
            return writers[piece.tag](piece, place)
        if piece.tag in ("p", "figcaption"):
            return self.words(words_of(piece), self._inside(piece, place))
        return self.blocks(piece, self._inside(piece, place))

    def _inside(self, element: Element, place: Place) -> Place:
        """The place of what stands in a block."""
        kind = kind_of(element) if element.tag in (*CONTAINERS, "p") else None
        if kind:
            return replace(
                place, style=style_id(KINDS[kind]), kept=place.kept or place.style == style_id(KINDS["kept"])
            )
        if element.tag == "blockquote":
            return replace(place, style="BlockText")
        if element.tag == "dt":
            return replace(place, style="KeptText")
        return replace(place, indent='<w:ind w:left="640"/>') if element.tag == "dd" else place

    def _heading(self, heading: Element) -> str:
        text, level = text_of(heading), int(heading.tag[1])
        if self._official and self._official.attached and level == 2 and text.startswith(ANNEX):
            return self._annex(text)
        place = Place(style=f"Heading{level}", new_page=level == 2 and text.startswith(OWN_PAGE))
        return self.paragraph(place, self._runs(words_of(heading)))

    def _annex(self, text: str) -> str:
        """`附件1 长表`: the label at the top of a page, the title under it."""
        label, title = split_annex(text)
        waiting, self._waiting = self._waiting, []
        above = self.paragraph(Place(style="AnnexLabel"), run(label, Look()))
        self._waiting = waiting
        return above + (self.paragraph(Place(style="AnnexTitle"), run(title, Look())) if title else "")

    def _figure(self, figure: Element, _: Place) -> str:
        """Pictures, the caption under them."""
        caption = figure.find("figcaption")
        place = Place(style=_FIGURES[caption is not None])
        inside = [piece for piece in blocks_of(figure) if piece is not caption]
        made = "".join(self._block(piece, None, place) for piece in inside)
        return made if caption is None else made + self._block(caption, None, Place(style="ImageCaption"))

    def _list(self, items: Element, place: Place) -> str:
        """The items' first paragraphs numbered, the others indented as they are."""
        made = ""
        with self._lists.level(items) as level:
            for item in blocks_of(items):
                for number, (piece, style) in enumerate(self._pieces(item)):
                    inside = replace(
                        place,
                        style=place.style or style,
                        numbering="" if number else level.numbering,
                        indent=level.further if number else level.first,
                    )
                    made += self._block(piece, None, inside)
        return made

    def _pieces(self, item: Element | Words) -> Iterator[tuple[Element | Words, str]]:
        """What an item consists of, with its style; what stands in a list outside of its items is one too."""
        if isinstance(item, list) or item.tag != "li":
            yield item, "Compact"
            return
        self._mark(item)
        style = "Compact" if item.find("p") is None else "BodyText"
        yield from ((piece, style) for piece in blocks_of(item))

    def _code(self, code: Element, place: Place) -> str:
        lines = code.text_content().rstrip().split("\n")
        said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
        return self.paragraph(Place(style="SourceCode", indent=place.indent), f"<w:r>{Look().xml}{said}</w:r>")


def is_picture(words: Words) -> bool:
    """True if there is nothing else than pictures."""
    elements = [word for word in words if not isinstance(word, str)]
    text = "".join(word for word in words if isinstance(word, str))
    return bool(elements) and all(each.tag == "img" for each in elements) and not text.strip(" \t\n\f\r")
