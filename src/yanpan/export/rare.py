"""Rare characters of names: told once where another face lends them, as their shape may differ from the rest."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping

from yanpan import fonts
from yanpan.export.clean import Element
from yanpan.fonts import Role

_LOG = logging.getLogger(__name__)
_ROLES = {
    "h1": Role.TITLE,
    **dict.fromkeys(("h2", "caption", "figcaption", "th", "strong", "b"), Role.HEI),
    **dict.fromkeys(("h3", "em", "i"), Role.KAI),
}
"""Elements set in another face than the text's."""


def tell_borrowed(letters: Mapping[Role, str], system_fonts: bool) -> None:
    """Warn in one sentence of characters that the face of their place lacks, naming the face that lends them."""
    told = []
    for role in Role:
        lent = fonts.borrowed(letters.get(role, ""), role, system=system_fonts)
        told += [f"{role}用{family}（{'、'.join(letters)}）" for family, letters in lent.items()]
    if told:
        _LOG.warning("有生僻字不在本处字体里，已代用：%s；打印前请核对字形。", "、".join(told))


def letters_of(root: Element) -> dict[Role, str]:
    """Every character set in each role, once, in code point order."""
    letters: dict[Role, set[str]] = defaultdict(set)
    _collect(root, Role.FANGSONG, letters)
    return {role: "".join(sorted(found)) for role, found in letters.items() if found}


def _collect(element: Element, role: Role, letters: dict[Role, set[str]]) -> None:
    inside = _ROLES.get(element.tag, role)
    letters[inside].update(element.text or "")
    for child in element:
        _collect(child, inside, letters)
        letters[inside].update(child.tail or "")
