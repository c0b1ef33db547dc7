"""Everything that the method notebook shows, over the villages of a round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.agreement import SourceAgreement, source_agreement
from yanpan.analysis.benchmarks import MOST_RANKED
from yanpan.analysis.careless import Sensitivity, sensitivity
from yanpan.analysis.comparisons import Difference, differences
from yanpan.analysis.frames import Tables
from yanpan.analysis.indicators import Evidence
from yanpan.analysis.influence import Index, influence
from yanpan.analysis.rank_rates import village_ranks
from yanpan.analysis.ranks import RankSet
from yanpan.analysis.raters import RaterGraph, TwoWay, assignments, rater_graph, talk_scores, two_way
from yanpan.analysis.reliability import Reliability, township_reliability
from yanpan.analysis.results import VillageAnalysis
from yanpan.analysis.shrinkage import Shrunk, beta_binomial
from yanpan.analysis.slices import slices
from yanpan.analysis.strata import Stratum, by_identity
from yanpan.analysis.validity import Validity, validities
from yanpan.analysis.village import analyse_village
from yanpan.config.policy import Policy
from yanpan.config.township import RoundConfig
from yanpan.schema.validity import valid_forms
from yanpan.schema.values import QUESTIONS, Dimension, Instrument

ALL_QUESTIONS = "全部题目"


@dataclass(frozen=True)
class MethodAnalysis:
    """The round's villages, roster order, and what is reckoned over all of them."""

    villages: dict[str, VillageAnalysis]
    gates: dict[str, dict[Instrument, Validity]]
    strata: tuple[Stratum, ...]
    reliability: dict[str, Reliability]
    """By domain, by dimension and for all questions; township only."""
    careless: tuple[Sensitivity, ...]
    agreement: SourceAgreement
    differences: tuple[Difference, ...]
    """Every pair of villages; none where there are more than `MOST_RANKED`."""
    ranks: dict[str, RankSet]
    shrunk: Shrunk | None
    graph: RaterGraph
    two_way: TwoWay | None
    """Leniency of groups; None where it cannot be told from the villages."""
    influence: dict[str, dict[str, Index]]


def method_analysis(tables: Tables, policy: Policy, *, round_config: RoundConfig) -> MethodAnalysis:
    """The analysis of every village, then over the township."""
    parts = slices(tables)
    found = {
        village: analyse_village(part, policy, round_config=round_config, village=village, judge_members=False)
        for village, part in parts.items()
    }
    rates = {village: each.satisfaction.overall for village, each in found.items()}
    few, alpha = len(rates) <= MOST_RANKED, policy.satisfaction.alpha
    return MethodAnalysis(
        villages=found,
        gates={village: validities(each.returns, policy.meetings) for village, each in found.items()},
        strata=township_strata(tables, policy),
        reliability=reliabilities(tables, policy),
        careless=sensitivity(tables["questionnaires"]),
        agreement=source_agreement({village: each.matrix for village, each in found.items()}),
        differences=differences(rates, alpha=alpha) if few else (),
        ranks=village_ranks(rates, alpha=alpha) if few else {},
        shrunk=beta_binomial([each.hits for each in rates.values()], [each.n for each in rates.values()], alpha=alpha),
        graph=rater_graph(assignments(tables)),
        two_way=two_way(talk_scores(tables, policy.ballots.scheme)),
        influence={
            village: influence(evidence_of(parts[village], policy, each), each.suggestion, each.returns)
            for village, each in found.items()
        },
    )


def evidence_of(tables: Tables, policy: Policy, found: VillageAnalysis) -> Evidence:
    """What the indicators of an analysed village were made of."""
    return Evidence(
        found.village, tables, policy, found.satisfaction, found.questionnaire, found.team_ballot, found.documents
    )


def township_strata(tables: Tables, policy: Policy) -> tuple[Stratum, ...]:
    """Satisfaction by identity, all villages' forms that took a view together."""
    rows = tables["satisfaction_forms"]
    rows = rows[rows["overall"].isin(list(policy.satisfaction.scheme))]
    views = pd.DataFrame({"identity": rows["identity"], "answer": rows["overall"]})
    cells, rules = policy.small_cells, policy.satisfaction
    return by_identity(views, counts_as=rules.counts_as, least=cells.internal, uniform=cells.public, alpha=rules.alpha)


def question_groups(policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """Columns by domain, by dimension and all together."""
    domains = {name: policy.domain_keys(name) for name in policy.domains}
    dimensions = {each.value: policy.dimensions[each].question_keys for each in Dimension}
    return {**domains, **dimensions, ALL_QUESTIONS: tuple(QUESTIONS)}


def reliabilities(tables: Tables, policy: Policy) -> dict[str, Reliability]:
    """Alpha and omega of every group of questions over the valid forms of the township."""
    forms = tables["questionnaires"]
    forms = forms[valid_forms("questionnaires", forms).astype(bool)]
    answers = forms[list(QUESTIONS)].astype("Float64").astype(float)
    answers = answers.where(answers > 0)
    return {
        name: township_reliability(answers[list(keys)], forms["village"])
        for name, keys in question_groups(policy).items()
    }
