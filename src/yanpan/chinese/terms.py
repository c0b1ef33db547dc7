"""Words that differ between villages and urban communities, and lists as Chinese sets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """What people and bodies are called in one kind of place."""

    place: str
    residents: str
    committee: str
    bodies: str
    groups: str
    delegates: str


VILLAGE = Terms("村", "村民", "村委会", "村“两委”", "村民小组", "村民代表")
COMMUNITY = Terms("社区", "居民", "居委会", "社区“两委”", "居民小组", "居民代表")


def terms(kind: str) -> Terms:
    """The words for a place of the roster's 类型; ValueError for any other kind.

    >>> terms("村").committee, terms("社区").groups
    ('村委会', '居民小组')
    """
    known = {VILLAGE.place: VILLAGE, COMMUNITY.place: COMMUNITY}
    if kind not in known:
        raise ValueError(f"no such kind of place: {kind}")
    return known[kind]


def listed(names: Iterable[str]) -> str:
    """Names as a list that closes with 和.

    >>> listed(["思想动态", "履职成效", "群众反映"]), listed(["产业"])
    ('思想动态、履职成效和群众反映', '产业')
    """
    *first, last = names
    return f"{'、'.join(first)}和{last}" if first else last


def join_names(names: Iterable[str]) -> str:
    """Names with 、 between them; empty without any.

    >>> join_names(["甲", "乙", "丙"]), join_names([])
    ('甲、乙、丙', '')
    """
    return "、".join(names)
