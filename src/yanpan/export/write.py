"""Writes a notebook's reports beside each other; a file is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from yanpan.errors import UserError
from yanpan.export.body import Body, read_body
from yanpan.export.docx import docx_bytes
from yanpan.export.flow import flow_of
from yanpan.export.html import html_page
from yanpan.export.pdf import pdf_bytes

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
    made = _make(body, [name for name in FORMATS if name in formats])
    out.mkdir(parents=True, exist_ok=True)
    return {name: _write(out / f"{stem}.{name}", data) for name, data in made.items()}


def _make(body: Body, formats: Sequence[str]) -> dict[str, bytes]:
    flow = flow_of(body) if {"pdf", "docx"} & set(formats) else None
    makers = {
        "html": lambda: html_page(body).encode("utf-8"),
        "pdf": lambda: pdf_bytes(body, flow=flow),
        "docx": lambda: docx_bytes(body, flow=flow),
    }
    return {name: makers[name]() for name in formats}


def _write(path: Path, data: bytes) -> Path:
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    try:
        os.replace(beside, path)
    except PermissionError as error:
        beside.unlink()
        raise UserError(f"{path.name} 正被别的程序打开，无法更新；请关闭后重新运行。") from error
    return path
