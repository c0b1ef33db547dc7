"""Tracked changes of a passage, told as an editor would: put in, taken out, put in place of."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from yanpan.review.reviewed_text import Passage, Piece, Remark

Who = tuple[str, str]


def changes(passage: Passage, place: int) -> Iterator[Remark]:
    """The tracked changes of one passage in order; a passage taken out or put in whole is one change."""
    before, after = passage.before.strip(), passage.after.strip()
    taken = next((piece.taken for piece in passage.pieces if piece.taken), None)
    put = next((piece.put for piece in passage.pieces if piece.put), None)
    if before and not after and taken:
        yield Remark("整段删除", *taken, "", before, place, passage.anchor)
    elif after and not before and put and passage.mark_put:
        yield Remark("新增一段", *put, after, "", place, passage.anchor)
    else:
        yield from _inside(passage, place)
        if passage.mark_taken and after:
            yield Remark("与下段合并", *passage.mark_taken, "", after[-12:], place, passage.anchor)
        if passage.mark_put and before:
            yield Remark("在此分段", *passage.mark_put, "", after[-12:], place, passage.anchor)


def _inside(passage: Passage, place: int) -> Iterator[Remark]:
    """Runs of changed letters by one author; letters taken out beside letters put in are one rewording."""
    run: list[Piece] = []
    for piece in (*passage.pieces, Piece("", None, None, None)):
        if run and _who(piece) != _who(run[0]):
            yield _told(run, place, passage)
            run = []
        if _who(piece):
            run.append(piece)


def _who(piece: Piece) -> str | None:
    who = piece.taken or piece.put
    return who[0] if who else None


def _told(run: list[Piece], place: int, passage: Passage) -> Remark:
    out = "".join(piece.text for piece in run if piece.taken)
    new = "".join(piece.text for piece in run if piece.put and not piece.taken)
    kind = "改写" if out and new else "删除" if out else "插入"
    who = run[0].taken or run[0].put or ("", "")
    return Remark(kind, *who, new, out, place, run[0].anchor or passage.anchor)


def silent(before: str, now: str) -> tuple[str, str] | None:
    """What was taken out and put in where a text was changed without tracking; None if it is the same but for space.

    >>> silent("路灯38盏。", "路灯83盏。")
    ('38', '83')
    """
    old, new = (re.sub(r"\s+", "", text) for text in (before, now))
    if old == new:
        return None
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    first, last = changed[0], changed[-1]
    return old[first[1] : last[2]], new[first[3] : last[4]]
