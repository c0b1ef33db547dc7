"""`index.html`: every report of a round in one table, what the analyst should look at, what failed, what is missing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from yanpan.batch.names import FAILURE, HALF_RUN, INTAKE, NOTEBOOK, SUMMARY
from yanpan.batch.names import INDEX as FILE
from yanpan.batch.outputs import write_text
from yanpan.batch.plan import EDITIONS, Plan
from yanpan.config.paths import Project
from yanpan.config.policy_lock import policy_change
from yanpan.config.township import RoundConfig, load_round
from yanpan.facts import TOWNSHIP
from yanpan.review import pages
from yanpan.review.beside import links_beside
from yanpan.review.condition import Condition, State, township_condition, village_condition
from yanpan.review.content import PUBLIC_DESK
from yanpan.review.links import Link
from yanpan.review.released import UNSIGNED
from yanpan.review.side_by_side import Side, side, side_by_side
from yanpan.review.state import review_of
from yanpan.summary import Notice, Summary, VillageSummary

if TYPE_CHECKING:
    from yanpan.store import Manifest

_LABELS = {
    "report.html": "网页",
    "report.pdf": "PDF",
    "report.docx": "Word",
    NOTEBOOK: "笔记本",
    HALF_RUN: "没跑完的笔记本",
}
_HIDDEN = (SUMMARY, FAILURE)
_VALUE = re.compile("｜原值“.*?”(?=｜|$)")
"""What stood in the cell: `yanpan check` shows it, this page does not, as the cell may be of a form."""
_STALE = "材料、参数或程序后来改过"
_ABSENT = "还没有运行"


@dataclass(frozen=True)
class Row:
    """A village, or the township, on the page."""

    id: str
    name: str
    state: State
    links: tuple[Link, ...]
    grade: str = "—"
    firmness: str = "—"
    decided: str = "—"
    satisfaction: str = "—"
    remark: str = ""
    notices: tuple[Notice, ...] = ()
    review: str = "—"
    """How far the review of the village's report is: 未签批, 已签批, 已发布 …"""


@dataclass(frozen=True)
class Page:
    """All that the page shows."""

    title: str
    edition: str
    edition_note: str
    as_of: str
    township: Row
    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    intake: str = ""
    """Address of the page that says what the intake found, which a run writes too; '' if it lies elsewhere."""
    policy_change: str = ""
    signatures: tuple[str, ...] = ()
    """One sentence a signature: who, when, whether it stands, what has changed."""
    review: str = ""
    """How far the review of the edition is, in a word."""
    released: str = ""
    """When and on whose signatures it was last released, and whether that is what lies there; '' before."""
    lacking: tuple[str, ...] = ()
    """Signatures that are still to come before a release."""
    beside: tuple[Link, ...] = ()
    """What else was made of the round: quarters, method, other editions."""
    compared: str = ""
    """JSON of what two villages are set side by side with; '' if there are not two."""

    @property
    def grades(self) -> tuple[str, ...]:
        """Suggested grades that occur."""
        return tuple(dict.fromkeys(row.grade for row in self.rows if row.state is State.DONE))

    @property
    def degrees(self) -> tuple[str, ...]:
        """Degrees of firmness that occur."""
        return tuple(dict.fromkeys(row.firmness for row in self.rows if row.state is State.DONE))

    @property
    def reviews(self) -> tuple[str, ...]:
        """States of review that occur."""
        return tuple(dict.fromkeys(row.review for row in self.rows))

    @property
    def done(self) -> int:
        """Villages with a report that fits the present material."""
        return sum(row.state is State.DONE for row in self.rows)


def write_index(project: Project, plan: Plan, manifest: Manifest) -> Path:
    """Write the page from what lies in the outputs folder; its path. Equal folders give equal bytes."""
    page = read_page(project, plan, manifest, load_round(project.round_params(plan.round_id)))
    path = desk_home(project, plan) / FILE
    write_text(path, render(page))
    return path


def desk_home(project: Project, plan: Plan) -> Path:
    """Folder of the edition's desk: its own; the public one's lies beside, as it names persons."""
    return project.outputs(plan.round_id) / PUBLIC_DESK if plan.edition == "public" else plan.home


