"""Links of the pages that lead to reports: every file that they name is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html

from yanpan.verify.fault import Fault

PAGE = "目录"


def dead_links(home: Path) -> Iterator[Fault]:
    """Links of an edition's index to files that are not there; none without an index."""
    path = home / "index.html"
    if not path.is_file():
        return
    root = lxml_html.parse(str(path), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)).getroot()
    for element in root.xpath("//a[@href]"):
        address = urlsplit(element.get("href"))
        if address.scheme or address.netloc or not address.path:
            continue
        if not (home / unquote(address.path)).exists():
            yield Fault(PAGE, path.name, " ".join(element.text_content().split()), f"所指的 {address.path} 不在")
