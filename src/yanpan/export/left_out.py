"""The public edition on paper and screen: sections of which nothing is published fall away, annexes are renumbered."""

from __future__ import annotations

import re

from yanpan.editions.public import LEFT_OUT
from yanpan.export.clean import Element
from yanpan.export.outline import ANNEX, text_of

_NUMBER = re.compile(rf"({ANNEX})[0-9]+")
_OURS = "data-village"
_ORIGIN = "-来历"
ABOUT = "说明：本报告的来历"
"""What the chapter is called in which nothing stands but what the report was made from."""


def drop_left_out(root: Element) -> None:
    """Remove the remarks that something is left out; of chapters that hold nothing else also heading and preface."""
    for remark in [each for each in root.iter("p") if text_of(each) == LEFT_OUT]:
        remark.set("class", "left-out")
    for heading in list(root.iter("h2")):
        parts = _parts(heading)
        gone = [part for part in parts if part.get("class") == "left-out"]
        kept = [part for part in parts if part.get(_OURS) and part not in gone]
        if gone and all((part.get("id") or "").endswith(_ORIGIN) for part in kept):
            for part in parts if kept else (heading, *parts):
                if part not in kept:
                    part.drop_tree()
            heading.text = ABOUT
    for remark in [each for each in root.iter("p") if each.get("class") == "left-out"]:
        remark.drop_tree()
    annexes = [heading for heading in root.iter("h2") if _NUMBER.match(text_of(heading))]
    for number, heading in enumerate(annexes, start=1):
        heading.text = _NUMBER.sub(rf"\g<1>{number if len(annexes) > 1 else ''}", heading.text or "", count=1)


def _parts(heading: Element) -> list[Element]:
    """What follows a heading of level 2, up to the next of its level."""
    found = []
    for element in heading.itersiblings():
        if element.tag in ("h1", "h2"):
            break
        found.append(element)
    return found
