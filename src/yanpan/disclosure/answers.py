"""Which answers to an item have to stand as one, and what is told instead of its rate."""

from __future__ import annotations

from collections.abc import Mapping

from yanpan.disclosure.rates import WITHHELD, bounded
from yanpan.disclosure.suppression import UnsafeError, hidden_in_line
from yanpan.schema.values import Satisfaction

VIEWS = (Satisfaction.SATISFIED, Satisfaction.MOSTLY, Satisfaction.DISSATISFIED)


def small_answers(
    items: Mapping[str, Mapping[str, int]], least: int, *, unknown: bool
) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """By item: the answers that are drawn as one, and what is told instead of the rate; nothing where all may stand.

    An answer that fewer than `least` gave is small; another one goes with it, as the sum is known. `unknown`: whether
    不了解 is a cell too. The rate would give the parts back, so it is a bound, or withheld where it is not the
    dissatisfied who are few. An item that none but few have answered is withheld as a whole.

    >>> items = {"作风": {"满意": 300, "基本满意": 90, "不满意": 8, "不了解": 12}}
    >>> joined, told = small_answers(items, 10, unknown=True)
    >>> joined["作风"] == {"不满意", "不了解"}, told
    (True, {'作风': '97%以上'})
    >>> small_answers(items, 5, unknown=False)
    ({}, {})
    """
    joined, told = {}, {}
    for label, counts in items.items():
        names = [str(answer) for answer in (VIEWS if not unknown else Satisfaction)]
        values = [counts.get(name, 0) for name in names]
        try:
            hidden = hidden_in_line(values, least)
        except UnsafeError:
            hidden = [True] * len(names)
        if any(hidden):
            joined[label] = frozenset(name for name, gone in zip(names, hidden, strict=True) if gone)
            told[label] = _told(counts, least)
    return joined, told


def _told(counts: Mapping[str, int], least: int) -> str:
    against = counts.get(Satisfaction.DISSATISFIED, 0)
    n = sum(counts.get(answer, 0) for answer in VIEWS)
    told = bounded(n - against, n, least)
    return told.text if told and 0 < against < least else WITHHELD
