"""What a village's report is made from: its slice of the store, the policy, the phrases, the analyst's remarks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from yanpan import store
from yanpan.analysis import analyse_village
from yanpan.analysis.benchmark_results import Benchmarks
from yanpan.analysis.member_firmness import with_firmness
from yanpan.config.paths import Project, find_project
from yanpan.config.phrases import PhraseBook, load_phrases
from yanpan.config.policy import Policy, load_policy
from yanpan.config.policy_lock import policy_change
from yanpan.config.remarks import Remark, load_remarks
from yanpan.config.township import RoundConfig, load_round
from yanpan.editions.face import Face
from yanpan.editions.guard import Guard, guard_of
from yanpan.editions.internal import InternalFace, telling_of
from yanpan.editions.score_audit import score_grain
from yanpan.errors import UserError
from yanpan.findings.catalogue import CODES
from yanpan.findings.village.collect import VillageFindings, village_findings
from yanpan.keys import inputs_of
from yanpan.keys.inputs import COMPARED
from yanpan.narrative.remarks import check_remarks
from yanpan.prepare import ensure_store
from yanpan.proof import Rules, load_rules
from yanpan.report.earlier_loading import load_before
from yanpan.report.faces import LEVELS, checked_edition, material
from yanpan.schema import Level
from yanpan.summary import Edition

_BENCHMARKS = TypeAdapter(Benchmarks)


@dataclass(frozen=True)
class Loaded:
    """Everything behind one village's report."""

    round_id: str
    edition: Edition
    round: RoundConfig
    policy: Policy
    phrases: PhraseBook
    remarks: tuple[Remark, ...]
    proof: Rules
    benchmarks: Benchmarks
    found: VillageFindings
    raw: store.RawRows
    inputs: str
    missing: tuple[str, ...]
    face: Face
    guard: Guard
    """What the internal edition tells of small cells; empty in the others."""

    @property
    def level(self) -> Level:
        """The most sensitive level that this edition shows."""
        return LEVELS[self.edition]


def load(village: str, round_id: str, *, edition: str, project: Project | None = None) -> Loaded:
    """The village's material, the store brought up to date first. UserError for unknown names, listing the known."""
    home = project or find_project()
    chosen = checked_edition(edition)
    manifest = ensure_store(home, round_id)
    owner = checked_village(village, {each.id: each.name for each in manifest.villages})
    inputs = inputs_of(home, round_id, owner, edition=chosen)  # before anything is read: what changes later is newer
    piece = store.load_village(home, round_id, owner)
    params = home.round_params(round_id)
    policy = load_policy(home.params)
    known = material(home, round_id, chosen, tables=piece.tables, config=load_round(params), policy=policy)
    figures = _BENCHMARKS.validate_python(store.load_benchmarks(home, round_id, name=COMPARED.format(owner)))
    analysis = analyse_village(known.tables, policy, round_config=known.config, judge_members=chosen == "committee")
    before = load_before(home, round_id, owner, chosen, policy=policy, name=known.names[owner])
    found = village_findings(
        known.tables,
        replace(analysis, members=with_firmness(analysis.members, analysis.returns, policy=policy)),
        policy=policy,
        round_config=known.config,
        benchmarks=figures,
        names=known.names,
        change=policy_change(home.params, params),
        earlier=before.earlier,
    )
    phrases, remarks = load_phrases(home.params / "phrases.yml", CODES), load_remarks(params, owner)
    check_remarks(remarks, found.book, phrases.set_terms, file=f"params/{round_id}/villages/{owner}.yml")
    guard, face = Guard(), known.face
    if chosen == "internal":
        least = policy.small_cells.internal
        guard = guard_of(analysis, least, figures.hidden.get(owner, ()))
        guard = replace(guard, grain=score_grain(guard, analysis, policy, least))
        then_hidden = any(each.hidden for each in figures.since.values())
        telling = telling_of(
            guard, analysis, found.book, least=least, alpha=policy.satisfaction.alpha, then_hidden=then_hidden
        )
        face = InternalFace(telling)
    return Loaded(
        round_id=round_id,
        edition=chosen,
        round=known.config,
        policy=policy,
        phrases=phrases,
        remarks=remarks,
        proof=load_rules(home.params),
        benchmarks=figures,
        found=found,
        raw=before.with_rows_of(piece.raw),
        inputs=inputs,
        missing=known.missing,
        face=face,
        guard=guard,
    )


def checked_village(village: str, names: dict[str, str]) -> str:
    """The id of a village given by id or name."""
    ids = {**{name: key for key, name in names.items()}, **{key: key for key in names}}
    if village not in ids:
        known = "、".join(f"{key} {name}" for key, name in names.items())
        raise UserError(f"没有村（社区）“{village}”；名册里有：{known}。")
    return ids[village]
