"""All findings of one village: every rule run once over its tables and its analysis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.benchmark_results import Benchmarks
from yanpan.analysis.results import VillageAnalysis
from yanpan.config.policy import Policy
from yanpan.config.policy_lock import PolicyChange
from yanpan.config.township import RoundConfig
from yanpan.facts import Fact, FactBook
from yanpan.findings.earlier import Earlier
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding, Polarity, Theme
from yanpan.findings.policy_change import policy_change
from yanpan.findings.subject import Subject
from yanpan.findings.village import since
from yanpan.findings.village.conduct import conduct
from yanpan.findings.village.decision import decision
from yanpan.findings.village.grade import grade, reason_facts
from yanpan.findings.village.income import income
from yanpan.findings.village.industry import industry
from yanpan.findings.village.limits import limits
from yanpan.findings.village.method import method
from yanpan.findings.village.notices import notices, written_twice
from yanpan.findings.village.party import honours, party
from yanpan.findings.village.problems import Found, circular_findings, problems, vacancy_findings
from yanpan.findings.village.projects import projects
from yanpan.findings.village.public import item_facts, public
from yanpan.findings.village.rectification import rectification
from yanpan.findings.village.sources import contradictions, sources
from yanpan.findings.village.team import team
from yanpan.findings.village.verdict import verdict
from yanpan.summary import Notice


@dataclass(frozen=True)
class VillageFindings:
    """What can be said of a village, by chapter; `book` holds every fact behind it."""

    subject: Subject
    method: tuple[Finding, ...]
    achievements: tuple[Finding, ...]
    public: tuple[Finding, ...]
    sources: tuple[Finding, ...]
    register: tuple[Found, ...]
    """Problems of the register."""
    derived: tuple[Finding, ...]
    """What follows from other tables: vacancies, circulars, sources that contradict each other."""
    rectification: tuple[Finding, ...]
    grade: tuple[Finding, ...]
    limits: tuple[Finding, ...]
    """How far figures could be off."""
    notes: tuple[Fact, ...]
    """What the analysis could not say, one fact a sentence."""
    notices: tuple[Notice, ...]

    @property
    def book(self) -> FactBook:
        """Every fact of the village."""
        return self.subject.make.book

    @property
    def problems(self) -> tuple[Finding, ...]:
        """All problems, those of the register first."""
        return (*(found.finding for found in self.register), *self.derived)


def village_findings(
    tables: Mapping[str, pd.DataFrame],
    analysis: VillageAnalysis,
    *,
    policy: Policy,
    round_config: RoundConfig,
    benchmarks: Benchmarks,
    names: Mapping[str, str],
    change: PolicyChange | None = None,
    earlier: Earlier | None = None,
) -> VillageFindings:
    """Facts and findings of the village that `analysis` is about.

    `names`: names of all villages by id; `change`: of the policy since its lock;
    `earlier`: the village in the round before.
    """
    make = FactMaker(analysis.village, FactBook())
    subject = Subject(analysis.village, tables, analysis, round_config, benchmarks, names, make, earlier)
    rules = (team, party, industry, income, projects, honours, since.people, since.honours)
    judged = (*verdict(subject, policy), *conduct(subject, policy))
    made = [*judged, *(finding for rule in rules for finding in rule(subject))]
    found = problems(subject)
    derived = (*vacancy_findings(subject, found), *circular_findings(subject, found), *contradictions(subject))
    item_facts(subject)
    reason_facts(subject)
    notes = [
        make.words(f"说明.{number}", note, label="未能说明的", method="由分析给出")
        for number, note in enumerate((*analysis.notes, *since.not_compared(subject)), start=1)
    ]
    return VillageFindings(
        subject=subject,
        method=tuple(method(subject)),
        achievements=tuple(finding for finding in made if finding.polarity is not Polarity.BAD),
        public=(*public(subject, policy), *since.satisfaction(subject)),
        sources=tuple(sources(subject)),
        register=tuple(found),
        derived=derived,
        rectification=(*rectification(subject, found), *since.rectification(subject)),
        grade=(
            *grade(subject),
            *decision(subject),
            *since.grade(subject),
            *policy_change(make, change, code="档次.口径变动", theme=Theme.GRADE),
        ),
        limits=tuple(limits(subject)),
        notes=tuple(notes),
        notices=(*notices(subject, found, made), *written_twice(subject, least=float(policy.common.likeness))),
    )
