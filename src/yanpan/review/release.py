"""Release of an edition: refused with all that stands against it, or signed copies and a record of every file."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yanpan.batch.outputs import NOTEBOOK, write_text
from yanpan.batch.plan import EDITIONS, Plan, choose_villages
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.export.body import read_body
from yanpan.export.write import FORMATS, export_body
from yanpan.review.content import RELEASED, content_files, content_hash, sha256
from yanpan.review.obstacles import obstacles
from yanpan.review.public import round_mask, round_scanner
from yanpan.review.released import FOLDER
from yanpan.review.signature_page import signature_block, with_last_page
from yanpan.review.signatures import Standing, standings
from yanpan.store import Manifest

SUMS = "SHA256SUMS"


class RefusedReleaseError(UserError):
    """A release that something stands against; the message lists all of it."""


@dataclass(frozen=True)
class Released:
    """A release that was made: its record, and the files below the folder of signed copies."""

    record: Path
    folder: Path
    files: dict[str, str]


def release(
    project: Project, plan: Plan, manifest: Manifest, *, accept_missing: Sequence[str], now: dt.datetime
) -> Released:
    """Write signed copies and the record. UserError with the complete list of what stands against the release."""
    accepted = _accepted(accept_missing, manifest)
    signed = standings(project, plan, manifest)
    _refuse(plan, list(obstacles(project, plan, manifest, signed, accepted)))
    valid = [each for each in signed if each.valid]
    content = content_files(plan)
    folder = _copies(project, plan, accepted, valid, content_hash(content))
    files = {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    write_text(folder / SUMS, "".join(f"{value}  {name}\n" for name, value in files.items()))
    record = {
        "round": plan.round_id,
        "edition": plan.edition,
        "released": now.isoformat(timespec="seconds"),
        "content": content_hash(content),
        "signatures": [json.loads(each.signature.model_dump_json()) for each in valid],
        "accepted_missing": list(accepted),
        "files": files,
        "content_files": content,
    }
    place = project.round_params(plan.round_id) / FOLDER / f"{plan.edition}-{content_hash(content)[:12]}.json"
    write_text(place, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    return Released(place, folder, files)


def _refuse(plan: Plan, against: Sequence[str]) -> None:
    if against:
        listed = "\n".join(f"  {number}. {line}" for number, line in enumerate(against, start=1))
        raise RefusedReleaseError(f"{EDITIONS[plan.edition]}不能发布，有 {len(against)} 项没有了结：\n{listed}")


def _accepted(asked: Sequence[str], manifest: Manifest) -> tuple[str, ...]:
    names = {village.id: village.name for village in manifest.villages}
    return choose_villages(asked, names) if asked else ()


def _copies(project: Project, plan: Plan, accepted: Sequence[str], valid: Sequence[Standing], content: str) -> Path:
    """Signed copies of every report, with the other files that belong to it; made beside and renamed.

    The copies of the public edition are looked through with their last page, before they are put in place.
    """
    folder, beside = plan.home / RELEASED, plan.home / ".staging" / RELEASED
    shutil.rmtree(beside, ignore_errors=True)
    public = plan.edition == "public"
    told = round_mask(project, plan.round_id).face if public else str
    block = signature_block(valid, content, plan.edition, told=told)
    for task in (*(each for each in plan.villages if each.owner not in accepted), plan.township):
        out = beside / task.folder.relative_to(plan.home)
        formats = [form for form in FORMATS if (task.folder / f"report.{form}").is_file()]
        body = read_body(task.folder / NOTEBOOK)
        export_body(with_last_page(body, block), out, formats)
        for path in task.folder.glob("*.xlsx"):
            shutil.copyfile(path, out / path.name)
    if public:
        _refuse(plan, [f"泄漏扫描：{leak}" for leak in round_scanner(project, plan.round_id).folder(beside)])
    shutil.rmtree(folder, ignore_errors=True)
    beside.replace(folder)
    return folder
