"""Opens a Word file that came back from a reviewer; what is no such file is refused in one sentence."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from yanpan.errors import UserError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "word/document.xml"
_LARGEST = 300 * 2**20
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_OTHERS = ("word/footnotes.xml", "word/endnotes.xml")


@dataclass(frozen=True)
class Parts:
    """XML roots of a file. `comments` and `threads` are None where nobody commented or answered."""

    name: str
    document: Any
    notes: tuple[Any, ...]
    comments: Any
    threads: Any
    identity: str
    """What `yanpan.export` wrote into the properties; '' if it is not there."""


def open_reviewed(path: Path) -> Parts:
    """The parts of a .docx. UserError: no file, another format, a password, damage."""
    try:
        return read_parts(path.name, io.BytesIO(_bytes(path)))
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UserError(f"{path.name} 已损坏，读不出来；请让审阅人重新发一份。") from error


def read_parts(name: str, file: io.BytesIO) -> Parts:
    """The parts of a .docx at hand."""
    with zipfile.ZipFile(file) as opened:
        return _parts(name, opened)


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise UserError(f"没有找到文件 {path.name}。")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} 打不开（可能正被 Word 或 WPS 占用，或没有权限）；请关闭后重试。") from error
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UserError(f"{path.name} 加了打开密码；请在 Word 或 WPS 里去掉密码，保存后再读。")
    if data.startswith(_OLE):
        raise UserError(f"{path.name} 是旧格式（.doc 一类）；请在 Word 或 WPS 里另存为 .docx 再读。")
    if not data.startswith(b"PK"):
        raise UserError(f"{path.name} 不是 Word 文件（.docx）。")
    return data


def _parts(name: str, opened: zipfile.ZipFile) -> Parts:
    held = set(opened.namelist())
    if _MAIN not in held:
        raise UserError(f"{name} 不是 Word 文件（.docx）：里面没有正文。")
    if sum(info.file_size for info in opened.infolist()) > _LARGEST:
        raise UserError(f"{name} 展开后超过 300 MB，不像是报告；没有读。")
    if _STRICT in opened.read(_MAIN)[:5000]:
        raise UserError(f"{name} 是“严格 Open XML”格式；请另存为普通的 Word 文档（.docx）再读。")

    def root(part: str) -> Any:
        return _parse(opened.read(part)) if part in held else None

    properties = root("docProps/core.xml")
    return Parts(
        name=name,
        document=root(_MAIN),
        notes=tuple(root(part) for part in _OTHERS if part in held),
        comments=root("word/comments.xml"),
        threads=root("word/commentsExtended.xml"),
        identity="" if properties is None else (properties.findtext(_IDENTIFIER) or ""),
    )


def _parse(data: bytes) -> Any:
    """XML from outside: no entities, no network."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
