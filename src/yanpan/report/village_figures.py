"""Figures of the village report: what each drawing needs, taken from the analysis and the benchmarks."""

from __future__ import annotations

from yanpan import figures
from yanpan.analysis.satisfaction import item_counts
from yanpan.document import Paragraph, ReportFigure
from yanpan.editions.guard import FINEST
from yanpan.editions.internal import groups_of
from yanpan.report.loading import Loaded
from yanpan.schema.values import SATISFACTION_ITEMS, Grade

Drawing = ReportFigure | Paragraph


def returns_figure(loaded: Loaded) -> Drawing:
    """What became of the forms."""
    subject = loaded.found.subject
    return figures.response_flow(subject.analysis.returns, subject.village)


def items_figure(loaded: Loaded) -> Drawing:
    """Answers to the eight items, with the township's rates beside them."""
    subject = loaded.found.subject
    township = {zh: loaded.benchmarks.satisfaction_items.get(key) for key, zh in SATISFACTION_ITEMS.items()}
    return figures.eight_items(
        item_counts(subject.rows("satisfaction_forms").frame),
        subject.village,
        township={zh: rate.value if rate else None for zh, rate in township.items()},
        name=subject.name.text,
        told={zh: each.text for zh, each in loaded.guard.items.items()},
    )


def profile_figure(loaded: Loaded) -> Drawing:
    """Questionnaire scores by domain beside the township's."""
    subject = loaded.found.subject
    asked = subject.analysis.questionnaire
    return figures.dimension_profile(
        {name: domain.score for name, domain in asked.domains.items()},
        loaded.benchmarks.domains,
        subject.village,
        n=asked.n,
        name=subject.name.text,
    )


def score_figure(loaded: Loaded) -> Drawing:
    """How the composite score comes about."""
    subject = loaded.found.subject
    cuts = {str(Grade.GOOD): loaded.policy.cuts.good, str(Grade.NORMAL): loaded.policy.cuts.normal}
    return figures.indicator_contributions(
        subject.analysis.suggestion,
        subject.village,
        cuts=cuts,
        name=subject.name.text,
        together=groups_of(loaded.guard, subject.analysis),
        told=loaded.guard.score if loaded.guard.indicators else lambda exact: exact,
        decimals=1 if loaded.guard.grain == FINEST else 0,
    )
