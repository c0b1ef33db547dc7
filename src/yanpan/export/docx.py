"""Word by GB/T 9704-2012: pandoc writes it with our styles, python-docx finishes page, tables and properties."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from yanpan.export.body import Body, ReportExporter
from yanpan.export.docx_finish import finish
from yanpan.export.docx_reference import reference_document
from yanpan.export.flow import TEXT_WIDTH, Flow, flow_of, natural_width
from yanpan.export.pandoc import convert
from yanpan.export.svg import rasterise


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
    names = {name: re.sub(r"\.svg$", ".png", name) for name in flow.pictures}
    with tempfile.TemporaryDirectory(prefix="yanpan-") as name:
        folder = Path(name)
        for picture, content in as_rasters(flow.pictures).items():
            (folder / names[picture]).write_bytes(content)
        (folder / "reference.docx").write_bytes(reference_document())
        raw = convert(
            flow.html,
            to="docx",
            filters="docx",
            folder=folder,
            options={"reference_doc": "reference.docx"},
            names=flow.anchors | names,
        )
    return finish(raw, flow)


def as_rasters(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures, drawings as PNG as wide as they are set."""
    drawings = {name: content for name, content in pictures.items() if name.endswith(".svg")}
    widths = [min(natural_width(content), TEXT_WIDTH) for content in drawings.values()]
    made = rasterise(list(zip(drawings.values(), widths, strict=True)))
    return {**pictures, **dict(zip(drawings, made, strict=True))}
