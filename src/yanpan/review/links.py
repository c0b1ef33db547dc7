"""A link from a page of the desk to a file beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A file, addressed from the page, and what it is called."""

    href: str
    text: str