def read_page(project: Project, plan: Plan, manifest: Manifest, config: RoundConfig) -> Page:
    """What the page shows, villages in roster order."""
    change = policy_change(project.params, project.round_params(plan.round_id))
    villages = manifest.villages if plan.edition != "public" else ()
    told = [_read(project, plan, village.id, village.name) for village in villages]
    review = review_of(project, plan, manifest)
    rows = tuple(replace(row, review=review.progress.villages.get(row.id, UNSIGNED)) for row, _ in told)
    return Page(
        title=f"{config.township}村（社区）“两委”班子{config.name}：报告目录",
        edition=EDITIONS[plan.edition],
        edition_note="" if all(row.state is State.DONE for row in rows) else "有村未完成，不能对外使用",
        as_of=f"{config.as_of.year}年{config.as_of.month}月{config.as_of.day}日",
        township=_township(project, plan, desk_home(project, plan)),
        rows=rows,
        missing=tuple(manifest.missing) if rows else (),
        policy_change=change.sentence if change else "",
        warnings=tuple(_VALUE.sub("", warning) for warning in manifest.warnings) if rows else (),
        signatures=review.signatures,
        review=review.progress.word,
        released=review.released,
        lacking=review.lacking,
        intake=INTAKE if (plan.home / INTAKE).is_file() else "",
        beside=links_beside(plan.home),
        compared=side_by_side([column for _, column in told if column]),
    )


def render(page: Page) -> str:
    """The page as HTML; everything in it that came from data is escaped."""
    return pages.render("index.html.j2", script="index.js", page=page)


def _read(project: Project, plan: Plan, village: str, name: str) -> tuple[Row, Side | None]:
    """A village's row and, of a report that fits, its column; the summary itself is let go."""
    found = village_condition(project, plan, village)
    links = _links(plan.home, plan.home / "villages" / village)
    summary = found.summary
    if found.state is not State.DONE or summary is None:
        return _unfit(found, village, name, links), None
    row = Row(
        village,
        name,
        found.state,
        links,
        grade=summary.grade or "不能评定",
        firmness=_firmness(summary),
        decided=fact_text(summary, "党委定档"),
        satisfaction=fact_text(summary, "满意率"),
        notices=summary.warnings,
    )
    return row, side(summary)


def _township(project: Project, plan: Plan, desk: Path) -> Row:
    found, links = township_condition(project, plan), _links(desk, plan.township.folder)
    summary = found.summary
    if found.state is not State.DONE or summary is None:
        return _unfit(found, TOWNSHIP, plan.township.name, links)
    remark = "" if summary.releasable else f"不能对外使用：{'、'.join(summary.unfinished) or '有材料'}未完成"
    own = tuple(notice for notice in summary.warnings if notice.owner == TOWNSHIP)
    return Row(TOWNSHIP, plan.township.name, found.state, links, remark=remark, notices=own)


def _unfit(found: Condition[Any], owner: str, name: str, links: tuple[Link, ...]) -> Row:
    """The row of a report that is not there, or not for the present material."""
    if found.state is State.ABSENT:
        return Row(owner, name, found.state, (), remark=_ABSENT)
    remark = f"结果已经过期（{found.why or _STALE}）" if found.state is State.STALE else found.why
    return Row(owner, name, found.state, links, remark=remark)


def fact_text(summary: Summary, name: str) -> str:
    """Text of the owner's fact of that short name; — if there is none."""
    texts = (fact.text for fact in summary.facts if fact.name == name and fact.owner == summary.owner)
    return next(texts, "—")


def _firmness(summary: VillageSummary) -> str:
    """稳定, 较稳定 or 临界 where it was judged."""
    judged = fact_text(summary, "档次稳定性")
    return judged if judged != "—" or summary.grade is None else "稳定" if summary.firm else "不稳"


def _links(home: Path, folder: Path) -> tuple[Link, ...]:
    files = [path for path in folder.iterdir() if path.name not in _HIDDEN] if folder.is_dir() else []
    return tuple(
        Link(quote(os.path.relpath(path, home).replace(os.sep, "/")), _LABELS.get(path.name, path.name))
        for path in _in_order(files)
    )


def _in_order(files: Iterable[Path]) -> list[Path]:
    order = list(_LABELS)
    return sorted(files, key=lambda path: (order.index(path.name) if path.name in order else len(order), path.name))
