"""What a paragraph's surroundings say of its layout."""

from __future__ import annotations

from dataclasses import dataclass


def style_id(name: str) -> str:
    """The id of a style in the file.

    >>> style_id("Kept Text")
    'KeptText'
    """
    return name.replace(" ", "")


@dataclass(frozen=True)
class Place:
    """Style and layout of a paragraph; those that are not said are the style's own."""

    style: str = ""
    kept: bool = False
    """Stays with what follows."""
    new_page: bool = False
    frame: str = ""
    numbering: str = ""
    rule: str = ""
    pitch: str = ""
    indent: str = ""
    side: str = ""

    @property
    def xml(self) -> str:
        """The properties in the order of the schema."""
        kept, new_page = "<w:keepNext/>" * self.kept, "<w:pageBreakBefore/>" * self.new_page
        style = f'<w:pStyle w:val="{self.style or "BodyText"}"/>'
        rest = f"{self.frame}{self.numbering}{self.rule}{self.pitch}{self.indent}{self.side}"
        return f"<w:pPr>{style}{kept}{new_page}{rest}</w:pPr>"
