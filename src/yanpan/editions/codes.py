"""Code names in order: 甲, 乙 … 癸, then pairs of a stem and a branch, then numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def codes() -> Iterator[str]:
    """Code names without end, each once.

    >>> from itertools import islice
    >>> list(islice(codes(), 9, 13))
    ['癸', '甲子', '甲丑', '甲寅']
    """
    yield from STEMS
    yield from (stem + branch for stem in STEMS for branch in BRANCHES)
    yield from (f"第{number}" for number in count(131))
