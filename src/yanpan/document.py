"""What a report is made of: headings, paragraphs, tables, figures. Each knows its village and prints itself as HTML.

The HTML is the one hand-over to the exporters: every output of our notebooks is `text/html` of this form, and
text that came from data is escaped here and nowhere else.

    <h3 id="…" data-village="V03">（三）…</h3>
    <p id="…" data-village="V03">…<span data-fact="V03.项目.….盏数">38盏</span>…</p>
    <table id="…" data-village="V03"><caption>…</caption><thead>…</thead><tbody>…</tbody></table>
    <figure id="…" data-village="V03"><img alt="…" src="data:image/svg+xml;base64,…"><figcaption>…</figcaption></figure>
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

from pydantic import BaseModel, ConfigDict

from yanpan.facts import Fact


class Run(BaseModel):
    """A piece of text; `fact` is the key of the Fact it prints, if any."""

    model_config = ConfigDict(frozen=True)

    text: str
    fact: str | None = None

    def to_html(self) -> str:
        """Escaped text, in a `<span data-fact>` where it prints a fact."""
        body = escape(self.text, quote=False)
        return body if self.fact is None else f'<span data-fact="{escape(self.fact)}">{body}</span>'


def run_of(fact: Fact) -> Run:
    """The run that prints a fact."""
    return Run(text=fact.text, fact=fact.key)


class Block(BaseModel):
    """Anything that stands in a report on its own lines. `owner` is a village id or `镇`; the stitcher checks it."""

    model_config = ConfigDict(frozen=True)

    id: str
    owner: str

    def to_html(self) -> str:
        """The block as HTML."""
        raise NotImplementedError

    def plain(self) -> str:
        """The block's text without markup."""
        raise NotImplementedError

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.to_html(), "text/plain": self.plain()}

    def _attributes(self, extra: str = "") -> str:
        return f'id="{escape(self.id)}" data-village="{escape(self.owner)}"{extra}'


class Heading(Block):
    """A heading; level 1 is the document's title."""

    level: Literal[1, 2, 3, 4]
    text: str

    def to_html(self) -> str:
        return f"<h{self.level} {self._attributes()}>{escape(self.text, quote=False)}</h{self.level}>"

    def plain(self) -> str:
        return self.text


class Paragraph(Block):
    """A paragraph of runs. Style 'note' is a small remark, 'missing' marks what is not known; 'address', 'signed' and
    'dated' are the lines of a letter."""

    runs: tuple[Run, ...]
    style: Literal["body", "lead", "note", "missing", "address", "signed", "dated"] = "body"
    origin: Literal["program", "analyst"] = "program"

    def to_html(self) -> str:
        marks = "" if self.style == "body" else f' class="{self.style}"'
        marks += ' data-origin="analyst"' if self.origin == "analyst" else ""
        return f"<p {self._attributes(marks)}>{''.join(run.to_html() for run in self.runs)}</p>"

    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


class HeadCell(BaseModel):
    """A cell of a table's head."""

    model_config = ConfigDict(frozen=True)

    text: str
    colspan: int = 1
    rowspan: int = 1


Cell = tuple[Run, ...]


class ReportTable(Block):
    """A table with a caption, one or more head rows, and cells of runs; the first `row_heads` columns are row headings.

    `align` holds one of l, c, r per column (default: row heads left, the rest centred).
    """

    caption: str
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_heads: int = 1
    align: str = ""
    note: str = ""
    """Source and count, printed under the table."""

    def to_html(self) -> str:
        note = (
            f'<p class="note" data-village="{escape(self.owner)}">{escape(self.note, quote=False)}</p>'
            if self.note
            else ""
        )
        return (
            f"<table {self._attributes()}><caption>{escape(self.caption, quote=False)}</caption>"
            f"<thead>{''.join(self._head(row) for row in self.head)}</thead>"
            f"<tbody>{''.join(self._row(row) for row in self.rows)}</tbody></table>{note}"
        )

    def plain(self) -> str:
        lines = [self.caption, *("\t".join(_text(cell) for cell in row) for row in self.rows)]
        return "\n".join([*lines, self.note] if self.note else lines)

    def _head(self, row: Sequence[HeadCell]) -> str:
        cells = "".join(
            f'<th scope="{"colgroup" if cell.colspan > 1 else "col"}"'
            + (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "")
            + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
            + f">{escape(cell.text, quote=False)}</th>"
            for cell in row
        )
        return f"<tr>{cells}</tr>"

    def _row(self, row: Sequence[Cell]) -> str:
        return f"<tr>{''.join(self._cell(position, cell) for position, cell in enumerate(row))}</tr>"

    def _cell(self, position: int, cell: Cell) -> str:
        body = "".join(run.to_html() for run in cell)
        aligned = self.align or "l" * self.row_heads + "c" * 99
        style = {"l": "left", "c": "center", "r": "right"}[aligned[position]]
        tag, scope = ("th", ' scope="row"') if position < self.row_heads else ("td", "")
        return f'<{tag}{scope} style="text-align: {style}">{body}</{tag}>'


class ReportFigure(Block):
    """A drawing (SVG, letters as outlines) with caption and source, and a description of what is seen.

    `drawn` are the texts in the drawing before they became outlines; they are looked through, never written out.
    """

    caption: str
    alt: str
    svg: str
    drawn: tuple[str, ...] = ()

    def to_html(self) -> str:
        data = base64.b64encode(self.svg.encode("utf-8")).decode("ascii")
        return (
            f'<figure {self._attributes()}><img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{data}">'
            f"<figcaption>{escape(self.caption, quote=False)}</figcaption></figure>"
        )

    def plain(self) -> str:
        return f"[图] {self.caption}\n{self.alt}"


class Section(Block):
    """Several blocks shown by one notebook cell."""

    blocks: tuple[Heading | Paragraph | ReportTable | ReportFigure, ...]

    def to_html(self) -> str:
        return "\n".join(block.to_html() for block in self.blocks)

    def plain(self) -> str:
        return "\n".join(block.plain() for block in self.blocks)


def cell(content: str | Fact | Run) -> Cell:
    """A table cell of one piece."""
    if isinstance(content, Fact):
        return (run_of(content),)
    return (content if isinstance(content, Run) else Run(text=content),)


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)
