"""Rare characters of names: told once where another face lends them, as their shape may differ from the rest."""

from __future__ import annotations

import logging
from collections import defaultdict

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


def tell_borrowed(root: Element, system_fonts: bool) -> None:
    """Warn in one sentence of characters that the face of their place lacks, naming the face that lends them."""
    texts, told = _texts(root), []
    for role in Role:
        lent = fonts.borrowed(texts.get(role, ""), role, system=system_fonts)
        told += [f"{role}用{family}（{'、'.join(letters)}）" for family, letters in lent.items()]
    if told:
        _LOG.warning("有生僻字不在本处字体里，已代用：%s；打印前请核对字形。", "、".join(told))


def _texts(root: Element) -> dict[Role, str]:
    """The text set in each role."""
    texts: dict[Role, list[str]] = defaultdict(list)
    for piece in root.xpath(".//text()"):
        holder = piece.getparent().getparent() if piece.is_tail else piece.getparent()
        texts[_role(holder)].append(str(piece))
    return {role: "".join(pieces) for role, pieces in texts.items()}


def _role(element: Element) -> Role:
    while element is not None:
        if element.tag in _ROLES:
            return _ROLES[element.tag]
        element = element.getparent()
    return Role.FANGSONG
