"""Nothing of another village may stand in a report: every paragraph, table and figure shown carries its owner's id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree, html
from nbformat import NotebookNode

from yanpan.schema.values import TOWNSHIP
from yanpan.summary import QuarterSummary

_KINDS = {"p": "段落", "table": "表", "figure": "图", **dict.fromkeys(("h1", "h2", "h3", "h4"), "标题")}
_DRAWN = re.compile(r"image/")
_MOST = 5


def foreign_parts(notebook: NotebookNode, owner: str, *, villages: Collection[str] = ()) -> list[str]:
    """What the notebook shows that is not the owner's, each as `第3格的图“V05-八项测评”属于 V05`; five at most.

    The township may show the blocks of its `villages` too. An image that no block holds has no owner: a drawing left
    over from elsewhere (another village's process, an open pyplot figure) would come so.
    """
    allowed = {owner, *villages} if owner == TOWNSHIP else {owner}
    found: list[str] = []
    for number, cell in enumerate((each for each in notebook.cells if each.cell_type == "code"), start=1):
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            found += [f"第{number}格的{said}" for said in _foreign(str(data.get("text/html", "")), allowed)]
            if any(_DRAWN.match(kind) for kind in data) and "screen" not in cell.metadata.get("tags", ()):
                found.append(f"第{number}格的图没有写明属于哪个村（只在屏幕上看的，给这一格加 screen 标签）")
    return found[:_MOST]


def foreign_in_slips(summary: QuarterSummary, *, villages: Collection[str]) -> list[str]:
    """The same of the reminder slips: each holds its own village's blocks and facts alone; five at most."""
    found: list[str] = []
    for slip in summary.slips:
        if slip.owner not in villages:
            found.append(f"提醒单属于 {slip.owner}，不在名册里")
        for block in (slip.heading, *slip.paragraphs):
            found += [f"{slip.owner} 提醒单的{said}" for said in _foreign(block.to_html(), {slip.owner})]
    return found[:_MOST]


def _foreign(text: str, allowed: Collection[str]) -> Iterator[str]:
    """Blocks of an output that belong to others, or print facts of others."""
    if not text.strip():
        return
    for element in html.fragment_fromstring(text, create_parent="div").iter():
        if not isinstance(element.tag, str):
            continue
        owner, fact = element.get("data-village"), element.get("data-fact")
        name = f"{_KINDS.get(element.tag, '内容')}“{element.get('id', '')}”"
        if owner is not None and owner not in allowed:
            yield f"{name}属于 {owner}"
        elif owner is None and element.tag == "figure":
            yield f"{name}没有写明属于哪个村"
        if fact is not None and fact.partition(".")[0] not in allowed:
            yield f"{_block(element)}印了 {fact.partition('.')[0]} 的数据"


def _block(element: etree._Element) -> str:
    """The nearest block around a printed fact, by kind and id."""
    for around in (element, *element.iterancestors()):
        if around.tag in _KINDS:
            return f"{_KINDS[str(around.tag)]}“{around.get('id', '')}”"
    return "内容"
