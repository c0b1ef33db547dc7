"""A reviewed Word file led back to its report: each remark with its block, and the facts and rows behind it."""

from __future__ import annotations

import copy
import difflib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.export.anchors import anchor_of, identity_of, name_blocks
from yanpan.export.body import Body, read_body
from yanpan.export.docx import docx_bytes
from yanpan.facts import Fact
from yanpan.review.reviewed_changes import changes
from yanpan.review.reviewed_file import open_reviewed, read_parts
from yanpan.review.reviewed_text import Passage, Remark, Reviewed, read_passages
from yanpan.review.untracked import untracked
from yanpan.summary import Summary

_ALIKE = 0.6
"""Least likeness at which a passage without its bookmark is taken for a passage of the report."""

_KNOWN = 0.2
"""Least share of a file's passages that its report must have."""


@dataclass(frozen=True)
class Tied:
    """A remark and where it leads. `block` is '' where the report has no such place; `how` says how it was found."""

    remark: Remark
    block: str
    chapter: str
    passage: str
    how: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Review:
    """All remarks of a file, and what the analyst must know of it."""

    name: str
    title: str
    tied: tuple[Tied, ...]
    notes: tuple[str, ...]


def read_review(project: Project, file: Path, round_id: str | None = None) -> Review:
    """The file's comments and changes tied to the report that it was made of.

    UserError: not a readable .docx, none of our reports, another round than the one asked for, the report is gone.
    """
    reviewed = read_passages(open_reviewed(file))
    body = _report_of(project, reviewed, round_id)
    sent = read_passages(read_parts(file.name, io.BytesIO(docx_bytes(body))))
    same = not reviewed.identity or reviewed.identity == sent.identity
    remarks = [*reviewed.comments]
    for place, passage in enumerate(reviewed.passages):
        remarks.extend(changes(passage, place))
    if same:
        remarks.extend(untracked(sent, reviewed))
    remarks.sort(key=lambda remark: (remark.place is None, remark.place or 0))
    tie = _Tie(body, sent, reviewed)
    return Review(file.name, body.title, tuple(map(tie.tied, remarks)), tuple(_notes(reviewed, same)))


def _notes(reviewed: Reviewed, same: bool) -> list[str]:
    notes = []
    if not same:
        notes.append("这份 Word 发出后报告又重新生成过：数据按现在的报告列出，没有留痕的改动不再比对。")
    if not any(passage.anchor for passage in reviewed.passages):
        notes.append("文件里的段落书签已经丢失，各条按文字相近对应到段落，请留意核对。")
    if reviewed.formats:
        notes.append(f"另有 {reviewed.formats} 处只改格式的修订，没有列出。")
    return notes


def _report_of(project: Project, reviewed: Reviewed, round_id: str | None) -> Body:
    said = reviewed.identity.split("|")
    ours = len(said) == 6 and said[0] == "yanpan"
    if ours and round_id and said[1] != round_id:
        raise UserError(f"{reviewed.name} 是 {said[1]} 批次的报告，不是 {round_id} 的；请改写 --round，或不写。")
    if not ours and not round_id and not project.rounds():
        raise UserError("这个项目里还没有任何批次的报告可以对应。")
    chosen = said[1] if ours else round_id or project.rounds()[-1]
    home = project.outputs(chosen)
    bodies = [read_body(path) for path in sorted(home.rglob("report.ipynb")) if ".staging" not in path.parts]
    if ours:
        found = [body for body in bodies if body.summary and identity_of(body.summary).split("|")[:5] == said[:5]]
        if not found:
            raise UserError(f"没有找到 {reviewed.name} 所出自的报告（outputs/{chosen}）；请先运行 yanpan run。")
        return found[0]
    return _likest(bodies, reviewed)


def _likest(bodies: list[Body], reviewed: Reviewed) -> Body:
    texts = {_squeezed(passage.before) for passage in reviewed.passages} - {""}
    shares = [len(texts & _texts(body)) / max(len(texts), 1) for body in bodies]
    if not shares or max(shares) < _KNOWN:
        raise UserError(f"{reviewed.name} 不是本项目写出的报告，对应不到任何段落。")
    return bodies[shares.index(max(shares))]


