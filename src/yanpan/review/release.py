"""Release of an edition: refused with all that stands against it, or signed copies and a record of every file."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yanpan import store
from yanpan.analysis.decisions import decisions, unsettled
from yanpan.batch.freshness import is_fresh
from yanpan.batch.outputs import NOTEBOOK, read_failure, write_text
from yanpan.batch.plan import EDITIONS, Plan, Task, choose_villages
from yanpan.batch.summaries import read_township, read_village
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.export.body import read_body
from yanpan.export.write import FORMATS, export_body
from yanpan.keys import township_inputs_of
from yanpan.review.content import RELEASED, content_files, content_hash, sha256
from yanpan.review.signature_page import signature_block, with_last_page
from yanpan.review.signatures import Standing, check_signable, standings
from yanpan.schema.values import Target
from yanpan.store import Manifest

FOLDER = "releases"
SUMS = "SHA256SUMS"
NEEDED = {"internal": 1, "committee": 1}
"""People who must have signed."""


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
    check_signable(plan)
    accepted = _accepted(accept_missing, manifest)
    signed = standings(project, plan, manifest)
    against = list(obstacles(project, plan, manifest, signed, accepted))
    if against:
        listed = "\n".join(f"  {number}. {line}" for number, line in enumerate(against, start=1))
        raise RefusedReleaseError(f"{EDITIONS[plan.edition]}不能发布，有 {len(against)} 项没有了结：\n{listed}")
    valid = [each for each in signed if each.valid]
    content = content_files(plan)
    folder = _copies(plan, accepted, valid, content_hash(content))
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


def _accepted(asked: Sequence[str], manifest: Manifest) -> tuple[str, ...]:
    names = {village.id: village.name for village in manifest.villages}
    return choose_villages(asked, names) if asked else ()


def obstacles(
    project: Project, plan: Plan, manifest: Manifest, signed: Sequence[Standing], accepted: Sequence[str]
) -> Iterator[str]:
    """Everything that stands against a release, one Chinese clause each. `accepted`: villages that may be absent."""
    yield from _reports(project, plan, accepted)
    own = [village.name for village in manifest.villages if village.id in accepted]
    yield from (f"材料不全：{line}" for line in manifest.missing if not any(name in line for name in own))
    yield from _undecided(project, plan, manifest, accepted)
    yield from _signatures(plan, signed)


def _reports(project: Project, plan: Plan, accepted: Sequence[str]) -> Iterator[str]:
    for task in plan.villages:
        if task.owner not in accepted and (why := _village_fault(project, plan, task)):
            yield f"{task.owner} {task.name}：{why}（确认缺席的，用 --accept-missing {task.owner} 写明）"
    summary, failure = read_township(plan.township.folder), read_failure(plan.township.folder)
    if failure is not None:
        yield f"全镇报告未完成：{failure}"
    elif summary is None:
        yield "全镇报告还没有运行"
    elif summary.inputs != township_inputs_of(project, plan.round_id, edition=plan.edition):
        yield "全镇报告已经过期（材料、参数或程序后来改过），须重新运行"
    else:
        yield from (f"全镇报告把{village}列为未完成" for village in summary.unfinished if village not in accepted)


def _village_fault(project: Project, plan: Plan, task: Task) -> str:
    failure = read_failure(task.folder)
    if failure is not None:
        return f"运行失败：{failure}"
    if read_village(task.folder) is None:
        return "还没有报告"
    return "" if is_fresh(project, plan, task.owner) else "报告已经过期，须重新运行"


def _undecided(project: Project, plan: Plan, manifest: Manifest, accepted: Sequence[str]) -> Iterator[str]:
    """Teams in every edition; members by name in the committee's alone, where their suggestions are."""
    tables = store.load_township(project, plan.round_id).tables
    read = {task.owner: read_village(task.folder) for task in plan.villages if task.owner not in accepted}
    found = {village: summary for village, summary in read.items() if summary is not None}
    names = {village.id: f"{village.id} {village.name}班子" for village in manifest.villages}
    suggested = {village: summary.grade for village, summary in found.items()}
    yield from (f"{names[key]}：{why}" for key, why in unsettled(suggested, decisions(tables, Target.TEAM)))
    members = {each.member: each for summary in found.values() if summary.decision for each in summary.decision.members}
    asked = {key: each.suggested for key, each in members.items()}
    told = unsettled(asked, decisions(tables, Target.MEMBER))
    yield from (f"{key} {members[key].name}：{why}" for key, why in told)


def _signatures(plan: Plan, signed: Sequence[Standing]) -> Iterator[str]:
    people = {(each.signature.name, each.signature.role) for each in signed if each.valid}
    yield from (f"签批失效：{each.sentence}" for each in signed if not each.valid and not _again(each, signed))
    lacking = NEEDED[plan.edition] - len(people)
    if lacking > 0:
        yield f"缺签批：须有{NEEDED[plan.edition]}人签批，有效的{len(people)}人（用 yanpan sign 签批）"


def _again(void: Standing, signed: Sequence[Standing]) -> bool:
    """The same person has signed what is there now."""
    who = void.signature
    return any(each.valid and (each.signature.name, each.signature.role) == (who.name, who.role) for each in signed)


def _copies(plan: Plan, accepted: Sequence[str], valid: Sequence[Standing], content: str) -> Path:
    """Signed copies of every report, with the other files that belong to it; made beside and renamed."""
    folder, beside = plan.home / RELEASED, plan.home / ".staging" / RELEASED
    shutil.rmtree(beside, ignore_errors=True)
    block = signature_block(valid, content, plan.edition)
    for task in (*(each for each in plan.villages if each.owner not in accepted), plan.township):
        out = beside / task.folder.relative_to(plan.home)
        formats = [form for form in FORMATS if (task.folder / f"report.{form}").is_file()]
        body = read_body(task.folder / NOTEBOOK)
        export_body(with_last_page(body, block), out, formats)
        for path in task.folder.glob("*.xlsx"):
            shutil.copyfile(path, out / path.name)
    shutil.rmtree(folder, ignore_errors=True)
    beside.replace(folder)
    return folder
