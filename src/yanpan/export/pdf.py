"""PDF by GB/T 9704-2012: the flow as Typst markup, set by Typst; tagged, and no character is ever lost."""

from __future__ import annotations

import datetime as dt
import json
import logging
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from nbformat import NotebookNode

from yanpan import fonts
from yanpan.errors import UserError
from yanpan.export.body import TEMPLATES, Body, ReportExporter
from yanpan.export.flow import Flow, flow_of
from yanpan.export.formulas import formula_of, formulas_in, typst_of
from yanpan.export.markup import markup_of
from yanpan.export.official import TOP, agency_size, split_annex
from yanpan.export.outline import ANNEX, OWN_PAGE
from yanpan.export.rare import tell_borrowed

_LOG = logging.getLogger(__name__)
_LOST = "could not be displayed"


class YanpanPDFExporter(ReportExporter):
    """`jupyter nbconvert --to yanpan-pdf`: 22 lines of 28 characters on A4, tagged by PDF/UA-1."""

    export_from_notebook = "研判报告（PDF）"
    file_extension = ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The file's bytes and nbconvert's resources."""
        return pdf_bytes(self.body(nb, resources)), self.told(resources)


def pdf_bytes(body: Body, *, system_fonts: bool = True) -> bytes:
    """The PDF. UserError names characters that no font at hand has; substituted faces are told once a process."""
    return pdf_of(flow_of(body), system_fonts=system_fonts)


def pdf_of(flow: Flow, *, system_fonts: bool = True) -> bytes:
    """The PDF of what goes on paper."""
    tell_faces(flow, system_fonts=system_fonts)
    with tempfile.TemporaryDirectory(prefix="yanpan-") as name:
        folder = Path(name)
        for picture, content in flow.pictures.items():
            (folder / picture).write_bytes(content)
        root = flow.root
        formulas = typst_of([formula_of(span) for span in formulas_in(root)])
        (folder / "setup.json").write_text(json.dumps(_setup(flow, system_fonts), ensure_ascii=False), "utf-8")
        layout = (TEMPLATES / "typst" / "official.typ").read_text("utf-8")
        (folder / "report.typ").write_text(f"{layout}\n{markup_of(root, formulas)}", "utf-8")
        return _compile(folder / "report.typ", flow, system_fonts)


def tell_faces(flow: Flow, *, system_fonts: bool = True) -> None:
    """Warn of faces that stand in for others, and for which characters."""
    tell_substitutions(system_fonts)
    tell_borrowed(flow.letters, system_fonts)


def _compile(source: Path, flow: Flow, system_fonts: bool) -> bytes:
    try:
        data, warnings = typst.compile_with_warnings(
            source,
            root=source.parent,
            font_paths=fonts.typst_fonts(system_fonts),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=dt.datetime.combine(flow.date, dt.time(), dt.UTC),
        )
    except typst.TypstError as error:
        lost = fonts.uncovered("".join(flow.letters.values()), system=system_fonts)
        if _LOST in error.message and lost:
            named = "、".join(f"{char}（U+{ord(char):04X}）" for char in lost)
            raise UserError(f"现有字体里没有这些字符：{named}；请改写，或安装含有它们的字体。") from error
        raise
    if warnings:
        raise RuntimeError(f"Typst: {warnings[0].message}")
    return data


def _setup(flow: Flow, system_fonts: bool) -> dict[str, Any]:
    faces = fonts.role_faces(system_fonts)
    families = fonts.role_families(system_fonts)
    mono = {"families": ["DejaVu Sans Mono", *families[fonts.Role.HEI]], "weight": 400, "synthetic": False}
    return {
        "title": flow.title,
        "author": "",
        "date": [flow.date.year, flow.date.month, flow.date.day],
        "texts": {entry.id: entry.text for entry in flow.contents},
        "annexes": [entry.text for entry in flow.contents if entry.level == 2 and entry.text.startswith(OWN_PAGE)],
        "agency": agency_size(flow.official.masthead.agency) if flow.official and flow.official.masthead else 0,
        "top": max(0.0, TOP / 25.4 * 72 - 28.99 * len(flow.official.marks)) if flow.official else 0,
        "apart": {
            entry.text: split_annex(entry.text)
            for entry in flow.contents
            if flow.official and flow.official.attached and entry.level == 2 and entry.text.startswith(ANNEX)
        },
        "faces": {
            role.value: {
                "families": families[role],
                "weight": faces[role].weight,
                "synthetic": faces[role].synthetic,
            }
            for role in fonts.Role
        }
        | {"等宽": mono},
    }


@lru_cache(maxsize=2)
def tell_substitutions(system_fonts: bool) -> None:
    """Say once which faces stand in for those of official documents."""
    for sentence in fonts.substitutions(system_fonts):
        _LOG.warning(sentence)
