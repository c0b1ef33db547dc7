"""Numbering of lists in Word: one definition for bullets, one for figures, and a count of its own for every list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from yanpan.export.clean import Element

_DEEPEST = 8
_STEP, _HANGING = 640, 480
"""Twentieths of a point: two characters a level."""

_BULLETS, _FIGURES = 1, 2


@dataclass(frozen=True)
class ListLevel:
    """Numbering and indent of an item's first paragraph, and the indent of those after it."""

    numbering: str
    first: str
    further: str


class Lists:
    """The lists of one document."""

    def __init__(self) -> None:
        self._numbers = list[str]()
        self._depth = -1

    @contextmanager
    def level(self, items: Element) -> Iterator[ListLevel]:
        """A list begins, within those that have not ended."""
        self._depth += 1
        depth = min(self._depth, _DEEPEST)
        number = self._begun(items, depth)
        try:
            yield ListLevel(
                f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>',
                f'<w:ind w:firstLineChars="0" w:left="{_left(depth)}" w:hanging="{_HANGING}"/>',
                f'<w:ind w:firstLineChars="0" w:left="{_left(depth)}" w:firstLine="0"/>',
            )
        finally:
            self._depth -= 1

    def _begun(self, items: Element, depth: int) -> int:
        number, start = len(self._numbers) + 1, items.get("start", "")
        kind = _FIGURES if items.tag == "ol" else _BULLETS
        first = int(start) if start.isdecimal() else 1
        over = f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{first}"/></w:lvlOverride>'
        self._numbers.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{over if kind == _FIGURES else ""}</w:num>'
        )
        return number

    @property
    def xml(self) -> str:
        """All that `numbering.xml` holds."""
        return f"{_definition(_BULLETS, 'bullet')}{_definition(_FIGURES, 'decimal')}{''.join(self._numbers)}"


def _left(depth: int) -> int:
    return _STEP * (depth + 1) + _HANGING


def _definition(number: int, kind: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{"•" if kind == "bullet" else f"%{depth + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_left(depth)}" w:hanging="{_HANGING}"/></w:pPr></w:lvl>'
        for depth in range(_DEEPEST + 1)
    )
    many = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{many}{levels}</w:abstractNum>'
