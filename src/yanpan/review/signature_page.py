"""The page of signatures: a document of its own beside the reports, and the last page of every released copy.

The reports themselves are not touched when somebody signs: the content hash is that of the reports without this page,
so it cannot depend on itself.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from yanpan.batch.plan import EDITIONS, Plan
from yanpan.batch.summaries import read_township
from yanpan.export.body import Body
from yanpan.export.clean import parse
from yanpan.export.outline import contents
from yanpan.export.write import export_body
from yanpan.review.content import SIGNED
from yanpan.review.signatures import Standing
from yanpan.summary import Summary

TITLE = "签批页"
_HEAD = ("职务", "姓名", "时间", "状态")
NOTE = (
    "内容指纹是本版全部报告文件（不含本页、目录和运行记录）的 SHA-256；任何一个文件有改动，签批即失效。"
    "本页记录由谁对哪一份内容负责，不是电子签名。"
)

MASKED = "材料里有的姓名，本页同正文一样用代号；实名记在发布记录里。"
"""On the last page of what leaves the building."""


def signature_block(
    standings: Sequence[Standing], content: str, edition: str, *, told: Callable[[str], str] = str
) -> str:
    """Heading, fingerprint and table as HTML; all that was typed in is escaped. `told`: how a name is written."""
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEAD)
    rows = "".join(_row(each, told) for each in standings)
    note = NOTE + MASKED if told is not str else NOTE
    spaced = " ".join(content[at : at + 8] for at in range(0, len(content), 8))
    return (
        f'<h2 id="{TITLE}">{TITLE}</h2>'
        f'<p>版本：{EDITIONS[edition]}。</p><p class="note">内容指纹：{spaced}</p>'
        f"<table><caption>签批情况</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="note">{note}</p>'
    )


def _row(standing: Standing, told: Callable[[str], str]) -> str:
    who = standing.signature
    state = "有效" if standing.valid else "已失效：" + "；".join(standing.changes)
    cells = (told(who.role), told(who.name), f"{who.time:%Y-%m-%d %H:%M}", state)
    first, *rest = (escape(cell, quote=False) for cell in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'


def with_last_page(body: Body, block: str) -> Body:
    """The report with the block as its last page."""
    root = copy.deepcopy(body.root)
    for element in list(parse(block)):
        root.append(element)
    return replace(body, root=root, contents=contents(root))


def write_page(plan: Plan, standings: Sequence[Standing], content: str, *, home: Path | None = None) -> tuple[str, ...]:
    """Write 签批/签批页 in all formats; removes it where nobody has signed. Names below `home`."""
    place = home or plan.home
    folder, summary = place / SIGNED, read_township(plan.township.folder)
    if not standings or summary is None:
        shutil.rmtree(folder, ignore_errors=True)
        return ()
    title = f"{summary.title}{TITLE}"
    body = _page(title, signature_block(standings, content, plan.edition), summary)
    written = export_body(body, folder, stem=TITLE)
    return tuple(path.relative_to(place).as_posix() for path in written.values())


def _page(title: str, block: str, summary: Summary) -> Body:
    root = parse(f"<h1>{escape(title, quote=False)}</h1>{block}")
    bare = summary.model_copy(update={"facts": (), "rows": (), "warnings": ()})
    return Body(root, title, contents(root), bare)
