"""The number lock over a finished page: every figure in running text comes from a fact, a date or a heading number.

In the title, in captions and notes of source a figure must be one that some fact of the report prints.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from yanpan.chinese.typed import Numeral, numerals
from yanpan.document import Run
from yanpan.facts import Claim, Fact
from yanpan.verify.agreement import disagreement, share_word
from yanpan.verify.blocks import Page, Printed
from yanpan.verify.comparatives import by_anchor, comparatives
from yanpan.verify.fault import Fault

_AROUND = 10
_DATE = re.compile(r"[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_HEADING = re.compile(r"^(?:附件?[0-9]*|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．、])")
_FORMULA = re.compile(r"[A-Za-z0-9() ]*[−×/÷=＝+][A-Za-z0-9() −×/÷=＝+.]*")
"""A formula in the notebook's own definitions."""
_METHOD = re.compile(r"9[059]%(?=参考区间|置信)|满分100分|[0-9]+(?=级)")
"""What a caption may say of the method itself."""
_SHOWN = 24
_CELLS = ("td", "th")


def locked(
    page: Page,
    report: str,
    facts: Mapping[str, Fact],
    *,
    claims: Collection[Claim] = (),
    set_terms: Collection[str] = (),
    dates: Collection[str] = (),
) -> Iterator[Fault]:
    """Every breach in the page. `facts`: the report's facts by key; `claims`: comparisons that its text makes;
    `dates`: days that the report may name itself."""
    bound = by_anchor(claims)
    for block in page.blocks:
        yield from _block(block, report, facts, set_terms, dates)
        yield from comparatives(block, report, facts, bound)
    for cell in page.cells:
        yield from _spans(cell, report, facts)


def _block(
    block: Printed, report: str, facts: Mapping[str, Fact], set_terms: Collection[str], dates: Collection[str]
) -> Iterator[Fault]:
    allowed = _allowed_in(block, facts, dates)
    text = block.text
    for numeral in numerals(text, set_terms):
        free = any(start <= numeral.start and numeral.end <= end for start, end in allowed)
        if not free and not _is_printed(block.runs, numeral):
            yield Fault(report, block.place, _quote(text, numeral), f"数字“{numeral.text}”没有依据（不出自任何数据项）")
    yield from _spans(block, report, facts)
    if block.running and block.owner:
        yield from _share_words(block, report, facts)


def _allowed_in(block: Printed, facts: Mapping[str, Fact], dates: Collection[str]) -> list[tuple[int, int]]:
    """Where in the block's text figures may stand without a fact of their own."""
    text = block.text
    places = [match.span() for match in _DATE.finditer(text) if match.group() in dates]
    if block.tag.startswith("h"):
        places += [match.span() for match in _HEADING.finditer(text)]
    if not block.owner:
        places += [match.span() for match in _FORMULA.finditer(text)]
    if block.tag in ("h1", "figcaption", "caption") or block.style == "note":
        places += [match.span() for match in _METHOD.finditer(text)]
        known = {figure for fact in facts.values() for figure in _figures(fact)}
        places += [(n.start, n.end) for n in numerals(text) if n.text in known]
    return places


def _figures(fact: Fact) -> Iterator[str]:
    yield from (numeral.text for numeral in numerals(fact.text))
    if fact.n is not None:
        yield str(fact.n)


def _is_printed(runs: tuple[Run, ...], numeral: Numeral) -> bool:
    """True if the whole figure stands inside one fact's span."""
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.fact is not None and start <= numeral.start and numeral.end <= end:
            return True
        start = end
    return False


def _spans(block: Printed, report: str, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Spans whose fact does not exist, whose text is not the fact's, or whose qualifying word does not fit."""
    before = ""
    for run in block.runs:
        if run.fact is not None:
            fact = facts.get(run.fact)
            if fact is None:
                yield Fault(report, block.place, run.text, f"数据项 {run.fact} 不在本报告的数据里")
            elif numerals(run.text) and not _same(run.text, fact.text, in_cell=block.tag in _CELLS):
                yield Fault(report, block.place, run.text, f"与数据项 {run.fact} 的“{fact.text}”不一致")
            elif reason := disagreement(before, fact):
                yield Fault(report, block.place, f"{before[-4:]}{run.text}", reason)
        before = run.text


def _same(printed: str, text: str, *, in_cell: bool) -> bool:
    """Whether a span prints its fact; a cell may leave the unit to the column's head and pad decimals."""
    return printed == text or (in_cell and _values(printed) == _values(text))


def _values(text: str) -> list[float | str]:
    return [float(n.text) if re.fullmatch(r"[0-9.]+", n.text) else n.text for n in numerals(text)]


def _share_words(block: Printed, report: str, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """过半, 多数 and the like: true of the fact that they print; the register's own words are quoted as they are."""
    for run in block.runs:
        claim, fact = share_word(run.text), facts.get(run.fact or "")
        if claim is None or (fact is not None and isinstance(fact.value, str)):
            continue
        word, least = claim
        if fact is None:
            yield Fault(report, block.place, run.text[:_SHOWN], f"“{word}”没有数据依据")
        elif not _share(fact) > least:
            yield Fault(report, block.place, run.text[:_SHOWN], f"“{word}”与数据不符（{fact.text}）")


def _share(fact: Fact) -> float:
    value = float(fact.value or 0)
    return value if value <= 1 or not fact.n else value / fact.n


def _quote(text: str, numeral: Numeral) -> str:
    return text[max(0, numeral.start - _AROUND) : numeral.end + _AROUND]
