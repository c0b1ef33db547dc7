"""What differs between two texts: Chinese character by character, figures and Latin words whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\d+(?:\.\d+)?%?|[A-Za-z]+|\s+|.", re.DOTALL)

Kind = Literal["same", "deleted", "inserted"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both have, only the former has, or only the latter."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Pieces in reading order; joined without the inserted ones they are `before`, without the deleted ones `after`.

    >>> [(piece.kind, piece.text) for piece in differences("装灯38盏", "装路灯40盏")]
    [('same', '装'), ('inserted', '路'), ('same', '灯'), ('deleted', '38'), ('inserted', '40'), ('same', '盏')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for _, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if gone == come:
            yield Piece("same", gone)
            continue
        if gone:
            yield Piece("deleted", gone)
        if come:
            yield Piece("inserted", come)
