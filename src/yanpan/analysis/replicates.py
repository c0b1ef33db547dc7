"""Raw values of the indicators that rest on forms, as they would come out if the forms were collected again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from yanpan.analysis.frames import of_village
from yanpan.analysis.indicators import Evidence
from yanpan.analysis.questionnaire import valid_questionnaires
from yanpan.analysis.resampling import Counts, Floats, means, second_collection
from yanpan.analysis.results import InstrumentReturn
from yanpan.analysis.returns import population
from yanpan.config.indicators import Indicator, Measure
from yanpan.config.scoring import ITEM_KEYS
from yanpan.schema.validity import valid_forms
from yanpan.schema.values import QUESTIONS, Grade, Instrument, Satisfaction

RATE = "满意率"


@dataclass(frozen=True)
class Forms:
    """One instrument's forms as numbers, equal ones together: kinds × columns, how many of each, and the imagined."""

    instrument: Instrument
    columns: tuple[str, ...]
    values: Floats
    counts: Counts
    imagined: Floats
    """Weight of each kind among the imagined forms; adds up to 1."""


def forms_of(evidence: Evidence) -> tuple[Forms, ...]:
    """Satisfaction forms (percent), questionnaires (0…100) and the ballot on the team (points)."""
    return (_satisfaction(evidence), _questionnaires(evidence), _ballot(evidence))


def replicated(
    evidence: Evidence, accounts: tuple[InstrumentReturn, ...], rng: np.random.Generator, replicates: int
) -> dict[str, Floats]:
    """Column -> its value in every replicate; instruments are drawn apart, as nobody knows who filled in several."""
    result: dict[str, Floats] = {}
    for forms in forms_of(evidence):
        if forms.counts.any():
            prior = evidence.policy.firmness.prior * forms.imagined
            known = population(accounts, forms.instrument)
            counts = second_collection(rng, forms.counts, prior, population=known, replicates=replicates)
            result.update(zip(forms.columns, means(counts, forms.values).T, strict=True))
    return result


def columns_of(indicator: Indicator) -> tuple[str, ...]:
    """Columns whose mean is the indicator's raw value; none for an indicator that rests on registers."""
    match indicator.measure:
        case Measure.SATISFACTION_RATE:
            return (RATE,)
        case Measure.SATISFACTION_SCORE | Measure.BALLOT:
            return (indicator.measure.value,)
        case Measure.SATISFACTION_ITEM | Measure.DOMAIN:
            return tuple(f"{indicator.measure}.{name}" for name in indicator.scope)
        case _:
            return ()


def _satisfaction(evidence: Evidence) -> Forms:
    rules = evidence.policy.satisfaction
    rows = of_village(evidence.tables, "satisfaction_forms", evidence.village)
    rows = rows[valid_forms("satisfaction_forms", rows).astype(bool)]
    points = {answer.value: score for answer, score in rules.scheme.items()}
    hits = {answer.value: 100.0 * (answer in rules.counts_as) for answer in rules.scheme}
    imagined = [answer.value for answer in Satisfaction if answer in rules.scheme]

    def column(key: str, scale: dict[str, float]) -> Floats:
        answers = [*rows[key].tolist(), *imagined]
        return np.array([scale.get(answer, np.nan) for answer in answers])

    asked = {name for each in evidence.policy.indicators for name in columns_of(each)}
    items = {
        name: column(key, points)
        for zh, key in ITEM_KEYS.items()
        if (name := f"{Measure.SATISFACTION_ITEM}.{zh}") in asked
    }
    overall = {Measure.SATISFACTION_SCORE.value: column("overall", points), RATE: column("overall", hits)}
    return _forms(Instrument.SATISFACTION, {**overall, **items}, len(imagined))


def _questionnaires(evidence: Evidence) -> Forms:
    policy = evidence.policy
    answers = valid_questionnaires(evidence.tables, evidence.village)[list(QUESTIONS)].astype("Float64").astype(float)
    answers = answers.where(answers > 0)
    imagined = (0.0, 50.0, 100.0)
    columns = {
        f"{Measure.DOMAIN}.{name}": np.concatenate(
            [(answers[list(policy.domain_keys(name))].mean(axis="columns").to_numpy() - 1) / 4 * 100, imagined]
        )
        for name in policy.domains
    }
    return _forms(Instrument.QUESTIONNAIRE, columns, len(imagined))


def _ballot(evidence: Evidence) -> Forms:
    values = [*_votes(evidence), *(evidence.policy.ballots.scheme[grade] for grade in Grade)]
    return _forms(Instrument.BALLOT, {Measure.BALLOT.value: np.array(values, dtype=float)}, len(Grade))


def _votes(evidence: Evidence) -> Iterator[float]:
    tally, scheme = evidence.ballot.overall, evidence.policy.ballots.scheme
    if tally is not None:
        for grade, votes in zip(Grade, (tally.good, tally.normal, tally.poor), strict=True):
            yield from [scheme[grade]] * votes
        yield from [float("nan")] * tally.abstain


def _forms(instrument: Instrument, columns: dict[str, Floats], imagined: int) -> Forms:
    """Equal rows together; the last `imagined` rows are imagined forms."""
    rows = np.column_stack(list(columns.values()))
    kinds, place = np.unique(np.nan_to_num(rows, nan=-1.0), axis=0, return_inverse=True)
    real, n = len(rows) - imagined, len(kinds)
    counts = np.bincount(place[:real], minlength=n)
    prior = np.bincount(place[real:], minlength=n) / imagined
    return Forms(instrument, tuple(columns), np.where(kinds < 0, np.nan, kinds), counts, prior)
