"""Township figures that a village compares itself with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Any

from yanpan.analysis import returns
from yanpan.analysis.benchmark_results import Benchmarks
from yanpan.analysis.contrast_results import Beside, Contrasts, Raters, Since
from yanpan.analysis.frames import Tables, mean, village_ids
from yanpan.analysis.questionnaire import questionnaire
from yanpan.analysis.rank_rates import narrowed, village_ranks
from yanpan.analysis.raters import raters
from yanpan.analysis.rates import rate
from yanpan.analysis.results import QuestionnaireResult, Rate, SatisfactionResult
from yanpan.analysis.satisfaction import satisfaction
from yanpan.analysis.scale_results import Scale
from yanpan.analysis.scales import double_stretches, measured, scales
from yanpan.analysis.slices import slices
from yanpan.analysis.standing import against_rest, contrast_counts, holm_cut, standing
from yanpan.config.policy import Policy
from yanpan.config.township import RoundConfig
from yanpan.disclosure.villages import rates_to_hide
from yanpan.evidence import SourceRef
from yanpan.schema.values import SATISFACTION_ITEMS, Dimension, Instrument

OVERALL_ITEM = "overall"
"""Key of the overall rate beside those of the items."""
MOST_RANKED = 60
"""Villages up to which rank sets are made: with more, every set is nearly all ranks, and they cost the square."""


def benchmarks(tables: Tables, policy: Policy, *, round_config: RoundConfig) -> Benchmarks:
    """Pooled satisfaction (forms weigh alike), means of villages' scores (villages weigh alike), median income."""
    forms: list[SatisfactionResult] = []
    asked: list[QuestionnaireResult] = []
    for village, part in slices(tables).items():
        population = returns.population(returns.returns(part, village), Instrument.SATISFACTION)
        forms.append(satisfaction(part, village, rules=policy.satisfaction, population=population))
        asked.append(questionnaire(part, village, policy=policy))
    alpha = policy.satisfaction.alpha
    overall = pooled((each.overall for each in forms), alpha=alpha)
    items = {key: pooled((each.items[key] for each in forms), alpha=alpha) for key in SATISFACTION_ITEMS}
    by_village = dict(zip(village_ids(tables), (each.overall for each in forms), strict=True))
    sets = village_ranks(by_village, alpha=alpha) if len(by_village) <= MOST_RANKED else {}
    cut = holm_cut(list(_against_rest(forms, overall, items, alpha)), alpha=alpha)
    return Benchmarks(
        villages=len(by_village),
        satisfaction=overall,
        satisfaction_items=items,
        domains={name: mean(each.domains[name].score for each in asked) for name in policy.domains},
        dimensions={each.value: mean(one.dimensions[each].score for one in asked) for each in Dimension},
        income_net_median=_income_median(tables),
        scales=scales(tables),
        measured=measured(tables),
        double_stretches=double_stretches(tables),
        hidden=rates_to_hide(_against(dict(zip(slices(tables), forms, strict=True))), policy.small_cells.internal),
        contrasts=Contrasts(
            cut=cut,
            pairs=contrast_counts(by_village, alpha=alpha),
            ranked=len(sets),
            narrowed=narrowed(sets.values()),
            raters=raters(tables),
        ),
        beside={
            village: beside_others(each, overall, items, cut=cut, alpha=alpha, least=policy.sources.survey.least)
            for village, each in zip(by_village, forms, strict=True)
        },
    )


def beside_others(
    own: SatisfactionResult, overall: Rate, items: Mapping[str, Rate], *, cut: float | None, alpha: float, least: int
) -> dict[str, Beside]:
    """The village's overall rate and items beside those of the others, where it has `least` forms and they have any."""
    pairs = {OVERALL_ITEM: (own.overall, overall), **{key: (own.items[key], whole) for key, whole in items.items()}}
    enough = {key: pair for key, pair in pairs.items() if pair[0].n >= least}
    found = {key: standing(mine, whole, cut=cut, alpha=alpha) for key, (mine, whole) in enough.items()}
    return {
        key: Beside(round(each.rest.value or 0.0, 2), each.word.value, each.words)
        for key, each in found.items()
        if each is not None
    }


def _against_rest(
    forms: list[SatisfactionResult], overall: Rate, items: dict[str, Rate], alpha: float
) -> Iterator[tuple[Rate, Rate]]:
    """The overall rate and the items of every village with those of the others: one family of comparisons."""
    yield from against_rest((each.overall for each in forms), overall, alpha=alpha)
    for key, whole in items.items():
        yield from against_rest((each.items[key] for each in forms), whole, alpha=alpha)


def _against(forms: Mapping[str, SatisfactionResult]) -> dict[str, dict[str, int]]:
    """By rate and village, the forms with a view that are not satisfied."""
    rates = {"overall": {village: each.overall for village, each in forms.items()}}
    rates |= {key: {village: each.items[key] for village, each in forms.items()} for key in SATISFACTION_ITEMS}
    return {name: {village: each.n - each.hits for village, each in of.items()} for name, of in rates.items()}


def benchmarks_from(stored: Mapping[str, Any]) -> Benchmarks:
    """Benchmarks out of what `dataclasses.asdict` and JSON made of them."""
    rates = {key: Rate(**{**value, "sources": ()}) for key, value in stored["satisfaction_items"].items()}
    overall = Rate(**{**stored["satisfaction"], "sources": ()})
    told = dict(stored.get("contrasts", {}))
    beside = {
        village: {key: Beside(**each) for key, each in items.items()}
        for village, items in stored.get("beside", {}).items()
    }
    own = {
        "beside": beside,
        "since": {village: Since(**each) for village, each in stored.get("since", {}).items()},
        "measured": {key: tuple(value) for key, value in stored.get("measured", {}).items()},
        "satisfaction": overall,
        "satisfaction_items": rates,
        "contrasts": Contrasts(**{**told, "raters": Raters(**told.get("raters", {}))}),
        "scales": {key: _scale(value) for key, value in stored.get("scales", {}).items()},
        "double_stretches": {key: tuple(value) for key, value in stored.get("double_stretches", {}).items()},
    }
    return Benchmarks(**{**stored, **own})


def _scale(stored: Mapping[str, Any]) -> Scale:
    return Scale(**{**stored, "sources": tuple(SourceRef.model_validate(ref) for ref in stored["sources"])})


def as_village_shows(found: Benchmarks, village: str) -> Benchmarks:
    """The benchmarks as a village's report shows them: rates to whole per cent, scores to whole points.

    A village compares itself with the township roughly; one changed answer elsewhere then leaves its report as it is,
    unless a figure or a word that it prints really changes. What no village prints falls away.
    """
    return Benchmarks(
        villages=found.villages,
        satisfaction=_whole(found.satisfaction),
        satisfaction_items={key: _whole(each) for key, each in found.satisfaction_items.items()},
        domains={name: _rounded(score) for name, score in found.domains.items()},
        dimensions={},
        income_net_median=found.income_net_median,
        scales={key: scale for key, scale in found.scales.items() if key in found.measured.get(village, ())},
        double_stretches={key: each for key, each in found.double_stretches.items() if village in each},
        hidden={village: found.hidden.get(village, ())},
        contrasts=Contrasts(raters=found.contrasts.raters),
        beside={village: found.beside.get(village, {})},
        since={village: found.since[village]} if village in found.since else {},
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
