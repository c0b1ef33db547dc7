"""All that stands against the release of an edition, one Chinese clause each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yanpan import store
from yanpan.analysis.decisions import decisions, unsettled
from yanpan.batch.plan import Plan, home_of
from yanpan.batch.summaries import read_village
from yanpan.config.paths import Project
from yanpan.review.condition import State, township_condition, village_condition
from yanpan.review.public import round_scanner
from yanpan.review.signatures import Standing, needed_roles
from yanpan.schema.values import Target
from yanpan.store import Manifest
from yanpan.summary import VillageSummary

_UNSEEN = "内部版没有报告，无从核对定档与建议是否不同"
_VILLAGE = {
    State.FAILED: "运行失败：{}",
    State.ABSENT: "还没有报告",
    State.STALE: "报告已经过期，须重新运行",
}
_TOWNSHIP = {
    State.FAILED: "全镇报告未完成：{}",
    State.ABSENT: "全镇报告还没有运行",
    State.STALE: "全镇报告已经过期（{}），须重新运行",
}
NEEDED = 1
"""People who must have signed an edition that names no roles."""


def obstacles(
    project: Project, plan: Plan, manifest: Manifest, signed: Sequence[Standing], accepted: Sequence[str]
) -> Iterator[str]:
    """Everything that stands against a release. `accepted`: villages that may be absent."""
    yield from _reports(project, plan, accepted)
    own = [village.name for village in manifest.villages if village.id in accepted]
    yield from (f"材料不全：{line}" for line in manifest.missing if not any(name in line for name in own))
    yield from _undecided(project, plan, manifest, accepted)
    yield from _leaks(project, plan)
    yield from _void(signed)
    yield from lacking(needed_roles(project, plan), signed)


def _reports(project: Project, plan: Plan, accepted: Sequence[str]) -> Iterator[str]:
    for task in plan.villages:
        village = village_condition(project, plan, task.owner)
        if task.owner not in accepted and village.state is not State.DONE:
            why = _VILLAGE[village.state].format(village.why)
            yield f"{task.owner} {task.name}：{why}（确认缺席的，用 --accept-missing {task.owner} 写明）"
    township = township_condition(project, plan)
    if township.state is not State.DONE:
        yield _TOWNSHIP[township.state].format(township.why)
    elif township.summary is not None:
        unfinished = township.summary.unfinished
        yield from (f"全镇报告把{village}列为未完成" for village in unfinished if village not in accepted)


def _undecided(project: Project, plan: Plan, manifest: Manifest, accepted: Sequence[str]) -> Iterator[str]:
    """Teams in every edition; members by name in the committee's alone, where their suggestions are."""
    tables = store.load_township(project, plan.round_id).tables
    found = _summaries(project, plan, accepted)
    names = {village.id: f"{village.id} {village.name}班子" for village in manifest.villages}
    asked_of = [village for village in plan.roster if village not in accepted] if plan.edition == "public" else found
    suggested = {village: found[village].grade if village in found else None for village in asked_of}
    taken = decisions(tables, Target.TEAM)
    yield from (f"{names[key]}：{why}" for key, why in unsettled(suggested, taken))
    yield from (f"{names[key]}：{_UNSEEN}" for key in suggested if key in taken and key not in found)
    members = {each.member: each for summary in found.values() if summary.decision for each in summary.decision.members}
    asked = {key: each.suggested for key, each in members.items()}
    told = unsettled(asked, decisions(tables, Target.MEMBER))
    yield from (f"{key} {members[key].name}：{why}" for key, why in told)


def _summaries(project: Project, plan: Plan, accepted: Sequence[str]) -> dict[str, VillageSummary]:
    """Villages' results with their suggestions; the public edition tells none, so those of the internal one."""
    edition = "internal" if plan.edition == "public" else plan.edition
    home = home_of(project, plan.round_id, edition) / "villages"
    read = {village: read_village(home / village) for village in plan.roster if village not in accepted}
    return {village: summary for village, summary in read.items() if summary is not None}


def _leaks(project: Project, plan: Plan) -> Iterator[str]:
    """The public edition is looked through once more as it lies there."""
    if plan.edition == "public" and plan.township.folder.is_dir():
        leaks = round_scanner(project, plan.round_id).folder(plan.township.folder)
        yield from (f"泄漏扫描：{leak}" for leak in leaks)


def _void(signed: Sequence[Standing]) -> Iterator[str]:
    yield from (f"签批失效：{each.sentence}" for each in signed if not each.valid and not _again(each, signed))


def _again(void: Standing, signed: Sequence[Standing]) -> bool:
    """The same person has signed what is there now."""
    who = void.signature
    return any(each.valid and (each.signature.name, each.signature.role) == (who.name, who.role) for each in signed)


def lacking(roles: Sequence[str], signed: Sequence[Standing]) -> Iterator[str]:
    """Signatures that are not there yet: by role, each of another person, where roles are asked for."""
    valid = {(each.signature.role, each.signature.name) for each in signed if each.valid}
    if not roles:
        if len(valid) < NEEDED:
            yield f"缺签批：须有{NEEDED}人签批，有效的{len(valid)}人（用 yanpan sign 签批）"
        return
    taken: dict[str, str] = {}
    for role in roles:
        names = sorted(name for own, name in valid if own == role)
        free = [name for name in names if name not in taken]
        if not names:
            yield f"缺签批：{role}还没有签批（用 yanpan sign --edition public --role {role} 签批）"
        elif not free:
            yield f"缺签批：{role}与{taken[names[0]]}是同一人（{names[0]}），须由不同的人签批"
        else:
            taken[free[0]] = role
