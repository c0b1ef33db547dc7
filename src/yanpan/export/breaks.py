"""Which paragraphs stay with what follows, so that no page ends on a lead-in and none holds a single line."""

from __future__ import annotations

import math

from yanpan.export.clean import Element
from yanpan.export.columns import length_of
from yanpan.export.outline import OWN_PAGE, text_of

KEPT, LAST = "kept", "last"
"""Classes: stays with the next block; ends a part of the document, so never leaves one line for the next page."""

_LINE = 28
_SHORT = 6
"""Lines up to which a whole paragraph may go over to the next page for the sake of the line after it."""


_CLOSING = ("attached", "attachedmore", "signed", "dated")
"""What follows the text of an official document, and must not stand on a page without any of it."""


def hold_together(root: Element) -> None:
    """Mark paragraphs that lead in (all bold, or ending in a colon), those before a new page, a signature, the end."""
    blocks = list(root.iterchildren())
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if following is None or _begins_page(following):
            _end(block)
        elif _is_plain(block) and _leads_in(block):
            block.set("class", KEPT)
        elif following.get("class") in _CLOSING and block.get("class") not in _CLOSING and _is_short(block):
            _keep(block)


def _end(block: Element) -> None:
    """The last paragraph of a part; where it is one line, the paragraph before it comes along."""
    if not _is_plain(block):
        return
    block.set("class", LAST)
    before = block.getprevious()
    if before is not None and _lines(block) == 1 and _is_short(before):
        _keep(before)


def _keep(block: Element) -> None:
    """Keep a paragraph with the next one; one with a class of its own inside a division."""
    if _is_plain(block):
        block.set("class", KEPT)
        return
    frame = block.makeelement("div", {"class": KEPT})
    block.addprevious(frame)
    frame.tail, block.tail = block.tail, None
    frame.append(block)


def _is_plain(block: Element) -> bool:
    return block.tag == "p" and not block.get("class")


def _leads_in(paragraph: Element) -> bool:
    bold = "".join(strong.text_content() for strong in paragraph.iterchildren("strong", "b"))
    text = text_of(paragraph)
    return bool(text) and (text.endswith(("：", ":")) or text == " ".join(bold.split()))


def _begins_page(block: Element) -> bool:
    return block.tag == "h2" and text_of(block).startswith(OWN_PAGE)


def _is_short(block: Element) -> bool:
    return block.tag == "p" and _lines(block) <= _SHORT


def _lines(paragraph: Element) -> int:
    """Lines that the paragraph takes, its first one indented by two characters."""
    return math.ceil((length_of(paragraph.text_content()) + 2) / _LINE)
