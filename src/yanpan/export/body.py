"""The semantic body of a notebook: made once, printed by every format."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import nbformat
from jsonschema import ValidationError
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from nbformat.reader import NotJSONError
from nbformat.validator import NotebookValidationError as NBFormatError
from traitlets import default
from traitlets.config import Config

from yanpan.config.official import Official
from yanpan.errors import UserError
from yanpan.export.clean import Element, parse, serialise
from yanpan.export.columns import align_long_columns
from yanpan.export.evidence import find_summary, without_summary
from yanpan.export.left_out import drop_left_out
from yanpan.export.markdown import latex_html, markdown_html
from yanpan.export.outline import Entry, contents, give_ids, settle_headings, title
from yanpan.summary import Summary, TownshipSummary

TEMPLATES = Path(__file__).parent / "templates"
UNDATED = dt.date(1980, 1, 1)
"""Date of a notebook that has no summary: outputs must not depend on the day they are made."""


@dataclass(frozen=True)
class Body:
    """What a notebook says, without the cells tagged `screen`. `root` is never changed: copy it."""

    root: Element
    title: str
    contents: tuple[Entry, ...]
    summary: Summary | None

    @cached_property
    def html(self) -> str:
        """The body as HTML, code in `<details class="code">` included."""
        return serialise(self.root)

    @property
    def date(self) -> dt.date:
        """The date that the document carries."""
        return dt.date.fromisoformat(self.summary.as_of) if self.summary else UNDATED

    @property
    def official(self) -> Official | None:
        """How the report is framed on paper; None: not at all."""
        return self.summary.official if isinstance(self.summary, TownshipSummary) else None

    @property
    def has_code(self) -> bool:
        """True if there is code to show."""
        return self.root.find('.//details[@class="code"]') is not None


class ReportExporter(TemplateExporter):
    """Common to our exporters: templates from the package, cells tagged `screen` left out, the body."""

    template_name = "yanpan"
    template_file = "body.html.j2"
    output_mimetype = "text/html"
    file_extension = ".html"

    @default("extra_template_basedirs")
    def _our_templates(self) -> list[str]:
        return [str(TEMPLATES)]

    @property
    def default_config(self) -> Config:
        """nbconvert's defaults, and the analyst's own cells are left out."""
        ours = Config({"TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": {"screen"}}})
        ours.merge(super().default_config)
        return ours

    def default_filters(self) -> Any:
        """nbconvert's filters and ours."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield ("markdown", self._markdown)
        yield ("latex", latex_html)
        yield ("as_base64", _as_base64)

    def body(self, nb: NotebookNode, resources: dict[str, Any] | None = None) -> Body:
        """The body of a notebook; UserError if its summary is damaged."""
        self._folder = ((resources or {}).get("metadata") or {}).get("path", "")
        rendered, found = TemplateExporter.from_notebook_node(self, without_summary(nb), resources)
        root = parse(rendered)
        settle_headings(root, found.get("metadata", {}).get("name") or "报告")
        give_ids(root)
        _describe_pictures(root)
        for table in root.iter("table"):
            align_long_columns(table)
        summary = find_summary(nb)
        if summary is not None and summary.edition == "public":
            drop_left_out(root)
        return Body(root, title(root), contents(root), summary)

    def told(self, resources: dict[str, Any] | None) -> dict[str, Any]:
        """nbconvert's resources with the extension of the file to write."""
        found: dict[str, Any] = self._init_resources(resources)  # type: ignore[no-untyped-call]
        found["output_extension"] = self.file_extension
        return found

    def _markdown(self, source: str, attachments: dict[str, dict[str, str]]) -> str:
        return markdown_html(source, attachments, path=self._folder)


def _as_base64(data: str | bytes) -> str:
    """Pictures in a notebook are base64 already, SVG is text."""
    if isinstance(data, str) and "<svg" not in data:
        return data.replace("\n", "")
    return base64.b64encode(data.encode("utf-8") if isinstance(data, str) else data).decode("ascii")


def _describe_pictures(root: Element) -> None:
    """A picture without a description gets its caption, or says that it has none."""
    for number, image in enumerate(root.iter("img"), 1):
        if not image.get("alt"):
            figure = next(image.iterancestors("figure"), None)
            caption = figure.find("figcaption") if figure is not None else None
            image.set("alt", caption.text_content() if caption is not None else f"图{number}（没有文字说明）")


@lru_cache(maxsize=1)
def _exporter() -> ReportExporter:
    return ReportExporter()  # type: ignore[no-untyped-call]


def read_body(notebook: Path) -> Body:
    """The body of a notebook file. UserError if it is no notebook, or was damaged by hand."""
    try:
        node = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(node)
    except (NotJSONError, UnicodeDecodeError) as error:
        raise UserError(f"{notebook.name} 不是完好的笔记本（内容不是 JSON）；请重新运行生成它。") from error
    except (NBFormatError, ValidationError, AttributeError, KeyError, TypeError) as error:
        place = "→".join(map(str, getattr(error, "absolute_path", ())))
        where = f"（{place}）" if place else ""
        raise UserError(f"{notebook.name} 的结构已损坏{where}，可能手工改过；请重新运行生成它。") from error
    return body_of_node(node, name=notebook.stem, folder=str(notebook.parent))


def body_of_node(node: NotebookNode, *, name: str = "", folder: str = "") -> Body:
    """The body of a notebook in memory."""
    return _exporter().body(node, {"metadata": {"name": name, "path": folder}})
