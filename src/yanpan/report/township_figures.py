"""Figures of the township report, drawn from the villages' hand-over; a remark where there is nothing to draw."""

from __future__ import annotations

from yanpan.analysis.frames import Tables
from yanpan.analysis.returns import returns
from yanpan.analysis.satisfaction import item_counts
from yanpan.analysis.slices import slices
from yanpan.analysis.validity import validities
from yanpan.disclosure.answers import small_answers
from yanpan.document import Block
from yanpan.facts import Fact
from yanpan.figures import (
    ThemeVillages,
    VillageRate,
    VillageScores,
    VillageStates,
    domain_heatmap,
    eight_items,
    four_source_heatmap,
    problem_themes,
    satisfaction_by_village,
)
from yanpan.findings.township.common import CommonTheme
from yanpan.findings.township.data import Place, TownshipData
from yanpan.report.township_loading import LoadedTownship
from yanpan.schema.values import Instrument


def satisfaction(loaded: LoadedTownship) -> Block:
    """Satisfaction by village with reference intervals."""
    data, floor = loaded.data, loaded.data.policy.satisfaction.good_rate / 100
    forms = slices(data.tables, "form_returns", "meetings")
    rows = [_rate(data, place, forms[place.id]) for place in data.places]
    return satisfaction_by_village(rows, loaded.benchmarks.satisfaction, floor=floor)


def items(loaded: LoadedTownship) -> Block:
    """Answers to the eight items of the satisfaction form, finished villages together."""
    answers = item_counts(loaded.data.reviewed("satisfaction_forms").frame)
    joined, told = small_answers(answers, loaded.face.least, unknown=loaded.edition == "public")
    return eight_items(answers, name=loaded.face.text(loaded.data.config.township), told=told, joined=joined)


def matrix(loaded: LoadedTownship) -> Block:
    """Four sources by village and dimension."""
    data = loaded.data
    rows = [VillageStates(place.id, place.name, data.summaries[place.id].states) for place in data.finished]
    return four_source_heatmap(rows)


def dimensions(loaded: LoadedTownship) -> Block:
    """Questionnaire scores by domain and village."""
    return domain_heatmap([_scores(loaded.data, place) for place in loaded.data.finished])


def themes(loaded: LoadedTownship, found: list[CommonTheme]) -> Block:
    """Problem themes by the number of villages that have them."""
    data = loaded.data
    names = {place.id: loaded.face.text(place.name) for place in data.places}
    return problem_themes(
        [ThemeVillages(theme.name.text, tuple(names[key] for key in theme.ids)) for theme in found],
        problems=len(data.reviewed("problems").frame),
        villages=len(data.finished),
        least=data.policy.common.least,
    )


def _rate(data: TownshipData, place: Place, forms: Tables) -> VillageRate:
    fact = _fact(data, place, "测评.满意率")
    if fact is not None and fact.value is None:
        low, high = fact.interval or (None, None)
        return VillageRate(place.id, place.name, None, low, high, fact.n or 0, told=fact.text)
    if fact is None or not isinstance(fact.value, float | int):
        flag = "" if place.id in data.summaries else "未完成"
        return VillageRate(place.id, place.name, None, None, None, 0, flag)
    low, high = fact.interval or (None, None)
    return VillageRate(place.id, place.name, float(fact.value), low, high, fact.n or 0, _care(data, place, forms))


def _care(data: TownshipData, place: Place, forms: Tables) -> str:
    """A remark where the village's forms do not pass the validity gate."""
    gates = validities(returns(forms, place.id), data.policy.meetings)
    return "" if gates[Instrument.SATISFACTION].passed else "慎用"


def _scores(data: TownshipData, place: Place) -> VillageScores:
    facts = {name: _fact(data, place, f"问卷.{name}") for name in data.policy.domains}
    scores = {name: None if fact is None else _number(fact) for name, fact in facts.items()}
    forms = _fact(data, place, "问卷.份数")
    return VillageScores(place.id, place.name, scores, 0 if forms is None else int(_number(forms) or 0))


def _number(fact: Fact) -> float | None:
    return float(fact.value) if isinstance(fact.value, float | int) else None


def _fact(data: TownshipData, place: Place, detail: str) -> Fact | None:
    """A fact that the village's run handed over; None if it did not."""
    summary = data.summaries.get(place.id)
    key = f"{place.id}.{detail}"
    return next((fact for fact in summary.facts if fact.key == key), None) if summary else None
