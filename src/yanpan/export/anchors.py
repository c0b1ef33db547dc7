"""Anchors: Word bookmarks named after a report's blocks, by which a reviewed file is read back."""

from __future__ import annotations

import hashlib
import re

from yanpan.export.clean import Element
from yanpan.summary import Summary

PREFIX = "yp_"
_KINDS = {"p": "段", "table": "表", "figure": "图"}
_LONGEST = 40
"""Word cuts longer names of bookmarks."""


def name_blocks(root: Element) -> None:
    """Give every paragraph, table and figure that has no id one by its place: 段1, 表1, 图1."""
    taken = {element.get("id") for element in root.iterdescendants() if element.get("id")}
    counts = dict.fromkeys(_KINDS, 0)
    for element in root.iter(*_KINDS):
        if element.get("id"):
            continue
        counts[element.tag] += 1
        wanted = f"{_KINDS[element.tag]}{counts[element.tag]}"
        element.set("id", wanted if wanted not in taken else f"{wanted}-{len(taken)}")


def anchor_of(block: str) -> str:
    """The bookmark's name: letters that Word and WPS take, at most 40, no two blocks alike.

    >>> anchor_of("V03-段1")
    'yp_V03_段1_b5ee17'
    """
    digest = hashlib.sha256(block.encode("utf-8")).hexdigest()[:6]
    room = _LONGEST - len(PREFIX) - len(digest) - 1
    plain = re.sub(r"\W", "_", block)[:room]
    return f"{PREFIX}{plain}_{digest}"


def anchors_of(root: Element) -> dict[str, str]:
    """Every id in the tree, or that a link of it leads to, with the name of its bookmark."""
    links = (element.get("href", "") for element in root.iter("a"))
    ids = [*root.xpath(".//@id"), *(link[1:] for link in links if link.startswith("#"))]
    return {str(block): anchor_of(str(block)) for block in ids}


def identity_of(summary: Summary) -> str:
    """Which report a file is: round, edition, kind, owner, and what it was made from."""
    return "|".join(
        ("yanpan", summary.round, summary.edition, getattr(summary, "kind", ""), summary.owner, summary.inputs[:12])
    )
