"""Title, headings and contents of a body."""

from __future__ import annotations

from dataclasses import dataclass

from yanpan.export.clean import Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Entry:
    """A heading in the contents. Level 2 is a chapter."""

    level: int
    id: str
    text: str


def settle_headings(root: Element) -> None:
    """Leave one `<h1>`, the first; where there are more, all headings after it go one level down."""
    headings = list(root.iter(*_HEADINGS))
    for heading in headings:
        if not text_of(heading):
            heading.drop_tree()
    titles = [heading for heading in headings if heading.tag == "h1"]
    for heading in headings:
        if len(titles) > 1 and heading is not titles[0]:
            heading.tag = f"h{min(int(heading.tag[1]) + 1, 6)}"


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


def title(root: Element, otherwise: str) -> str:
    """Text of the `<h1>`; `otherwise` where there is none."""
    heading = root.find(".//h1")
    return otherwise if heading is None else text_of(heading)


def text_of(element: Element) -> str:
    """The element's text, white space folded."""
    return " ".join(element.text_content().split())
