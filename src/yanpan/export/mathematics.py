"""Formulas of a page as MathML, which browsers set by themselves."""

from __future__ import annotations

import json

from lxml import html as lxml_html

from yanpan.export.clean import Element
from yanpan.export.pandoc import convert


def to_mathml(root: Element) -> None:
    """Put MathML in place of every `<span class="math …">`'s TeX; one call of pandoc or none."""
    spans = root.xpath('.//span[contains(concat(" ", @class, " "), " math ")]')
    if not spans:
        return
    formulas = lxml_html.fragments_fromstring(_convert([(span.text_content(), _kind(span)) for span in spans]))
    for span, paragraph in zip(spans, formulas, strict=True):
        tex = span.text_content()
        for child in list(span):
            span.remove(child)
        span.text, span.tail = None, span.tail
        span.set("title", tex)
        span.extend(list(paragraph))


def _kind(span: Element) -> str:
    return "DisplayMath" if "display" in span.classes else "InlineMath"


def _convert(formulas: list[tuple[str, str]]) -> str:
    blocks = [{"t": "Plain", "c": [{"t": "Span", "c": [["", [], []], [_math(*formula)]]}]} for formula in formulas]
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    options = {"html_math_method": "mathml", "wrap_text": "none"}
    return convert(json.dumps(document), source="json", to="html", options=options).decode("utf-8")


def _math(tex: str, kind: str) -> dict[str, object]:
    return {"t": "Math", "c": [{"t": kind}, tex]}
