"""What goes on paper: flowing HTML without code cells and fact marks, pictures as files, columns measured."""

from __future__ import annotations

import base64
import copy
import datetime as dt
import io
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from lxml import etree
from lxml import html as lxml_html
from PIL import Image

from yanpan.config.official import Official
from yanpan.export.anchors import anchors_of, identity_of, name_blocks
from yanpan.export.body import Body
from yanpan.export.breaks import hold_together
from yanpan.export.clean import Element, serialise
from yanpan.export.columns import set_columns
from yanpan.export.official import frame
from yanpan.export.outline import Entry
from yanpan.export.parts import split_wide
from yanpan.export.rare import letters_of
from yanpan.export.title import break_title
from yanpan.fonts import Role

TEXT_WIDTH = 442.2
"""Width of the type area in pt (156 mm)."""

_MARK = "fact"
_KINDS = {"svg+xml": "svg", "jpeg": "jpg"}
_UNITS = {"pt": 1.0, "px": 0.75, "": 0.75, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_LENGTH = re.compile(rb"<svg[^>]*?\swidth=[\"']([\d.]+)(pt|px|mm|cm|in|)[\"']", re.DOTALL)


@dataclass(frozen=True)
class Flow:
    """All that PDF and Word are made from, in whatever process: HTML, the pictures that it names, the rest.

    `anchors` names a Word bookmark for every id; `identity` says which report it is, empty where nothing does;
    `letters` are the characters that must be printable.
    """

    html: str
    pictures: dict[str, bytes]
    anchors: dict[str, str]
    title: str
    contents: tuple[Entry, ...]
    date: dt.date
    official: Official | None
    identity: str
    letters: dict[Role, str]

    @property
    def root(self) -> Element:
        """The HTML as a tree under `<main>`."""
        parser = lxml_html.HTMLParser(huge_tree=True)
        return lxml_html.fragment_fromstring(self.html, create_parent="main", parser=parser)


def flow_of(body: Body) -> Flow:
    """The flow of a body; the body is not changed."""
    root = copy.deepcopy(body.root)
    name_blocks(root)
    if body.official:
        frame(root, body.official)
    for block in root.xpath('.//details[@class="code"]'):
        block.drop_tree()
    for span in root.xpath(".//span[@data-fact]"):
        span.tag = _MARK
    etree.strip_tags(root, _MARK)
    for link in root.xpath('.//a[starts-with(@href, "#fnref")]'):
        link.drop_tree()
    hold_together(root)
    for table in list(root.iter("table")):
        split_wide(table)
    for table in root.iter("table"):
        set_columns(table)
    for heading in root.iter("h1"):
        _break(heading)
    return Flow(
        pictures=_take_pictures(root),
        html=serialise(root),
        anchors=anchors_of(root),
        title=body.title,
        contents=body.contents,
        date=body.date,
        official=body.official,
        identity=identity_of(body.summary) if body.summary else "",
        letters=letters_of(body.root),
    )


def _break(heading: Element) -> None:
    """The title in lines by meaning."""
    first, *others = break_title(" ".join(heading.text_content().split()))
    for child in list(heading):
        heading.remove(child)
    heading.text = first
    for line in others:
        rest = lxml_html.Element("br")
        rest.tail = line
        heading.append(rest)


def _take_pictures(root: Element) -> dict[str, bytes]:
    pictures: dict[str, bytes] = {}
    for number, image in enumerate(list(root.iter("img")), 1):
        head, _, data = image.get("src").partition(",")
        kind = re.split("[;,]", head.removeprefix("data:image/"))[0]
        content = _whole(head, data)
        if content is None:
            image.tag, image.text = "span", f"［图片已损坏，不能显示：{image.get('alt')}］"
            image.attrib.clear()
            continue
        name = f"picture-{number}.{_KINDS.get(kind, kind)}"
        pictures[name] = content
        image.set("src", name)
        image.set("width", f"{min(natural_width(content), TEXT_WIDTH) / 0.75:.0f}")
    return pictures


def _whole(head: str, data: str) -> bytes | None:
    """The picture's bytes; None if they are no picture."""
    try:
        content = base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data)
        if "svg" in head:
            etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        else:
            with Image.open(io.BytesIO(content)) as image:
                image.load()
    except (ValueError, OSError, etree.XMLSyntaxError):
        return None
    return content


def natural_width(content: bytes) -> float:
    """Width in pt at which a picture was drawn; rasters are taken at 96 dots an inch."""
    length = _LENGTH.search(content[:4000])
    if length:
        return float(length[1]) * _UNITS[length[2].decode()]
    if b"<svg" in content[:4000]:
        return TEXT_WIDTH
    with Image.open(io.BytesIO(content)) as image:
        return image.width * 0.75