def _texts(body: Body) -> set[str]:
    names = ("p", "h1", "h2", "h3", "h4", "td", "th", "figcaption", "caption", "li")
    return {_squeezed(element.text_content()) for element in body.root.iter(*names)}


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


class _Tie:
    """Leads passages of a reviewed file to blocks of its report."""

    def __init__(self, body: Body, sent: Reviewed, reviewed: Reviewed) -> None:
        root = copy.deepcopy(body.root)
        name_blocks(root)
        self.blocks: dict[str, Any] = {anchor_of(e.get("id")): e for e in root.iterdescendants() if e.get("id")}
        self.chapters = _chapters(root)
        self.facts = {fact.key: fact for fact in _facts(body.summary)}
        self.sent = {p.anchor: _squeezed(p.before) for p in reversed(sent.passages) if p.anchor in self.blocks}
        self.passages = reviewed.passages

    def tied(self, remark: Remark) -> Tied:
        passage = None if remark.place is None else self.passages[remark.place]
        anchor, how = self._anchor(remark, passage)
        block = self.blocks.get(anchor or "")
        text = "" if passage is None else passage.row or passage.before or passage.after
        if block is None:
            return Tied(remark, "", "", text, how, ())
        where = _row(block, passage) if passage is not None and passage.row else block
        keys = dict.fromkeys(span.get("data-fact") for span in where.xpath("descendant-or-self::*[@data-fact]"))
        facts = tuple(self.facts[key] for key in keys if key in self.facts)
        return Tied(remark, block.get("id"), self.chapters[block.get("id")], text or _plain(block), how, facts)

    def _anchor(self, remark: Remark, passage: Passage | None) -> tuple[str | None, str]:
        for anchor in (remark.anchor, passage.anchor if passage else None):
            if anchor in self.blocks:
                return anchor, "书签"
        if passage is None or remark.place is None:
            return None, "文件里没有标明位置"
        before = self._last_anchor(remark.place)
        if passage.row and before is not None and self.blocks[before].tag == "table":
            return before, "所在表格"
        anchor, likeness = self._alike(passage.before or passage.after)
        if likeness >= _ALIKE:
            return anchor, f"文字相近（{likeness:.0%}）"
        return before, "对应不到，列在上一段之后" if before else "对应不到"

    def _last_anchor(self, place: int) -> str | None:
        return next((p.anchor for p in reversed(self.passages[:place]) if p.anchor in self.blocks), None)

    def _alike(self, text: str) -> tuple[str | None, float]:
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(_squeezed(text))
        best: tuple[str | None, float] = (None, 0.0)
        for anchor, sent in self.sent.items():
            matcher.set_seq1(sent)
            if matcher.real_quick_ratio() > best[1] and matcher.quick_ratio() > best[1] and matcher.ratio() > best[1]:
                best = anchor, matcher.ratio()
        return best


def _facts(summary: Summary | None) -> tuple[Fact, ...]:
    return summary.facts if summary else ()


def _row(table: Any, passage: Passage) -> Any:
    """The table's row with the passage's text; the table where none has it."""
    wanted = _squeezed(passage.row)
    return next((row for row in table.iter("tr") if _plain(row) == wanted), table)


def _plain(element: Any) -> str:
    return _squeezed(element.text_content())


def _chapters(root: Any) -> dict[str, str]:
    """Id of a block -> headings above it."""
    path: dict[int, str] = {}
    found: dict[str, str] = {}
    for element in root.iterdescendants():
        if re.fullmatch("h[1-6]", str(element.tag)):
            level = int(element.tag[1])
            path = {held: text for held, text in path.items() if held < level}
            path[level] = " ".join(element.text_content().split())
        if element.get("id"):
            found[element.get("id")] = " › ".join(text for held, text in sorted(path.items()) if held > 1)
    return found
