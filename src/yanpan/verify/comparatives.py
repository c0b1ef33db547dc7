"""Comparatives in running text (高于, 增加, 最高, 持平 …), held against the comparison that the text rests on.

A comparison travels as a `Claim`, bound to a fact that the sentence prints. A word is held against the claims of the
fact in whose span it stands; else of the fact nearest to it in its clause; else of the next one in its sentence, else
of the one before. Words that only a test may choose (明显, 较高, 持平 …) stand in the span of the fact that holds them.

What this cannot see: a comparison without such a word (第一, 居前, 最宽), one that a register's text makes or an
analyst's own words away from two figures, and a test that was wrong from the start (deriving again repeats it).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yanpan.facts import Claim, Fact, Relation
from yanpan.schema.values import Grade
from yanpan.verify.blocks import Printed
from yanpan.verify.fault import Fault

_UP = "高于|多于|大于|增加|增至|增长|上升|升至|升为|偏高|偏多|提高"
_DOWN = "低于|少于|小于|减少|降至|减至|降为|下降|下滑|偏低|偏少|降低"
_NOT, _QUALIFIER = "没有|均未|都未|未", "不"
_WORD = re.compile(
    rf"(?P<not>{_NOT})?(?P<line>{_QUALIFIER})?(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<top>最高|最多)|"
    r"(?P<bottom>最低|最少)(?!场次)|(?P<same>相同(?!的)))"
)
_TESTED = re.compile(r"明显|持平|较高|较低")
_CLAUSE, _SENTENCE = "，；：。", "。！？"
_RANK = {str(grade): -place for place, grade in enumerate(Grade)}
_CLOSE = 1e-9
_AROUND = 8
_HOLDS = {
    Relation.HIGHER: lambda gap: gap > _CLOSE,
    Relation.LOWER: lambda gap: gap < -_CLOSE,
    Relation.SAME: lambda gap: abs(gap) <= _CLOSE,
    Relation.NOT_HIGHER: lambda gap: gap <= _CLOSE,
    Relation.HIGHEST: lambda gap: gap >= -_CLOSE,
    Relation.LOWEST: lambda gap: gap <= _CLOSE,
}
_SIGNED = (Relation.HIGHER, Relation.LOWER, Relation.NOT_HIGHER)
_STYLES = ("", "lead")


@dataclass(frozen=True)
class _Piece:
    """A run with where it begins in its block."""

    start: int
    text: str
    fact: str | None


def comparatives(
    block: Printed, report: str, facts: Mapping[str, Fact], claims: Mapping[str, Sequence[Claim]]
) -> Iterator[Fault]:
    """Every comparative of a paragraph that no comparison bears out, that says the opposite of it, or whose facts do
    not stand so. `claims`: by the key of the fact that they are bound to."""
    if not block.running or not block.owner or block.style not in _STYLES:
        return
    pieces = _pieces(block)
    if block.analyst:
        yield from _analysts(pieces, block, report, facts)
        return
    for piece in pieces:
        fact = facts.get(piece.fact or "")
        if piece.fact is None:
            yield from _tested(piece, block, report)
        elif fact is not None and piece.text == fact.text:
            continue
        elif _is_tested(claims.get(piece.fact, ())):
            told = "" if fact is None else fact.text
            yield Fault(report, block.place, piece.text, f"用词须与检验的结果一致，检验给出的是“{told}”")
        for found in _WORD.finditer(piece.text):
            if reason := _reason(found, piece, pieces, facts, claims):
                yield Fault(report, block.place, _quote(block.text, piece.start + found.start()), reason)


def _analysts(pieces: Sequence[_Piece], block: Printed, report: str, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """An analyst's sentence names no claims: a word between two figures of one unit is held against the two, a tested
    word beside a figure is named, and what is said without figures is the analyst's to answer for."""
    text = "".join(piece.text for piece in pieces)
    figures = [(piece, fact) for piece in pieces if (fact := facts.get(piece.fact or "")) and _value(fact) is not None]
    for found in (*_WORD.finditer(text), *_TESTED.finditer(text)):
        start, end = _span(text, found.start(), _SENTENCE)
        near = [(piece.start, fact) for piece, fact in figures if start <= piece.start < end]
        if found.re is _TESTED:
            reason = f"“{found.group()}”只能由检验得出，这里没有检验" if near else ""
        else:
            reason = _between(found, near)
        if reason:
            yield Fault(report, block.place, _quote(text, found.start()), reason)


def _between(found: re.Match[str], near: Sequence[tuple[int, Fact]]) -> str:
    """Why a word of direction does not fit the figure before it and the one after it; '' where there are no two."""
    before = [fact for start, fact in near if start < found.start()]
    after = [fact for start, fact in near if start > found.start()]
    relation = _relation(found)
    if found["line"] or not before or not after or before[-1].unit != after[0].unit or relation not in _SIGNED:
        return ""
    gap = (_value(before[-1]) or 0.0) - (_value(after[0]) or 0.0)
    told = f"{before[-1].label}{before[-1].text}，{after[0].label}{after[0].text}"
    return "" if _HOLDS[relation](gap) else f"“{found.group()}”与数据相反：{told}"


