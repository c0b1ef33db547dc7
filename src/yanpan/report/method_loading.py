"""What the method notebook is made from: all tables, the policy, and the analysis of every village."""

from __future__ import annotations

from dataclasses import dataclass, field

from yanpan import store
from yanpan.analysis import benchmarks_from
from yanpan.analysis.benchmark_results import Benchmarks
from yanpan.analysis.frames import Tables
from yanpan.analysis.method import MethodAnalysis, method_analysis
from yanpan.config.paths import Project, find_project
from yanpan.config.policy import Policy, load_policy
from yanpan.config.township import RoundConfig, load_round
from yanpan.evidence import SourceRef
from yanpan.facts import TOWNSHIP, FactBook
from yanpan.findings.make import FactMaker, Rows, sources_of
from yanpan.keys import township_inputs_of
from yanpan.prepare import ensure_store


@dataclass(frozen=True)
class LoadedMethod:
    """Everything behind the method notebook. `names`: of the villages by id, roster order."""

    round_id: str
    round: RoundConfig
    policy: Policy
    tables: Tables
    names: dict[str, str]
    found: MethodAnalysis
    benchmarks: Benchmarks
    raw: store.RawRows
    inputs: str
    missing: tuple[str, ...]
    make: FactMaker = field(default_factory=lambda: FactMaker(TOWNSHIP, FactBook()))

    def sources(self, table: str) -> tuple[SourceRef, ...]:
        """References to all rows of a table."""
        return sources_of(Rows(table, self.tables[table]))


def load(round_id: str, *, project: Project | None = None) -> LoadedMethod:
    """The round's material, the store brought up to date first. UserError for an unknown round."""
    home = project or find_project()
    manifest = ensure_store(home, round_id)
    piece = store.load_township(home, round_id)
    config, policy = load_round(home.round_params(round_id)), load_policy(home.params)
    return LoadedMethod(
        round_id=round_id,
        round=config,
        policy=policy,
        tables=piece.tables,
        names={each.id: each.name for each in manifest.villages},
        found=method_analysis(piece.tables, policy, round_config=config),
        benchmarks=benchmarks_from(store.load_benchmarks(home, round_id)),
        raw=piece.raw,
        inputs=township_inputs_of(home, round_id, edition="committee"),
        missing=tuple(manifest.missing),
    )
