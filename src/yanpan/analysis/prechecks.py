"""Prechecks: a gate, never a score. Only completeness and the all-clear leave this module for the reports."""

from __future__ import annotations

import pandas as pd

from yanpan.analysis.frames import Tables, of_village, refs
from yanpan.analysis.results import PrecheckResult
from yanpan.config.norms import PrecheckRules
from yanpan.schema.values import Clearance, Target

Asked = dict[tuple[str, str], frozenset[str]]
"""Topics asked, by person and department."""


def prechecks(tables: Tables, village: str, *, rules: PrecheckRules) -> PrecheckResult:
    """How far the matrix that the policy asks for is answered; `all_clear` only if it is complete and every
    row handed in, asked for or not, says 无反映."""
    rows = of_village(tables, "prechecks", village)
    answered = rows[rows["answer"].notna() & rows["answer"].ne(Clearance.MISSING.value)]
    given = _topics(answered)
    asked = _asked(tables, village, rules)
    complete = {pair for pair, topics in asked.items() if topics <= given.get(pair, frozenset())}
    people = len(asked)
    return PrecheckResult(
        expected=sum(len(topics) for topics in asked.values()),
        answered=sum(len(topics & given.get(pair, frozenset())) for pair, topics in asked.items()),
        people_expected=people,
        people_answered=len(complete),
        missing=_missing(asked, complete, rules),
        all_clear=bool(people) and len(complete) == people and bool(rows["answer"].eq(Clearance.CLEAR.value).all()),
        sources=refs("prechecks", rows),
    )


def _asked(tables: Tables, village: str, rules: PrecheckRules) -> Asked:
    members = of_village(tables, "members", village)
    targets = list(members.loc[members["serving"].fillna(False).astype(bool), "member"])
    if rules.team and targets:
        targets.append(Target.TEAM.value)
    return {(target, name): frozenset(topics) for target in targets for name, topics in rules.departments.items()}


def _topics(answered: pd.DataFrame) -> Asked:
    grouped = answered.groupby(["target", "department"], sort=False)["topic"]
    return {(str(target), str(name)): frozenset(topics) for (target, name), topics in grouped}


def _missing(asked: Asked, complete: set[tuple[str, str]], rules: PrecheckRules) -> tuple[str, ...]:
    open_pairs = [name for (_, name) in (pair for pair in asked if pair not in complete)]
    return tuple(f"{name} {open_pairs.count(name)}人次" for name in rules.departments if name in open_pairs)