def by_anchor(claims: Collection[Claim]) -> dict[str, list[Claim]]:
    """Claims by the key of the fact that they are bound to."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.anchor, []).append(claim)
    return found


def _pieces(block: Printed) -> list[_Piece]:
    start, found = 0, []
    for run in block.runs:
        found.append(_Piece(start, run.text, run.fact))
        start += len(run.text)
    return found


def _tested(piece: _Piece, block: Printed, report: str) -> Iterator[Fault]:
    for found in _TESTED.finditer(piece.text):
        quote = _quote(block.text, piece.start + found.start())
        yield Fault(report, block.place, quote, f"“{found.group()}”只能由检验得出，这里没有检验")


def _is_tested(claims: Sequence[Claim]) -> bool:
    return any(claim.relation is Relation.TESTED for claim in claims)


def _reason(
    found: re.Match[str],
    piece: _Piece,
    pieces: Sequence[_Piece],
    facts: Mapping[str, Fact],
    claims: Mapping[str, Sequence[Claim]],
) -> str:
    """What is wrong with one word; '' if it is borne out, or only draws a line (不低于) before a figure."""
    if found["line"]:
        return ""
    wanted, word = _relation(found), found.group()
    held = claims.get(piece.fact, ()) if piece.fact else _nearest(piece, found.start(), pieces, claims)
    held = [claim for claim in held if claim.relation is not Relation.TESTED]
    if not held:
        return f"“{word}”没有可以核对的比较"
    if any(claim.relation is not wanted for claim in held):
        return f"“{word}”与数据相反：{_told(held[0], facts)}"
    wrong = next((claim for claim in held if not _stands(claim, facts)), None)
    return "" if wrong is None else f"“{word}”与数据不符：{_told(wrong, facts)}"


def _relation(found: re.Match[str]) -> Relation:
    if found["up"]:
        return Relation.NOT_HIGHER if found["not"] else Relation.HIGHER
    groups = (("down", Relation.LOWER), ("top", Relation.HIGHEST), ("bottom", Relation.LOWEST))
    return next((relation for name, relation in groups if found[name]), Relation.SAME)


def _nearest(
    piece: _Piece, offset: int, pieces: Sequence[_Piece], claims: Mapping[str, Sequence[Claim]]
) -> Sequence[Claim]:
    """Claims of the anchor that decides: nearest in the clause, else the next in the sentence, else the one before."""
    at, text = piece.start + offset, "".join(each.text for each in pieces)
    anchors = [each for each in pieces if each.fact and _signed(claims.get(each.fact, ()))]
    clause, sentence = _span(text, at, _CLAUSE), _span(text, at, _SENTENCE)
    inside = [each for each in anchors if clause[0] <= each.start < clause[1]]
    near = [each for each in anchors if sentence[0] <= each.start < sentence[1]]
    after, before = [each for each in near if each.start >= at], [each for each in near if each.start < at]
    chosen = min(inside, key=lambda each: abs(each.start - at), default=None) or next(iter(after or before[::-1]), None)
    return claims[chosen.fact] if chosen is not None and chosen.fact else ()


def _signed(claims: Sequence[Claim]) -> bool:
    return any(claim.relation is not Relation.TESTED for claim in claims)


def _span(text: str, at: int, marks: str) -> tuple[int, int]:
    """Where the clause or sentence around a place begins and ends."""
    start = max((text.rfind(mark, 0, at) for mark in marks), default=-1) + 1
    ends = [place for mark in marks if (place := text.find(mark, at)) >= 0]
    return start, min(ends, default=len(text))


def _stands(claim: Claim, facts: Mapping[str, Fact]) -> bool:
    """Whether the two facts stand so; a value that is withheld, or not handed over, says nothing against it."""
    of = _value(facts.get(claim.of))
    than = 0.0 if not claim.than else _value(facts.get(claim.than))
    return of is None or than is None or _HOLDS[claim.relation](of - than)


def _value(fact: Fact | None) -> float | None:
    if fact is None or fact.value is None:
        return None
    if isinstance(fact.value, str):
        return _RANK.get(fact.value)
    return float(fact.value)


def _told(claim: Claim, facts: Mapping[str, Fact]) -> str:
    of, than = facts.get(claim.of), facts.get(claim.than)
    named = [f"{fact.label}{fact.text}" for fact in (of, than) if fact is not None]
    return "，".join(named) or "数据项没有随报告交出"


def _quote(text: str, at: int) -> str:
    return text[max(0, at - _AROUND) : at + _AROUND]
