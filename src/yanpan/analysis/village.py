"""Everything that the analysis says of one village."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yanpan.analysis import ballots, composite, returns, triangulation
from yanpan.analysis.documents import documents
from yanpan.analysis.firmness import firmness
from yanpan.analysis.firmness_results import Firmness
from yanpan.analysis.frames import Tables, only_village
from yanpan.analysis.gates import gates
from yanpan.analysis.indicators import Evidence
from yanpan.analysis.members import members, serving_members
from yanpan.analysis.prechecks import prechecks
from yanpan.analysis.questionnaire import questionnaire
from yanpan.analysis.results import Agreement, Suggestion, VillageAnalysis
from yanpan.analysis.satisfaction import satisfaction
from yanpan.config.policy import Policy
from yanpan.config.township import RoundConfig
from yanpan.schema.values import Dimension, Instrument


def analyse_village(
    tables: Tables,
    policy: Policy,
    *,
    round_config: RoundConfig,
    village: str | None = None,
    judge_members: bool = True,
    stability: bool = True,
) -> VillageAnalysis:
    """The analysis of a village's slice; with `village`, of that village out of a larger set of tables.

    Without `judge_members` the result has none: for editions that may not show any. `stability=False`: without how firm
    the grade is, which takes longest. What cannot be said is None with a reason in its place or in `notes`; ValueError
    only if it is unclear which village is meant.
    """
    name = village or only_village(tables)
    accounts = returns.returns(tables, name)
    population = returns.population(accounts, Instrument.SATISFACTION)
    forms = satisfaction(tables, name, rules=policy.satisfaction, population=population)
    asked = questionnaire(tables, name, policy=policy)
    ballot = ballots.team_ballot(tables, name, rules=policy.ballots)
    checked = documents(tables, name, policy=policy, term_start=round_config.term_start)
    matrix = triangulation.matrix(
        tables, name, policy=policy, satisfaction=forms, questionnaire=asked, documents=checked
    )
    looked_at = gates(tables, name, policy=policy, satisfaction=forms, ballot=ballot, as_of=round_config.as_of)
    evidence = Evidence(name, tables, policy, forms, asked, ballot, checked)
    suggested = composite.suggestion(evidence, gates=looked_at)
    result = VillageAnalysis(
        village=name,
        returns=accounts,
        satisfaction=forms,
        questionnaire=asked,
        team_ballot=ballot,
        members=members(tables, name, policy=policy) if judge_members else (),
        documents=checked,
        prechecks=prechecks(tables, name, rules=policy.prechecks),
        matrix=matrix,
        states=triangulation.states(matrix),
        suggestion=suggested,
        firmness=firmness(evidence, suggested, accounts) if stability else Firmness(None),
    )
    return replace(result, notes=tuple(_notes(result, staffed=not serving_members(tables, name).empty)))


def _notes(result: VillageAnalysis, *, staffed: bool) -> Iterator[str]:
    """What could not be said and why."""
    yield from (f"没有{each.instrument.value}的回收登记。" for each in result.returns if each.valid is None)
    forms = result.satisfaction
    if forms.n_valid == 0:
        yield "没有有效的满意度测评表，满意率无从计算。"
    elif forms.overall.n == 0:
        yield "满意度测评表的总体评价都选了“不了解”，满意率无从计算。"
    elif forms.overall.population is None:
        yield "满意度测评表没有对应的会议应到人数，区间未作有限总体修正。"
    if result.questionnaire.n == 0:
        yield "没有有效问卷，问卷得分无从计算。"
    if not result.team_ballot.items:
        yield "没有对班子的民主测评票。"
    if result.documents.completeness is None:
        yield "没有本届应查的资料记录，完整率无从计算。"
    if not staffed:
        yield "名册里没有在任的班子成员。"
    for dimension in Dimension:
        if result.states[dimension] is Agreement.INSUFFICIENT:
            yield f"“{dimension.value}”可用的来源不足两个，不作互证。"
    yield from _score_notes(result.suggestion)


def _score_notes(suggestion: Suggestion) -> Iterator[str]:
    for each in suggestion.indicators:
        if each.missing:
            yield f"“{each.name}”未计入综合得分：{each.missing}。"
