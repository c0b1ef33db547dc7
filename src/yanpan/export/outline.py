"""Title, headings and contents of a body."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan.export.clean import Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


ANNEX = "附件"
OWN_PAGE = (ANNEX, "签批页")
"""Headings of level 2 that begin a new page."""


@dataclass(frozen=True)
class Entry:
    """A heading in the contents. Level 2 is a chapter."""

    level: int
    id: str
    text: str


def settle_headings(root: Element, otherwise: str) -> None:
    """One `<h1>`, the first (made of `otherwise` where there is none), and no level skipped below it.

    Where there are more, all headings after the first go one level down.
    """
    for heading in list(root.iter(*_HEADINGS)):
        if not text_of(heading):
            heading.drop_tree()
    titles = list(root.iter("h1"))
    if not titles:
        root.insert(0, _title_element(otherwise, root))
    lower = int(len(titles) > 1)
    level = 0
    for heading in root.iter(*_HEADINGS):
        wanted = 1 if level == 0 else max(2, int(heading.tag[1]) + lower)
        level = min(wanted, level + 1, 6)
        heading.tag = f"h{level}"


def _title_element(text: str, root: Element) -> Element:
    heading = root.makeelement("h1")
    heading.text, heading.tail, root.text = text, root.text, None
    return heading


def give_ids(root: Element) -> None:
    """Every heading has an id and no id stands twice."""
    seen: set[str] = set()
    for element in root.iterdescendants():
        wanted = element.get("id")
        if wanted and wanted in seen:
            del element.attrib["id"]
        elif wanted:
            seen.add(wanted)
    number = 0
    for heading in root.iter(*_HEADINGS):
        while heading.get("id") is None:
            number += 1
            if f"节{number}" not in seen:
                heading.set("id", f"节{number}")


def contents(root: Element) -> tuple[Entry, ...]:
    """Headings of levels 2 and 3 in order."""
    return tuple(Entry(int(heading.tag[1]), heading.get("id"), text_of(heading)) for heading in root.iter("h2", "h3"))


def title(root: Element) -> str:
    """Text of the `<h1>`."""
    return text_of(next(root.iter("h1")))


def text_of(element: Element) -> str:
    """The element's text, white space folded."""
    return " ".join(element.text_content().split())
