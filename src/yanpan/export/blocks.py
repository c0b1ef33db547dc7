"""Documents that no notebook makes: blocks set by the same exporters (reminder slips, performance files)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import nbformat

from yanpan.document import Block
from yanpan.export.body import Body, body_of_node
from yanpan.export.docx import docx_bytes
from yanpan.export.html import html_page
from yanpan.export.pdf import pdf_bytes
from yanpan.summary import QuarterSummary, Slip, Summary

SLIPS = "提醒单"
"""Folder of the slips beside a quarter's report."""

_MAKERS: dict[str, Callable[[Body], bytes]] = {
    "html": lambda body: html_page(body).encode("utf-8"),
    "pdf": pdf_bytes,
    "docx": docx_bytes,
}
_PAPER = ("pdf", "docx")
"""Formats of a slip: it goes out on paper."""


def body_of(blocks: Sequence[Block], summary: Summary) -> Body:
    """The body of these blocks; dates and evidence come from the summary."""
    outputs = [
        nbformat.v4.new_output("display_data", {"text/html": block.to_html()})  # type: ignore[no-untyped-call]
        for block in blocks
    ]
    cell = nbformat.v4.new_code_cell("", outputs=outputs, id="blocks")  # type: ignore[no-untyped-call]
    node = nbformat.v4.new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    return replace(body_of_node(node), summary=summary)


def write_blocks(
    blocks: Sequence[Block], summary: Summary, folder: Path, name: str, formats: Sequence[str]
) -> tuple[Path, ...]:
    """Write `name.html` and so on into `folder` (made if need be), each beside and renamed."""
    body = body_of(blocks, summary)
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / f"{name}.{form}", _MAKERS[form](body)) for form in formats)


def file_name(key: str, name: str) -> str:
    """A file's name that every system takes: the id, and the name as far as it consists of letters and figures.

    >>> file_name("V01", "河口社区"), file_name("V02", "../乙村")
    ('V01_河口社区', 'V02_乙村')
    """
    plain = re.sub(r"\W+", "", name)
    return f"{key}_{plain}" if plain else key


def write_slips(summary: QuarterSummary, folder: Path, formats: Sequence[str]) -> None:
    """A slip a village in Word and PDF, as far as these formats are asked for."""
    wanted = [form for form in _PAPER if form in formats]
    for slip in summary.slips if wanted else ():
        write_blocks((slip.heading, *slip.paragraphs), _of_slip(slip, summary), folder / SLIPS, _name(slip), wanted)


def _name(slip: Slip) -> str:
    return file_name(slip.owner, slip.name)


def _of_slip(slip: Slip, summary: QuarterSummary) -> Summary:
    return Summary(
        round=summary.round,
        edition=summary.edition,
        owner=slip.owner,
        title=slip.heading.text,
        as_of=summary.as_of,
        inputs=summary.inputs,
        facts=(),
        rows=(),
    )


def _write(path: Path, data: bytes) -> Path:
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    beside.replace(path)
    return path
