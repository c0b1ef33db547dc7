"""Every text in a finished file: what is seen, attributes, drawings inside, document properties, all that is stored."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

_DATA = re.compile(r"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(r"<[^>]*>")
_ENDS = re.compile(r"</(?:p|td|th|tr|li|h\d|div|table|caption|figcaption|title|w:p|w:tc|si|t|c)>|<(?:br|w:br)\b[^>]*>")
"""Tags at which a text ends; across all others it goes on, as a name may be set in pieces."""
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_FOLIO = re.compile(r"[—–-]\s*[0-9]+\s*[—–-]$")
_WORD = re.compile(r"[\u4e00-\u9fff]*")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Piece:
    """A text and where in the file it stands (`正文`, `属性 alt`, `docProps/core.xml`)."""

    place: str
    text: str


def pieces(path: Path) -> Iterator[Piece]:
    """All texts of a file by its kind; the file's name is one of them."""
    yield Piece("文件名", path.name)
    data = path.read_bytes()
    match path.suffix.lower():
        case ".docx" | ".xlsx" | ".zip":
            yield from _archive(data)
        case ".pdf":
            yield from _pdf(data)
        case ".json" | ".ipynb":
            yield from _json(json.loads(data.decode("utf-8")), "")
        case ".html" | ".svg" | ".xml":
            yield from markup(data.decode("utf-8", "replace"), "")
        case _:
            yield Piece("内容", data.decode("utf-8", "ignore"))


def markup(text: str, place: str) -> Iterator[Piece]:
    """Text between tags, every attribute, comments, and what is embedded as base64."""
    for number, found in enumerate(_DATA.finditer(text), start=1):
        inner = base64.b64decode(found[1] + "==").decode("utf-8", "ignore")
        yield from markup(inner, f"{place}内嵌{number}·")
    bare = _DATA.sub("", text)
    for comment in _COMMENT.findall(bare):
        yield Piece(f"{place}注释", html.unescape(comment))
    for tag in _TAG.findall(bare):
        for name, double, single in _ATTRIBUTE.findall(tag):
            yield Piece(f"{place}属性 {name}", html.unescape(double or single))
    yield Piece(f"{place}正文", _unescaped(_TAG.sub("", _ENDS.sub("｜", bare))))


def _unescaped(text: str) -> str:
    """Entities and JSON's escapes undone."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), html.unescape(text))


def _archive(data: bytes) -> Iterator[Piece]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield Piece("压缩包注释", archive.comment.decode("utf-8", "ignore"))
        for name in archive.namelist():
            yield Piece("部件名", name)
            for piece in markup(archive.read(name).decode("utf-8", "ignore"), ""):
                yield Piece(f"{name} {piece.place}", piece.text)


def _json(value: Any, place: str) -> Iterator[Piece]:
    """Every key and every string; strings that hold markup are looked into."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield Piece(f"{place}键", str(key))
            yield from _json(part, f"{place}{key}/" if len(place) < 60 else place)
    elif isinstance(value, list):
        if value and all(isinstance(part, str) for part in value):
            yield from _json("".join(value), place)
        for part in value:
            yield from _json(part, place)
    elif isinstance(value, str):
        yield Piece(place, _unescaped(value))
        if "<" in value:
            yield from markup(value, place)


def _pdf(data: bytes) -> Iterator[Piece]:
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    for number, text in enumerate(pages(texts), start=1):
        yield Piece(f"第{number}页", text)
    with pikepdf.open(io.BytesIO(data)) as stored:
        for name, value in stored.docinfo.items():
            yield Piece(f"文档信息 {name}", str(value))
        if "/Metadata" in stored.Root:
            yield from markup(stored.Root.Metadata.read_bytes().decode("utf-8", "ignore"), "XMP ")
        for item in stored.objects:
            yield from _strings(item)


def pages(texts: Sequence[str]) -> Iterator[str]:
    """Each page's text in one line, with the word that goes on overleaf: a name may be set across lines and pages.

    >>> list(pages(["合计\\r\\n安装路\\r\\n— 3 —", "灯，共"]))
    ['合计安装路灯', '灯，共']
    """
    bare = [_FOLIO.sub("", re.sub(r"\s*[\r\n]+\s*", "", text.replace("￾", "")).strip()) for text in texts]
    for text, following in zip_longest(bare, bare[1:], fillvalue=""):
        yield text + _WORD.match(following)[0]  # type: ignore[index]


def _strings(item: Any, depth: int = 0) -> Iterator[Piece]:
    """Strings of a PDF object: bookmarks, alternative texts, attachments' names; what it refers to comes by itself."""
    if isinstance(item, pikepdf.String):
        yield Piece("PDF 对象（书签、替代文字等）", str(item))
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and depth < 4:
        for _, part in item.items():
            yield from _inner(part, depth)
    elif isinstance(item, pikepdf.Array) and depth < 4:
        for part in item:
            yield from _inner(part, depth)


def _inner(part: Any, depth: int) -> Iterator[Piece]:
    if not getattr(part, "is_indirect", False):
        yield from _strings(part, depth + 1)
