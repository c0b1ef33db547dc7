"""Marks: doubled ones, pairs that do not close, half and full width mixed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanpan.proof.slip import Slip, quoted

_HAN = r"[\u3400-\u9fff]"
_DOUBLED = re.compile(r"[，。、；：！？]{2,}|[，；：、](?=[”’」』）》])(?!”)|([“‘（《])[，。、；：！？]")
_HALF = re.compile(rf"(?<={_HAN})[,;:!?()](?={_HAN}|$)|(?<={_HAN})\.(?={_HAN}|$)")
_FULL = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．]+")
_GAP = re.compile(rf"(?<={_HAN})[ \u00a0]+(?={_HAN})")
_PLUSES = re.compile(r"[＋+]")
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〔": "〕", "【": "】", "「": "」"}
_CLOSERS = {close: start for start, close in _PAIRS.items()}


def doubled(text: str) -> Iterator[Slip]:
    """J01: marks one after another, or a mark that opens or closes a quotation for nothing.

    >>> [str(slip) for slip in doubled("成效明显。。")]
    ['J01\u3000“成效明显。。”：标点重复或连用，只留一个']
    """
    for match in _DOUBLED.finditer(text):
        yield Slip("J01", quoted(text, *match.span()), "标点重复或连用，只留一个")


def unpaired(text: str) -> Iterator[Slip]:
    """J02: quotation marks and brackets that do not pair, or cross each other.

    >>> [slip.quote for slip in unpaired("落实“双诺双评，（见附件）")]
    ['落实“双诺双评，（见附']
    """
    open_: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if char in _PAIRS:
            open_.append((char, place))
        elif char in _CLOSERS:
            if open_ and open_[-1][0] == _CLOSERS[char]:
                open_.pop()
            else:
                yield Slip("J02", quoted(text, place, place + 1), f"“{char}”没有与之成对的“{_CLOSERS[char]}”")
    for char, place in open_:
        yield Slip("J02", quoted(text, place, place + 1), f"“{char}”没有与之成对的“{_PAIRS[char]}”")


def widths(text: str) -> Iterator[Slip]:
    """J03: half-width marks between Chinese characters, full-width letters and figures, gaps, both kinds of plus.

    >>> [slip.advice for slip in widths("班子团结,有１７盏路灯")]
    ['汉字之间用全角标点', '数字、字母用半角']
    """
    for match in _HALF.finditer(text):
        yield Slip("J03", quoted(text, *match.span()), "汉字之间用全角标点")
    for match in _FULL.finditer(text):
        yield Slip("J03", quoted(text, *match.span()), "数字、字母用半角")
    for match in _GAP.finditer(text):
        yield Slip("J03", quoted(text, *match.span()), "汉字之间不空格")
    kinds = {match.group(): match for match in _PLUSES.finditer(text)}
    if len(kinds) > 1:
        yield Slip("J03", quoted(text, *kinds["＋"].span()), "加号全角、半角混用，统一成一种")
