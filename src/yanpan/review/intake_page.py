"""`intake.html` and `intake.json`: what was read, what is wrong, odd or missing, and what was changed on the way.

For readers inside the township: of tables above level L2 both show the place and the rule, never the content.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from yanpan.batch.outputs import write_text
from yanpan.config.paths import Project
from yanpan.config.township import load_round
from yanpan.intake import Fault, Intake
from yanpan.intake.changes import RULES, Change, may_show
from yanpan.intake.faults import TITLES
from yanpan.keys import store_key
from yanpan.prepare import read_checked
from yanpan.review.marked_copies import write_copies
from yanpan.schema import TABLES

PAGE, DATA = "intake.html", "intake.json"
_SHOWN_ROWS = 20


@dataclass(frozen=True)
class Told:
    """A fault or warning as the page shows it."""

    code: str
    title: str
    sheet: str
    place: str
    value: str | None
    expected: str
    advice: str


@dataclass(frozen=True)
class Changed:
    """Equal changes of one column, with the rows they stand in."""

    rule: str
    title: str
    sheet: str
    column: str
    rows: str
    count: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class FileBlock:
    """One file's faults, warnings or changes."""

    file: str
    lines: tuple[Told | Changed, ...]
    copy: str = ""
    """Address of the file's marked copy; '' if there is none."""


def write_intake(project: Project, round_id: str, intake: Intake) -> tuple[Path, list[Path]]:
    """Write page, data and the marked copies of faulty files; the page's path and the copies'."""
    home = project.outputs(round_id)
    faults, warnings = (tuple(map(_safe, told)) for told in (intake.faults, intake.warnings))
    shown = replace(intake, faults=faults, warnings=warnings)
    copies = write_copies(project, round_id, intake.faults)
    title = f"{load_round(project.round_params(round_id)).township} {round_id}：材料检查"
    addresses = {file: path.relative_to(home).as_posix() for file, path in copies.items()}
    write_text(home / PAGE, render(title, shown, addresses))
    write_text(home / DATA, as_json(round_id, shown, store_key(project, round_id)))
    return home / PAGE, list(copies.values())


def keep_intake(project: Project, round_id: str) -> None:
    """Page and data of a hand-in that was accepted, written unless they are there for these very files and package.

    The store is current, so the hand-in was accepted; equal rows, if there are any, were left out on request.
    """
    path = project.outputs(round_id) / DATA
    key = store_key(project, round_id)
    if path.is_file():
        told = json.loads(path.read_text(encoding="utf-8"))
        if told.get("key") == key and told.get("accepted") and (project.outputs(round_id) / PAGE).is_file():
            return
    write_intake(project, round_id, read_checked(project, round_id, accept_dup=True))


def render(title: str, intake: Intake, copies: dict[str, str]) -> str:
    """The page as HTML; everything in it that came from data is escaped. `copies`: file to address."""
    style = (resources.files("yanpan.review") / "templates" / "index.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return _template().render(
        title=title,
        intake=intake,
        style=style,
        style_hash=digest,
        tables=[(TABLES[key].zh, len(frame)) for key, frame in intake.tables.items() if len(frame)],
        faults=list(_told(intake.faults, copies)),
        warnings=list(_told(intake.warnings, {})),
        changes=list(_changed(intake.changes)),
    )


def as_json(round_id: str, intake: Intake, key: str) -> str:
    """The same for programs, every change on its own; `null` where content is kept off.

    `key`: what was read, files, parameters and package (see `store_key`).
    """
    data = {
        "round": round_id,
        "key": key,
        "accepted": not intake.faults,
        "files": intake.files,
        "rows": {TABLES[key].zh: len(frame) for key, frame in intake.tables.items()},
        "missing": list(intake.missing),
        "faults": [asdict(fault) for fault in intake.faults],
        "warnings": [asdict(fault) for fault in intake.warnings],
        "changes": [asdict(change) for change in intake.changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(loader=PackageLoader("yanpan.review"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("intake.html.j2")


def _safe(fault: Fault) -> Fault:
    return fault if may_show(fault.file, fault.sheet, fault.column) else replace(fault, value=None)


def _told(faults: Iterable[Fault], copies: dict[str, str]) -> Iterator[FileBlock]:
    """By file, then code, then place."""
    for file, group in groupby(faults, key=lambda fault: fault.file):
        ordered = sorted(group, key=lambda fault: (fault.code, fault.sheet, fault.row or 0))
        lines = tuple(
            Told(f.code, TITLES[f.code], f.sheet, f.place or "整张表", f.value, f.expected, f.advice) for f in ordered
        )
        yield FileBlock(file or "全部材料", lines, copies.get(file, ""))


def _changed(changes: Iterable[Change]) -> Iterator[FileBlock]:
    for file, group in groupby(changes, key=lambda change: change.file):
        yield FileBlock(file, tuple(_alike(group)))


def _alike(changes: Iterable[Change]) -> Iterator[Changed]:
    same: dict[tuple[str, str, str, str | None, str | None], list[int]] = {}
    for change in changes:
        key = (change.rule, change.sheet, change.column, change.before, change.after)
        same.setdefault(key, []).append(change.row or 0)
    for (rule, sheet, column, before, after), rows in sorted(same.items(), key=lambda item: [str(k) for k in item[0]]):
        yield Changed(rule, RULES[rule], sheet, column, _rows(rows), len(rows), before, after)


def _rows(rows: list[int]) -> str:
    numbers = [str(row) for row in rows if row]
    return "、".join(numbers[:_SHOWN_ROWS]) + ("…" if len(numbers) > _SHOWN_ROWS else "")
