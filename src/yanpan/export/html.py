"""The self-contained HTML page: contents, code behind a button, evidence behind every fact, no outside address."""

from __future__ import annotations

import base64
import copy
import hashlib
import logging
from functools import lru_cache
from typing import Any

from lxml import html as lxml_html
from nbformat import NotebookNode

from yanpan.export.body import TEMPLATES, Body, ReportExporter
from yanpan.export.clean import Element, serialise
from yanpan.export.evidence import evidence_json
from yanpan.export.formulas import to_mathml
from yanpan.export.links import link_villages
from yanpan.export.title import break_title

_LOG = logging.getLogger(__name__)
_NO_EVIDENCE = '{"facts":{},"sources":[],"sheets":{}}'


class YanpanHTMLExporter(ReportExporter):
    """`jupyter nbconvert --to yanpan-html`: one file that works offline, from `file://`, under a strict CSP."""

    export_from_notebook = "研判报告（HTML）"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and nbconvert's resources."""
        found = self.told(resources)
        return html_page(self.body(nb, resources)), found


def html_page(body: Body) -> str:
    """The whole page as text. Facts whose evidence the notebook does not hold stay plain text."""
    root = copy.deepcopy(body.root)
    link_villages(root, body)
    keys = _open_facts(root, body)
    for table in list(root.iter("table")):
        _let_scroll(table)
    _break_title(next(root.iter("h1")))
    to_mathml(root)
    evidence = evidence_json(body.summary, keys) if body.summary else _NO_EVIDENCE
    return str(
        _template().render(body=body, main=serialise(root), evidence=evidence, has_code=body.has_code, **_fixed())
    )


def _open_facts(root: Element, body: Body) -> list[str]:
    """Keys of the facts printed; their spans become keys on the page that open the evidence."""
    known = {fact.key for fact in body.summary.facts} if body.summary else set()
    spans = root.xpath(".//span[@data-fact][not(parent::a)]")
    for span in spans:
        if span.get("data-fact") in known and opens_evidence(span):
            span.set("role", "button")
            span.set("tabindex", "0")
            span.set("aria-haspopup", "dialog")
    absent = len({span.get("data-fact") for span in spans} - known)
    if absent:
        _LOG.warning("有%d项数据在摘要里没有证据，网页里打不开。", absent)
    return [span.get("data-fact") for span in spans]


def opens_evidence(span: Element) -> bool:
    """False for a single character of a text that goes on around other facts: too small a target (WCAG 2.5.8).

    The longer pieces of the same text open the evidence.
    """
    if len(span.text_content()) > 1:
        return True
    pieces = span.getparent().xpath("./span[@data-fact=$key]", key=span.get("data-fact"))
    return all(len(piece.text_content()) <= 1 for piece in pieces)


def _break_title(heading: Element) -> None:
    """The title in pieces that stay together, so that it breaks by meaning where the window allows it."""
    lines = break_title(" ".join(heading.text_content().split()))
    for child in list(heading):
        heading.remove(child)
    heading.text = None
    for line in lines:
        piece = lxml_html.Element("span")
        piece.text = line
        piece.set("class", "piece")
        heading.append(piece)


def _let_scroll(table: Element) -> None:
    """Wide tables scroll by themselves, by keyboard too."""
    frame = lxml_html.Element("div")
    frame.set("class", "scroll")
    frame.set("tabindex", "0")
    frame.set("role", "region")
    caption = table.find("caption")
    frame.set("aria-label", caption.text_content() if caption is not None else "表格")
    table.addprevious(frame)
    frame.tail, table.tail = table.tail, None
    frame.append(table)


@lru_cache(maxsize=1)
def _template() -> Any:
    return ReportExporter().environment.get_template("page.html.j2")  # type: ignore[no-untyped-call]


@lru_cache(maxsize=1)
def _fixed() -> dict[str, str]:
    """Style and script of every page with the hashes that the CSP names."""
    style, script = ((TEMPLATES / "yanpan" / name).read_text("utf-8") for name in ("page.css", "page.js"))
    return {"style": style, "style_hash": _hash(style), "script": script, "script_hash": _hash(script)}


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
