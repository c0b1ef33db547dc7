"""Word by GB/T 9704-2012: the flow as WordprocessingML, in a package with our styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from yanpan.export.body import Body, ReportExporter
from yanpan.export.flow import TEXT_WIDTH, Flow, flow_of, natural_width
from yanpan.export.formulas import formula_of, formulas_in, omml_of
from yanpan.export.svg import rasterise
from yanpan.export.word.body import Text
from yanpan.export.word.lists import Lists
from yanpan.export.word.package import Properties, pack
from yanpan.export.word.runs import Material


class YanpanDocxExporter(ReportExporter):
    """`jupyter nbconvert --to yanpan-docx`: styles, real headings and tables, for Word and WPS."""

    export_from_notebook = "研判报告（Word）"
    file_extension = ".docx"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The file's bytes and nbconvert's resources."""
        return docx_bytes(self.body(nb, resources)), self.told(resources)


def docx_bytes(body: Body) -> bytes:
    """The Word file, the same bytes for the same body."""
    return docx_of(flow_of(body))


def docx_of(flow: Flow) -> bytes:
    """The Word file of what goes on paper."""
    root, official, lists = flow.root, flow.official, Lists()
    formulas = omml_of([formula_of(span) for span in formulas_in(root)])
    material = Material(as_rasters(flow.pictures), flow.anchors, formulas)
    text = Text(material, official, lists).blocks(root)
    return pack(
        text,
        lists.xml,
        Properties(flow.title, flow.date, flow.identity),
        {place: (_file(name), material.pictures[name]) for name, place in material.shown.items()},
        {place: address for address, place in material.links.items()},
        (official.masthead, len(official.marks)) if official and official.masthead else None,
    )


def as_rasters(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures, drawings as PNG as wide as they are set."""
    drawings = {name: content for name, content in pictures.items() if name.endswith(".svg")}
    widths = [min(natural_width(content), TEXT_WIDTH) for content in drawings.values()]
    made = rasterise(list(zip(drawings.values(), widths, strict=True)))
    return {**pictures, **dict(zip(drawings, made, strict=True))}


def _file(name: str) -> str:
    return re.sub(r"\.svg$", ".png", name)
