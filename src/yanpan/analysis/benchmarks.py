"""Township figures that a village compares itself with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

from yanpan.analysis import returns
from yanpan.analysis.frames import Tables, mean, village_ids
from yanpan.analysis.questionnaire import questionnaire
from yanpan.analysis.rates import rate
from yanpan.analysis.results import Benchmarks, QuestionnaireResult, Rate, SatisfactionResult
from yanpan.analysis.satisfaction import satisfaction
from yanpan.analysis.slices import slices
from yanpan.config.policy import Policy
from yanpan.config.township import RoundConfig
from yanpan.schema.values import SATISFACTION_ITEMS, Dimension, Instrument


def benchmarks(tables: Tables, policy: Policy, *, round_config: RoundConfig) -> Benchmarks:
    """Pooled satisfaction (forms weigh alike), means of villages' scores (villages weigh alike), median income."""
    forms: list[SatisfactionResult] = []
    asked: list[QuestionnaireResult] = []
    for village, part in slices(tables).items():
        population = returns.population(returns.returns(part, village), Instrument.SATISFACTION)
        forms.append(satisfaction(part, village, rules=policy.satisfaction, population=population))
        asked.append(questionnaire(part, village, policy=policy))
    alpha = policy.satisfaction.alpha
    return Benchmarks(
        villages=len(village_ids(tables)),
        satisfaction=pooled((each.overall for each in forms), alpha=alpha),
        satisfaction_items={
            key: pooled((each.items[key] for each in forms), alpha=alpha) for key in SATISFACTION_ITEMS
        },
        domains={name: mean(each.domains[name].score for each in asked) for name in policy.domains},
        dimensions={each.value: mean(one.dimensions[each].score for one in asked) for each in Dimension},
        income_net_median=_income_median(tables),
    )


def benchmarks_from(stored: Mapping[str, Any]) -> Benchmarks:
    """Benchmarks out of what `dataclasses.asdict` and JSON made of them."""
    rates = {key: Rate(**{**value, "sources": ()}) for key, value in stored["satisfaction_items"].items()}
    overall = Rate(**{**stored["satisfaction"], "sources": ()})
    return Benchmarks(**{**stored, "satisfaction": overall, "satisfaction_items": rates})


def as_villages_show(found: Benchmarks) -> Benchmarks:
    """The benchmarks as a village's report shows them: rates to whole per cent, scores to whole points.

    A village compares itself with the township roughly; one changed answer elsewhere then leaves its report as it is,
    unless a figure that it prints really changes. Counts, intervals and dimensions fall away: no village prints them.
    """
    return Benchmarks(
        villages=found.villages,
        satisfaction=_whole(found.satisfaction),
        satisfaction_items={key: _whole(each) for key, each in found.satisfaction_items.items()},
        domains={name: _rounded(score) for name, score in found.domains.items()},
        dimensions={},
        income_net_median=found.income_net_median,
    )


def _whole(found: Rate) -> Rate:
    return Rate(0, 0, _rounded(found.value, 2), None, None)


def _rounded(value: float | None, digits: int = 0) -> float | None:
    return None if value is None else round(value, digits)


def pooled(rates: Iterable[Rate], *, alpha: float) -> Rate:
    """One rate over all forms; the population is the sum where every village with forms has one.

    Without references: benchmarks stay small however many villages there are."""
    parts = [each for each in rates if each.n]
    known = [each.population for each in parts if each.population is not None]
    return rate(
        sum(each.hits for each in parts),
        sum(each.n for each in parts),
        population=sum(known) if parts and len(known) == len(parts) else None,
        alpha=alpha,
    )


def _income_median(tables: Tables) -> float | None:
    rows = tables["collective_income"]
    rows = rows[rows["net"].notna()]
    latest = rows[rows["year"].eq(rows["year"].max())] if len(rows) else rows
    return float(median(latest["net"])) if len(latest) else None
