"""Makes a body fit for any reader: known elements and attributes only, nothing that runs or is fetched."""

from __future__ import annotations

import re
from typing import Any

from lxml import html as lxml_html

Element = Any  # lxml has no type information

_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_TABLE = ["table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"]
_BLOCKS = ["main", "p", "div", "section", "figure", "figcaption", "blockquote", "hr", "pre", "details", "summary"]
_LISTS = ["ul", "ol", "li", "dl", "dt", "dd"]
_WORDS = ["span", "a", "br", "img", "code", "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "kbd"]
_KEPT = frozenset([*_HEADINGS, *_TABLE, *_BLOCKS, *_LISTS, *_WORDS, "mark", "small", "abbr", "q", "cite"])
_RUNS = ["script", "style", "iframe", "object", "embed", "link", "meta", "base", "template", "audio", "video"]
_DROPPED = frozenset([*_RUNS, "head", "title", "canvas", "svg", "math"])
_ATTRIBUTES = frozenset(["id", "class", "colspan", "rowspan", "scope", "alt", "title", "lang", "start"])
_ALIGN = re.compile(r"text-align:\s*(left|center|right)")
_DEEP = f"./{'/'.join('*' * 30)}"
"""Elements so deep that what is in them is only text: no page needs more, and no typesetter can do with any depth."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def parse(fragment: str) -> Element:
    """The fragment as a cleaned tree under `<main>`. Control characters, which no format can print, become spaces."""
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    text = _UNPRINTABLE.sub(" ", fragment.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n"))
    root = lxml_html.fragment_fromstring(text, create_parent="main", parser=parser)
    for element in list(root.iterdescendants()):
        _clean(element)
    for element in root.xpath(_DEEP):
        for inner in list(element.iterdescendants()):
            if inner.tag not in ("img", "br"):
                inner.drop_tag()
    return root


def serialise(root: Element) -> str:
    """The inside of `<main>` as HTML."""
    whole = lxml_html.tostring(root, encoding="unicode", method="html")
    return str(whole[whole.index(">") + 1 : whole.rindex("</main>")])


def _clean(element: Element) -> None:
    if element.getparent() is None:
        return
    if element.tag == "input" and element.get("type") == "checkbox":
        element.text = "√ " if element.get("checked") is not None else "□ "
        element.drop_tag()
    elif element.tag in _DROPPED:
        element.drop_tree()
    elif element.tag not in _KEPT:
        element.drop_tag()
    elif element.tag == "img" and not element.get("src", "").startswith("data:image/"):
        _name_absent_picture(element)
    else:
        _clean_attributes(element)


def _name_absent_picture(image: Element) -> None:
    image.tag, words = "span", f"［图片未嵌入：{image.get('alt') or image.get('src') or '无说明'}］"
    image.attrib.clear()
    image.text = words


def _clean_attributes(element: Element) -> None:
    align = _ALIGN.search(element.get("style", ""))
    for name in list(element.attrib):
        if not _is_allowed(element, name):
            del element.attrib[name]
    if align and element.tag in {"td", "th"}:
        element.classes.add(align[1])


def _is_allowed(element: Element, name: str) -> bool:
    if name == "src":
        return bool(element.tag == "img")
    if name == "href":
        return element.tag == "a" and re.match(r"(https?:|mailto:|#)", element.get(name).strip()) is not None
    return name in _ATTRIBUTES or name.startswith("data-")
