"""What a village's report is made from: its slice of the store, the policy, the phrases, the analyst's remarks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from yanpan import store
from yanpan.analysis import analyse_village
from yanpan.analysis.results import Benchmarks
from yanpan.config.paths import Project, find_project
from yanpan.config.phrases import PhraseBook, load_phrases
from yanpan.config.policy import Policy, load_policy
from yanpan.config.policy_lock import policy_change
from yanpan.config.remarks import Remark, load_remarks
from yanpan.config.township import RoundConfig, load_round
from yanpan.errors import UserError
from yanpan.findings.catalogue import CODES
from yanpan.findings.village.collect import VillageFindings, village_findings
from yanpan.keys import inputs_of
from yanpan.keys.inputs import COMPARED
from yanpan.prepare import ensure_store
from yanpan.proof import Rules, load_rules
from yanpan.schema import Level
from yanpan.summary import Edition

LEVELS: dict[Edition, Level] = {"internal": Level.L2, "committee": Level.L3}
"""Editions that a notebook can be run in, and the most sensitive level that each shows."""

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

    @property
    def level(self) -> Level:
        """The most sensitive level that this edition shows."""
        return LEVELS[self.edition]


def load(village: str, round_id: str, *, edition: str, project: Project | None = None) -> Loaded:
    """The village's material, the store brought up to date first. UserError for unknown names, listing the known."""
    home = project or find_project()
    chosen = checked_edition(edition)
    manifest = ensure_store(home, round_id)
    names = {each.id: each.name for each in manifest.villages}
    owner = checked_village(village, names)
    inputs = inputs_of(home, round_id, owner, edition=chosen)  # before anything is read: what changes later is newer
    piece = store.load_village(home, round_id, owner)
    params = home.round_params(round_id)
    config, policy = load_round(params), load_policy(home.params)
    figures = _BENCHMARKS.validate_python(store.load_benchmarks(home, round_id, name=COMPARED.format(owner)))
    analysis = analyse_village(piece.tables, policy, round_config=config)
    found = village_findings(
        piece.tables,
        analysis if chosen == "committee" else replace(analysis, members=()),
        policy=policy,
        round_config=config,
        benchmarks=figures,
        names=names,
        change=policy_change(home.params, params),
    )
    return Loaded(
        round_id=round_id,
        edition=chosen,
        round=config,
        policy=policy,
        phrases=load_phrases(home.params / "phrases.yml", CODES),
        remarks=load_remarks(params, owner),
        proof=load_rules(home.params),
        benchmarks=figures,
        found=found,
        raw=piece.raw,
        inputs=inputs,
        missing=tuple(manifest.missing),
    )


def checked_edition(edition: str) -> Edition:
    """The edition if there is such a one."""
    for known in LEVELS:
        if edition == known:
            return known
    raise UserError(f"没有版本“{edition}”；可选：{'、'.join(LEVELS)}。")


def checked_village(village: str, names: dict[str, str]) -> str:
    """The id of a village given by id or name."""
    ids = {**{name: key for key, name in names.items()}, **{key: key for key in names}}
    if village not in ids:
        known = "、".join(f"{key} {name}" for key, name in names.items())
        raise UserError(f"没有村（社区）“{village}”；名册里有：{known}。")
    return ids[village]
