"""Changes that a reviewer made with tracking switched off: the file's original text held against what was sent out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from yanpan.review.reviewed_changes import silent
from yanpan.review.reviewed_text import Remark, Reviewed

_CHANGED, _GONE = "改动（未留痕）", "删去（未留痕）"
_SAME = "（文件没有记录）"


def untracked(sent: Reviewed, back: Reviewed) -> Iterator[Remark]:
    """What differs without a tracked change, by bookmark and by table row; nothing where all bookmarks are lost."""
    places = {passage.anchor: place for place, passage in reversed(list(enumerate(back.passages))) if passage.anchor}
    if not places:
        return
    said = {_squeezed(passage.before) for passage in back.passages}
    last = 0
    for passage in sent.passages:
        if not passage.anchor or passage.row:
            continue
        place = places.get(passage.anchor)
        if place is None and _squeezed(passage.before) not in said and passage.before.strip():
            yield Remark(_GONE, _SAME, "", "", passage.before, last, passage.anchor)
        last = last if place is None else place
    yield from _reworded(sent, back, places)
    yield from _rows(sent, back, places)


def _reworded(sent: Reviewed, back: Reviewed, places: dict[str, int]) -> Iterator[Remark]:
    texts = _by_anchor(back)
    for anchor, before in _by_anchor(sent).items():
        step = silent(before, texts[anchor]) if anchor in texts else None
        if step is not None and step != ("", ""):
            yield Remark(_CHANGED, _SAME, "", step[1], step[0], places[anchor], anchor)


def _by_anchor(reviewed: Reviewed) -> dict[str, str]:
    """Bookmark -> original text; a passage that was split counts with all its parts."""
    texts: dict[str, str] = {}
    for passage in reviewed.passages:
        for piece in passage.pieces if not passage.row else ():
            if piece.anchor and not piece.put:
                texts[piece.anchor] = texts.get(piece.anchor, "") + piece.text
    return texts


def _rows(sent: Reviewed, back: Reviewed, places: dict[str, int]) -> Iterator[Remark]:
    """Rows of tables, each table by itself."""
    texts = _tables(back)
    for anchor, before in _tables(sent).items():
        now = texts.get(anchor, [])
        if anchor not in places:
            continue
        matcher = difflib.SequenceMatcher(None, [row for row, _ in before], [row for row, _ in now], autojunk=False)
        for kind, start, end, first, last in matcher.get_opcodes():
            if kind != "equal":
                old, new = ("；".join(row for row, _ in rows) for rows in (before[start:end], now[first:last]))
                place = now[first][1] if first < len(now) else places[anchor]
                step = silent(old, new)
                if step is not None:
                    yield Remark(_CHANGED, _SAME, "", step[1], step[0], place, None)


def _tables(reviewed: Reviewed) -> dict[str, list[tuple[str, int]]]:
    """Bookmark of a table's caption -> its rows' original texts, each with its first passage."""
    tables: dict[str, list[tuple[str, int]]] = {}
    anchor, row = "", ""
    for place, passage in enumerate(reviewed.passages):
        if not passage.row:
            anchor, row = passage.anchor or anchor, ""
        elif passage.row != row and anchor:
            row = passage.row
            tables.setdefault(anchor, []).append((_squeezed(row), place))
    return tables


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
