"""Word by GB/T 9704-2012: pandoc writes it with our styles, python-docx finishes page, tables and properties."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from yanpan.export.anchors import anchored
from yanpan.export.body import Body, ReportExporter
from yanpan.export.docx_finish import finish
from yanpan.export.docx_reference import reference_document
from yanpan.export.flow import TEXT_WIDTH, Flow, flow_of, natural_width
from yanpan.export.pandoc import FILTERS, pandoc_bytes
from yanpan.export.svg import rasterise

_ARGUMENTS = ("-f", "html", "-t", "docx", f"--lua-filter={FILTERS / 'docx.lua'}", "-o", "-")


class YanpanDocxExporter(ReportExporter):
    """`jupyter nbconvert --to yanpan-docx`: styles, real headings and tables, for Word and WPS."""

    export_from_notebook = "研判报告（Word）"
    file_extension = ".docx"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The file's bytes and nbconvert's resources."""
        return docx_bytes(self.body(nb, resources)), self.told(resources)


def docx_bytes(body: Body, *, flow: Flow | None = None) -> bytes:
    """The Word file, the same bytes for the same body."""
    made = flow or flow_of(body)
    text = anchored(made.html)
    with tempfile.TemporaryDirectory(prefix="yanpan-") as name:
        folder = Path(name)
        for picture, content in made.pictures.items():
            raster, data = _as_raster(picture, content)
            (folder / raster).write_bytes(data)
            text = text.replace(f'src="{picture}"', f'src="{raster}"')
        (folder / "reference.docx").write_bytes(reference_document())
        raw = pandoc_bytes(text, [*_ARGUMENTS, "--reference-doc=reference.docx"], folder=folder)
    return finish(raw, body)


def _as_raster(name: str, content: bytes) -> tuple[str, bytes]:
    if not name.endswith(".svg"):
        return name, content
    width = min(natural_width(content), TEXT_WIDTH)
    return name.removesuffix(".svg") + ".png", rasterise(content, width=width)
