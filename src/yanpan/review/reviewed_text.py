"""What a reviewer wrote into a Word file: comments and tracked changes, each with the paragraph that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from yanpan.export.anchors import PREFIX
from yanpan.review.reviewed_file import Parts

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_LETTERS = {qn("w:t"), qn("w:delText"), _MATH}
_FIXED = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:drawing"): "［图］"}
_IN = (qn("w:ins"), qn("w:moveTo"))
_OUT = (qn("w:del"), qn("w:moveFrom"))
_FORMAT = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange")


@dataclass(frozen=True)
class Piece:
    """Letters with who put them in or took them out: (author, date), None if nobody did."""

    text: str
    put: tuple[str, str] | None
    taken: tuple[str, str] | None
    anchor: str | None


@dataclass
class Passage:
    """A paragraph of the file. `row`: original text of the table row that it stands in, '' outside tables."""

    anchor: str | None
    pieces: list[Piece] = field(default_factory=list)
    row: str = ""
    mark_put: tuple[str, str] | None = None
    mark_taken: tuple[str, str] | None = None

    @property
    def before(self) -> str:
        """The text as it was sent out."""
        return "".join(piece.text for piece in self.pieces if not piece.put)

    @property
    def after(self) -> str:
        """The text with all changes accepted."""
        return "".join(piece.text for piece in self.pieces if not piece.taken)


@dataclass(frozen=True)
class Remark:
    """A comment or tracked change; `place` is the number of its passage, None if the file does not say."""

    kind: str
    author: str
    date: str
    text: str
    quote: str = ""
    place: int | None = None
    anchor: str | None = None
    """The bookmark nearest before it in its passage."""


@dataclass
class Reviewed:
    """A file's passages in order, remarks in order, and the number of changes of format only."""

    name: str
    identity: str
    passages: list[Passage]
    comments: list[Remark]
    formats: int


def read_passages(parts: Parts) -> Reviewed:
    """Passages of body and notes, and the comments; tracked changes are in the passages' pieces."""
    passages: list[Passage] = []
    starts: dict[str, tuple[int, str | None]] = {}
    quotes: dict[str, list[str]] = {}
    formats = 0
    for root in (parts.document, *parts.notes):
        _Walk(passages, starts, quotes).through(root)
        formats += sum(1 for name in _FORMAT for _ in root.iter(qn(f"w:{name}")))
    comments = [] if parts.comments is None else list(_comments(parts, starts, quotes))
    return Reviewed(parts.name, parts.identity, passages, comments, formats)


class _Walk:
    """One pass over a part: letters, bookmarks and ranges of comments in the order of the text."""

    def __init__(
        self, passages: list[Passage], starts: dict[str, tuple[int, str | None]], quotes: dict[str, list[str]]
    ) -> None:
        self.passages, self.starts, self.quotes = passages, starts, quotes
        self.open: set[str] = set()
        self.bookmarks: dict[str, str] = {}
        self.anchor: str | None = None
        self.homes: dict[Any, int] = {}

    def through(self, root: Any) -> None:
        for element in root.iter():
            if element.tag == qn("w:p"):
                self._begin(element)
            elif element.tag == qn("w:bookmarkStart"):
                self._mark(element)
            elif element.tag == qn("w:bookmarkEnd"):
                self.bookmarks.pop(element.get(qn("w:id")), None)
            elif element.tag == qn("w:commentRangeStart"):
                self._start(element.get(qn("w:id")))
                self.open.add(element.get(qn("w:id")))
            elif element.tag == qn("w:commentRangeEnd"):
                self.open.discard(element.get(qn("w:id")))
            elif element.tag == qn("w:commentReference"):
                self._start(element.get(qn("w:id")))
            elif element.tag in _LETTERS or element.tag in _FIXED or _is_tab(element):
                self._letters(element)
        for passage, row in _rows(root, self.homes):
            self.passages[passage].row = "\t".join(self.passages[place].before for place in row)

    def _begin(self, paragraph: Any) -> None:
        self.homes[paragraph] = len(self.passages)
        self.anchor = next(reversed(self.bookmarks.values()), None)
        words = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        put, taken = (None, None) if words is None else (words.find(_IN[0]), words.find(_OUT[0]))
        self.passages.append(Passage(self.anchor, mark_put=_by(put), mark_taken=_by(taken)))

    def _mark(self, bookmark: Any) -> None:
        name = bookmark.get(qn("w:name"), "")
        if not name.startswith(PREFIX):
            return
        self.bookmarks[bookmark.get(qn("w:id"))] = self.anchor = name
        if self.passages and self.passages[-1].anchor is None and _home(bookmark) is not None:
            self.passages[-1].anchor = name

    def _start(self, number: str) -> None:
        if self.passages:
            self.starts.setdefault(number, (len(self.passages) - 1, self.anchor))

    def _letters(self, element: Any) -> None:
        home = self.homes.get(_home(element))
        if home is None:
            return
        text = "\t" if _is_tab(element) else _FIXED.get(element.tag, element.text or "")
        put, taken = _by(_above(element, _IN)), _by(_above(element, _OUT))
        self.passages[home].pieces.append(Piece(text, put, taken, self.anchor))
        for number in self.open:
            self.quotes.setdefault(number, []).append(text)


def _is_tab(element: Any) -> bool:
    return bool(element.tag == qn("w:tab") and element.getparent().tag == qn("w:r"))


def _home(element: Any) -> Any:
    return next(element.iterancestors(qn("w:p")), None)


def _above(element: Any, tags: tuple[str, ...]) -> Any:
    """The nearest of `tags` around an element, within its paragraph."""
    for each in element.iterancestors():
        if each.tag == qn("w:p"):
            return None
        if each.tag in tags:
            return each
    return None


def _by(change: Any) -> tuple[str, str] | None:
    return None if change is None else (change.get(qn("w:author")) or "（未署名）", _day(change))


def _day(element: Any) -> str:
    """Date and time as Word shows them."""
    return (element.get(qn("w:date")) or "")[:16].replace("T", " ")


def _rows(root: Any, homes: dict[Any, int]) -> Iterator[tuple[int, list[int]]]:
    """Passages in table rows, each with all passages of its row."""
    for row in root.iter(qn("w:tr")):
        places = [homes[paragraph] for paragraph in row.iter(qn("w:p")) if paragraph in homes]
        yield from ((place, places) for place in places)


def _comments(
    parts: Parts, starts: dict[str, tuple[int, str | None]], quotes: dict[str, list[str]]
) -> Iterable[Remark]:
    threads = {} if parts.threads is None else {each.get(f"{_W15}paraId"): each for each in parts.threads}
    for comment in parts.comments.iter(qn("w:comment")):
        number = comment.get(qn("w:id"))
        paragraphs = list(comment.iter(qn("w:p")))
        thread = threads.get(paragraphs[-1].get(f"{_W14}paraId")) if paragraphs else None
        place, anchor = starts.get(number, (None, None))
        kind = "批注" if thread is None or not thread.get(f"{_W15}paraIdParent") else "回复"
        yield Remark(
            kind=kind + ("（已解决）" if thread is not None and thread.get(f"{_W15}done") in ("1", "true") else ""),
            author=comment.get(qn("w:author")) or "（未署名）",
            date=_day(comment),
            text="\n".join("".join(each.text or "" for each in p.iter(qn("w:t"))) for p in paragraphs).strip(),
            quote="".join(quotes.get(number, [])),
            place=place,
            anchor=anchor,
        )
