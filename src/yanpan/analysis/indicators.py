"""Raw values of the composite's indicators: each a number with the rows it came from, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from yanpan.analysis import documents as docs
from yanpan.analysis.document_results import DocumentResult
from yanpan.analysis.frames import Tables, mean, of_village, refs, whole
from yanpan.analysis.results import BallotResult, QuestionnaireResult, SatisfactionResult
from yanpan.config.indicators import Indicator, Measure
from yanpan.config.policy import Policy
from yanpan.config.scoring import ITEM_KEYS
from yanpan.evidence import SourceRef, merge_refs


@dataclass(frozen=True)
class Evidence:
    """All that the indicators of a village are made of."""

    village: str
    tables: Tables
    policy: Policy
    satisfaction: SatisfactionResult
    questionnaire: QuestionnaireResult
    ballot: BallotResult
    documents: DocumentResult

    def rows(self, key: str) -> pd.DataFrame:
        """The village's rows of a table."""
        return of_village(self.tables, key, self.village)


@dataclass(frozen=True)
class Raw:
    """A raw value in the indicator's unit; None with a reason."""

    value: float | None
    missing: str = ""
    sources: tuple[SourceRef, ...] = ()


def raw_value(evidence: Evidence, indicator: Indicator) -> Raw:
    """The indicator's raw value; never not-a-number."""
    return _MEASURES[indicator.measure](evidence, indicator)


def _of(value: float | None, missing: str, sources: tuple[SourceRef, ...]) -> Raw:
    return Raw(value, "" if value is not None else missing, sources)


def _documents(evidence: Evidence, indicator: Indicator) -> Raw:
    parts = [part for item, part in evidence.documents.items.items() if item in indicator.scope]
    share = docs.completeness(parts)
    percent = None if share is None else 100 * share
    return _of(percent, "没有本届的资料查阅记录", merge_refs(*(part.sources for part in parts)))


def _quality(evidence: Evidence, indicator: Indicator) -> Raw:
    parts = [part for item, part in evidence.documents.items.items() if item in indicator.scope]
    value = mean(part.quality for part in parts)
    return _of(value, "没有本届的资料查阅记录", merge_refs(*(part.sources for part in parts)))


def _few(evidence: Evidence, n: int, name: str) -> str:
    """Why so few forms are not reckoned with; '' if there are enough, or none at all."""
    least = evidence.policy.sources.survey.least
    return f"{name}只有{n}份，不足{least}份" if 0 < n < least else ""


def _from_forms(evidence: Evidence, n: int, value: float | None) -> Raw:
    """A value of the satisfaction forms, unless too few took a view."""
    few = _few(evidence, n, "表态的满意度测评票")
    return _of(None if few else value, few or "没有表态的满意度测评票", evidence.satisfaction.sources)


def _domain(evidence: Evidence, indicator: Indicator) -> Raw:
    few = _few(evidence, evidence.questionnaire.n, "有效问卷")
    if few:
        return Raw(None, few, evidence.questionnaire.sources)
    scores = [evidence.questionnaire.domains[name].score for name in indicator.scope]
    return _of(mean(scores), "没有可计分的有效问卷", evidence.questionnaire.sources)


def _tasks(evidence: Evidence, indicator: Indicator) -> Raw:
    rows = evidence.rows("party_tasks")
    points = {grade.value: score for grade, score in evidence.policy.registers.tasks.items()}
    return _of(mean(rows["completion"].map(points)), "没有党建任务记录", refs("party_tasks", rows))


def _inspections(evidence: Evidence, indicator: Indicator) -> Raw:
    rows = evidence.rows("inspections")
    value = mean(rows["result"].map(evidence.policy.registers.inspections))
    return _of(value, "没有月督查记录", refs("inspections", rows))


def _latest(evidence: Evidence, column: str, missing: str) -> Raw:
    rows = evidence.rows("collective_income")
    rows = rows[rows[column].notna()]
    rows = rows[rows["year"].eq(rows["year"].max())] if len(rows) else rows
    value = float(rows[column].iloc[0]) if len(rows) else None
    return _of(value, missing, refs("collective_income", rows))


def _income(evidence: Evidence, indicator: Indicator) -> Raw:
    return _latest(evidence, "net", "没有净收益数据")


def _sources(evidence: Evidence, indicator: Indicator) -> Raw:
    return _latest(evidence, "sources", "没有收入来源数据")


def _item(evidence: Evidence, indicator: Indicator) -> Raw:
    keys = [ITEM_KEYS[name] for name in indicator.scope]
    views = min((evidence.satisfaction.items[key].n for key in keys), default=0)
    return _from_forms(evidence, views, mean(evidence.satisfaction.item_scores[key] for key in keys))


def _score(evidence: Evidence, indicator: Indicator) -> Raw:
    return _from_forms(evidence, evidence.satisfaction.overall.n, evidence.satisfaction.score)


def _rate(evidence: Evidence, indicator: Indicator) -> Raw:
    value = evidence.satisfaction.overall.value
    percent = None if value is None else 100 * value
    return _from_forms(evidence, evidence.satisfaction.overall.n, percent)


def _ballot(evidence: Evidence, indicator: Indicator) -> Raw:
    overall = evidence.ballot.overall
    few = _few(evidence, overall.cast if overall else 0, "表态的民主测评票")
    if few:
        return Raw(None, few, evidence.ballot.sources)
    return _of(overall.score if overall else None, "没有班子总体的民主测评票", evidence.ballot.sources)


def _posts(evidence: Evidence, indicator: Indicator) -> Raw:
    rows = evidence.rows("positions")
    approved = whole(rows["approved"])
    value = 100 * whole(rows["filled"]) / approved if approved else None
    return _of(value, "没有职数记录", refs("positions", rows))


def _reserves(evidence: Evidence, indicator: Indicator) -> Raw:
    rows, norms = evidence.rows("reserves"), evidence.policy.reserves
    if evidence.tables["reserves"].empty:
        return Raw(None, "没有后备人才表")
    ready = int(rows["maturity"].eq("成熟").sum())
    met = [min(1.0, have / norm) for have, norm in ((len(rows), norms.total), (ready, norms.ready)) if norm]
    value = 100 * sum(met) / len(met) if met else 100.0
    return Raw(value, sources=refs("reserves", rows))


_MEASURES: dict[Measure, Callable[[Evidence, Indicator], Raw]] = {
    Measure.DOCUMENTS: _documents,
    Measure.QUALITY: _quality,
    Measure.DOMAIN: _domain,
    Measure.PARTY_TASKS: _tasks,
    Measure.INSPECTIONS: _inspections,
    Measure.INCOME: _income,
    Measure.SOURCES: _sources,
    Measure.SATISFACTION_ITEM: _item,
    Measure.SATISFACTION_SCORE: _score,
    Measure.SATISFACTION_RATE: _rate,
    Measure.BALLOT: _ballot,
    Measure.POSTS: _posts,
    Measure.RESERVES: _reserves,
}
