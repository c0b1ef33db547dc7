"""Writes a notebook's reports beside each other; a file is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from yanpan.errors import UserError
from yanpan.export.body import Body, read_body
from yanpan.export.docx import docx_of
from yanpan.export.flow import Flow, flow_of
from yanpan.export.html import html_page
from yanpan.export.pdf import pdf_of

FORMATS = ("html", "pdf", "docx")


def export_report(notebook: Path, out: Path, formats: Sequence[str] = FORMATS) -> dict[str, Path]:
    """Format -> file written (`report.html`, …) under `out`, which is made if need be.

    Nothing is written unless every format can be made. UserError: unknown format, damaged summary, characters
    without a face, a file that another program holds open.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UserError(f"没有“{'、'.join(unknown)}”这种格式；可用的有：{'、'.join(FORMATS)}。")
    return export_body(read_body(notebook), out, formats)


def export_body(body: Body, out: Path, formats: Sequence[str] = FORMATS, *, stem: str = "report") -> dict[str, Path]:
    """Format -> file written (`<stem>.html`, …) of a body that is at hand; nothing unless every format can be made."""
    reports = Reports(body, stem=stem)
    made = {name: reports.make(name) for name in FORMATS if name in formats}
    return {name: reports.write(name, out, data) for name, data in made.items()}


def set_here(form: str, flow: Flow) -> bytes:
    """The PDF or the Word file of what goes on paper, set by this process."""
    return (pdf_of if form == "pdf" else docx_of)(flow)


class Reports:
    """The reports of one body; what formats share is made once. `setter` sets what goes on paper."""

    def __init__(self, body: Body, *, stem: str = "report", setter: Callable[[str, Flow], bytes] = set_here) -> None:
        self._body, self._stem, self._set = body, stem, setter

    @cached_property
    def _flow(self) -> Flow:
        return flow_of(self._body)

    def make(self, form: str) -> bytes:
        """The report's bytes in one of `FORMATS`."""
        if form == "html":
            return html_page(self._body).encode("utf-8")
        return self._set(form, self._flow)

    def write(self, form: str, out: Path, data: bytes | None = None) -> Path:
        """The file written under `out`: `data`, or what `make` gives."""
        made = self.make(form) if data is None else data
        out.mkdir(parents=True, exist_ok=True)
        return _write(out / f"{self._stem}.{form}", made)


def _write(path: Path, data: bytes) -> Path:
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    try:
        os.replace(beside, path)
    except PermissionError as error:
        beside.unlink()
        raise UserError(f"{path.name} 正被别的程序打开，无法更新；请关闭后重新运行。") from error
    return path
