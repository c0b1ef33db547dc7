"""Finding figures in running text: Arabic numerals, and Chinese numerals that count something (两个村, 三条问题)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ARABIC = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?")
_MEASURE = "个名人项处盏条次份户亩票元里场支张家公"
_COUNTED = re.compile(
    rf"[两二三四五六七八九十百千万亿]+余?(?=[{_MEASURE}])|[一二三四五六七八九十百千万]+分之[一二三四五六七八九十百千]+"
)
"""一 is left out on purpose: 一个, 一项 are articles far more often than counts."""
_AFTER_A_WORD = re.compile(r"[第之]$")


@dataclass(frozen=True)
class Numeral:
    """A figure and where it stands (offsets into the text)."""

    start: int
    end: int
    text: str


def numerals(text: str, set_terms: Iterable[str] = ()) -> list[Numeral]:
    """Figures in the text from left to right, those inside a set term (两委, 三会一课) left out.

    >>> [found.text for found in numerals("两委成员谈话12人次，三个村没有，第二批", ["两委"])]
    ['12', '三']
    >>> numerals("开展一次主题党日")
    []
    """
    covered = list(_covered(text, set_terms))
    found = [*_ARABIC.finditer(text), *(each for each in _COUNTED.finditer(text) if not _ordinal(text, each))]
    return sorted(
        (
            Numeral(match.start(), match.end(), match.group())
            for match in found
            if not any(start <= match.start() and match.end() <= end for start, end in covered)
        ),
        key=lambda numeral: numeral.start,
    )


def _ordinal(text: str, match: re.Match[str]) -> bool:
    return _AFTER_A_WORD.search(text[: match.start()]) is not None


def _covered(text: str, set_terms: Iterable[str]) -> Iterator[tuple[int, int]]:
    for term in set_terms:
        for match in re.finditer(re.escape(term), text):
            yield match.span()
