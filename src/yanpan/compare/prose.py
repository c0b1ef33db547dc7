"""The prose of a finished report: every paragraph with the facts that it prints, from the executed notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from yanpan.batch.outputs import NOTEBOOK
from yanpan.document import Run
from yanpan.verify.blocks import runs_in


@dataclass(frozen=True)
class Text:
    """A paragraph. `place`: the heading that it stands under."""

    id: str
    place: str
    runs: tuple[Run, ...]
    analyst: bool = False

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)

    @property
    def frame(self) -> str:
        """The wording without what its facts print."""
        return "".join("{}" if run.fact else run.text for run in self.runs)

    @property
    def facts(self) -> frozenset[str]:
        """Keys of the facts printed."""
        return frozenset(run.fact for run in self.runs if run.fact)


def read_prose(folder: Path, owner: str) -> tuple[Text, ...]:
    """The owner's paragraphs in order; () if the folder holds no executed notebook."""
    path = folder / NOTEBOOK
    if not path.is_file():
        return ()
    cells = json.loads(path.read_text(encoding="utf-8")).get("cells", [])
    return tuple(_texts(cells, owner))


def _texts(cells: list[dict[str, Any]], owner: str) -> Iterator[Text]:
    heading = ""
    for shown in _shown(cells):
        for element in lxml_html.fragment_fromstring(shown, create_parent="div").iter("h1", "h2", "h3", "h4", "p"):
            if element.tag != "p":
                heading = " ".join(element.text_content().split())
            elif element.get("data-village") == owner and element.get("id"):
                analyst = element.get("data-origin") == "analyst"
                yield Text(str(element.get("id")), heading, tuple(runs_in(element)), analyst)


def _shown(cells: list[dict[str, Any]]) -> Iterator[str]:
    """HTML of headings typed in (Markdown) and of outputs, in order."""
    for cell in cells:
        source = "".join(cell.get("source", ""))
        if cell.get("cell_type") == "markdown":
            yield from (_heading(line) for line in source.splitlines() if line.startswith("#"))
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html")
            if html:
                yield "".join(html)


def _heading(line: str) -> str:
    element = lxml_html.Element("h2")
    element.text = line.lstrip("# ")
    return str(lxml_html.tostring(element, encoding="unicode"))
