"""Formulas in the language of each format: pandoc reads their TeX, once for all formulas of a document."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pypandoc
from lxml import etree
from lxml import html as lxml_html

from yanpan.export.clean import Element

Formula = tuple[str, bool]
"""TeX, and whether it stands in a line of its own."""

_BETWEEN = "%%%"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def formulas_in(root: Element) -> list[Element]:
    """Every `<span class="math …">`; it holds TeX."""
    return list(root.xpath('.//span[contains(concat(" ", @class, " "), " math ")]'))


def formula_of(span: Element) -> Formula:
    """The formula of such a span."""
    return str(span.text_content()), "display" in span.classes


def to_mathml(root: Element) -> None:
    """Put MathML, which browsers set by themselves, in place of every formula's TeX."""
    spans = formulas_in(root)
    if not spans:
        return
    blocks = [{"t": "Plain", "c": [{"t": "Span", "c": [["", [], []], [_math(formula_of(span))]]}]} for span in spans]
    made = lxml_html.fragments_fromstring(_pandoc(blocks, "html", "--mathml", "--wrap=none").decode("utf-8"))
    for span, paragraph in zip(spans, made, strict=True):
        tex = span.text_content()
        for child in list(span):
            span.remove(child)
        span.text = None
        span.set("title", tex)
        span.extend(list(paragraph))


def typst_of(formulas: Sequence[Formula]) -> dict[Formula, str]:
    """Every formula as Typst mathematics, `$…$`; those that pandoc cannot read are not in it."""
    if not formulas:
        return {}
    blocks: list[dict[str, Any]] = []
    for tex, _ in formulas:
        blocks += [{"t": "Plain", "c": [_math((tex, False))]}, {"t": "RawBlock", "c": ["typst", _BETWEEN]}]
    made = _pandoc(blocks, "typst", "--wrap=none").decode("utf-8").split(_BETWEEN)
    codes = zip(formulas, map(str.strip, made), strict=False)
    return {formula: code for formula, code in codes if code.startswith("$")}


def omml_of(formulas: Sequence[Formula]) -> dict[Formula, str]:
    """Every formula as Word's own mathematics, `<m:oMath>`; those that pandoc cannot read are not in it."""
    if not formulas:
        return {}
    blocks = [{"t": "Para", "c": [_math(formula)]} for formula in formulas]
    with zipfile.ZipFile(io.BytesIO(_pandoc(blocks, "docx", "--output=-"))) as made:
        paragraphs = etree.fromstring(made.read("word/document.xml")).iter(f"{_WORD}p")
    found = {}
    for formula, paragraph in zip(formulas, paragraphs, strict=True):
        for element in paragraph.iterchildren(f"{_MATH}oMath", f"{_MATH}oMathPara"):
            element.tail = None
            found[formula] = etree.tostring(element, encoding="unicode")
    return found


def default_file(name: str) -> bytes:
    """One of pandoc's own data files (`reference.docx`)."""
    return subprocess.run([_program(), "--print-default-data-file", name], capture_output=True, check=True).stdout


def _math(formula: Formula) -> dict[str, object]:
    tex, display = formula
    return {"t": "Math", "c": [{"t": "DisplayMath" if display else "InlineMath"}, tex]}


def _pandoc(blocks: list[dict[str, Any]], to: str, *options: str) -> bytes:
    document = json.dumps({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks})
    command = [_program(), "--from=json", f"--to={to}", *options]
    done = subprocess.run(command, input=document.encode(), capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"pandoc: {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout


@lru_cache(maxsize=1)
def _program() -> str:
    return str(pypandoc.get_pandoc_path())
