"""Needs of chapter four: what a village has of something, held against the policy's norm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.frames import Tables, of_village, refs, village_ids
from yanpan.analysis.periods import months_between
from yanpan.analysis.questionnaire import questionnaire, valid_questionnaires
from yanpan.analysis.slices import slices
from yanpan.config.norms import ReserveNorms, TeamNorms, TrainingNorms
from yanpan.config.policy import Policy
from yanpan.evidence import SourceRef
from yanpan.schema.values import Dimension

KNOWLEDGE = {"k1": "书记项目", "k2": "党员承诺事项"}


@dataclass(frozen=True)
class Need:
    """A village falls short: it has `value` of `what` where `norm` is asked, in `unit`. Sources: the rows that there
    are, or the village's row of the roster where there is none."""

    village: str
    what: str
    value: float
    norm: float
    unit: str
    sources: tuple[SourceRef, ...]


def training_needs(tables: Tables, norms: TrainingNorms, *, start: dt.date, end: dt.date) -> list[Need]:
    """Kinds and abilities in which a village was trained less often than the policy asks, between two days."""
    wanted = [*(("kind", kind) for kind in norms.kinds), *(("ability", ability) for ability in norms.abilities)]
    needs = []
    for village, own in slices(tables, "trainings", "villages").items():
        held = of_village(own, "trainings", village)
        held = held[held["date"].ge(start.isoformat()) & held["date"].le(end.isoformat())]
        for column, what in wanted:
            rows = held[held[column].eq(what)]
            if len(rows) < norms.least:
                needs.append(_need(own, village, what, len(rows), norms.least, "次", "trainings", rows))
    return needs


def knowledge_needs(tables: Tables, norms: TrainingNorms) -> list[Need]:
    """Knowledge items that fewer than the policy's share answered right (blanks outside), percent."""
    needs = []
    for village, own in slices(tables, "questionnaires", "villages").items():
        forms = valid_questionnaires(own, village)
        for column, what in KNOWLEDGE.items():
            answered = forms[forms[column].notna()]
            share = 100 * float(answered[column].eq("对").mean()) if len(answered) else norms.knowledge
            if share < norms.knowledge:
                needs.append(_need(own, village, what, share, norms.knowledge, "%", "questionnaires", answered))
    return needs


def weak_dimensions(tables: Tables, policy: Policy) -> list[Need]:
    """Dimensions in which a village's questionnaires stay below the policy's cut for 好, weakest first by village."""
    cut, needs = policy.sources.survey, []
    for village in village_ids(tables):
        asked = questionnaire(tables, village, policy=policy)
        scored = [(asked.dimensions[each].score, each) for each in Dimension if asked.dimensions[each].n >= cut.least]
        low = sorted((score, each.value) for score, each in scored if score is not None and score < cut.good)
        needs += [Need(village, name, score, cut.good, "分", asked.sources) for score, name in low]
    return needs


def inspection_gaps(tables: Tables, *, last: str) -> list[Need]:
    """Village × month without an inspection, from the township's first inspected month to `last` ('YYYY-MM')."""
    rows = tables["inspections"]
    if rows.empty:
        return []
    months = months_between(str(rows["month"].min()), last)
    needs = []
    for village in village_ids(tables):
        own = of_village(tables, "inspections", village)
        gone = [month for month in months if month not in set(own["month"])]
        needs += [_need(tables, village, month, 0, 1, "次", "inspections", own) for month in gone]
    return needs


def reserve_needs(tables: Tables, norms: ReserveNorms) -> list[Need]:
    """Reserve cadres short of the norm, in all and mature; and reserves without a mentor."""
    needs = []
    for village in village_ids(tables):
        rows = of_village(tables, "reserves", village)
        ready, mentored = rows[rows["maturity"].eq("成熟")], rows[rows["mentor"].notna()]
        asked = (("后备人才", rows, norms.total), ("成熟人选", ready, norms.ready), ("导师", mentored, len(rows)))
        for what, part, norm in asked:
            if len(part) < norm:
                needs.append(_need(tables, village, what, len(part), norm, "名", "reserves", rows))
    return needs


def education_needs(tables: Tables, norms: TeamNorms) -> list[Need]:
    """Teams in which too few serving members reach the norm of education; value and norm in people."""
    needs = []
    for village in village_ids(tables):
        rows = of_village(tables, "members", village)
        serving = rows[rows["serving"].fillna(False).astype(bool)]
        reached = int(serving["education"].map(norms.meets).sum()) if len(serving) else 0
        if reached < norms.education_share * len(serving):
            asked = float(norms.education_share * len(serving))
            needs.append(_need(tables, village, f"{norms.education}及以上", reached, asked, "名", "members", serving))
    return needs


def overdue_tasks(tables: Tables, *, as_of: dt.date) -> pd.DataFrame:
    """Rows of key tasks that are overdue, or past their deadline and not finished."""
    rows = tables["key_tasks"]
    late = rows["deadline"].lt(as_of.isoformat()) & rows["status"].ne("已完成")
    return rows[rows["status"].eq("逾期") | late.fillna(False)]


def former_cadres(tables: Tables) -> Iterator[Need]:
    """Villages whose former cadres are not all in the advisers' group; value and norm in people."""
    for village in village_ids(tables):
        rows = of_village(tables, "retired_cadres", village)
        advisers = int(rows["adviser"].fillna(False).astype(bool).sum())
        if advisers < len(rows):
            yield _need(tables, village, "智囊团", advisers, len(rows), "名", "retired_cadres", rows)


def _need(
    tables: Tables, village: str, what: str, value: float, norm: float, unit: str, table: str, rows: pd.DataFrame
) -> Need:
    sources = refs(table, rows) or refs("villages", of_village(tables, "villages", village))
    return Need(village, what, float(value), float(norm), unit, sources)
