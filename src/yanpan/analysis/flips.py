"""The smallest change that gives a village another grade: satisfaction forms, or points of the composite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yanpan.analysis.composite import capped
from yanpan.analysis.firmness_results import Flip
from yanpan.analysis.gates import satisfaction_floor
from yanpan.analysis.indicators import Evidence
from yanpan.analysis.results import SatisfactionResult, Suggestion
from yanpan.analysis.satisfaction import score, share
from yanpan.config.indicators import Measure
from yanpan.schema.values import Grade, Satisfaction

FORMS_GATE = "satisfaction_floor"


def flip(evidence: Evidence, suggestion: Suggestion) -> Flip:
    """The nearest other grade by votes and by points; places stay None where no such change gives one."""
    nearest = _points(suggestion, evidence)
    tries = [(number, up, grade) for up in (False, True) for number, grade in _changed(evidence, suggestion, up=up)]
    if not tries:
        return nearest
    votes, up, grade = min(tries, key=lambda change: change[0])
    return replace(nearest, votes=votes, votes_to=grade, votes_up=up)


def _points(suggestion: Suggestion, evidence: Evidence) -> Flip:
    """Upwards the points must not be stopped by a gate; down it is enough to fall below the cut."""
    grade, better, worse = suggestion.grade, suggestion.to_better, suggestion.to_worse
    order = list(Grade)
    found: list[tuple[float, Grade, bool]] = []
    if grade is not None and better:
        raised = capped(order[order.index(grade) - 1], suggestion.gates)
        found += [(better, raised, True)] if raised is not grade else []
    if grade is not None and worse is not None:
        found.append((worse, order[order.index(grade) + 1], False))
    if not found:
        return Flip()
    points, to, up = min(found, key=lambda change: change[0])
    return Flip(points=points, points_to=to, points_up=up)


def _changed(evidence: Evidence, suggestion: Suggestion, *, up: bool) -> Iterator[tuple[int, Grade]]:
    """The fewest forms whose other 总体评价 gives another grade, if any does.

    Downwards the best answers change first, upwards the worst: no other order needs fewer.
    """
    votes = {Satisfaction(answer): count for answer, count in evidence.satisfaction.counts.items()}
    order = [Satisfaction.DISSATISFIED, Satisfaction.MOSTLY, Satisfaction.SATISFIED]
    order = order if up else order[::-1]
    for number in range(1, sum(votes[answer] for answer in order[:-1]) + 1):
        source = next(answer for answer in order if votes[answer])
        votes[source] -= 1
        votes[order[-1]] += 1
        grade = grade_with(evidence, suggestion, votes)
        if grade is not suggestion.grade:
            yield number, grade
            return


def grade_with(evidence: Evidence, suggestion: Suggestion, votes: dict[Satisfaction, int]) -> Grade:
    """The grade if the answers to 总体评价 were these, all else equal."""
    rules, forms = evidence.policy.satisfaction, evidence.satisfaction
    overall = share(votes, rules=rules, population=forms.overall.population, sources=())
    changed = replace(forms, overall=overall, score=score(votes, rules))
    gates = [gate for gate in suggestion.gates if gate.key != FORMS_GATE]
    points = round(sum(_contributions(evidence, suggestion, changed)), 9)
    return capped(evidence.policy.cuts.grade(points), [*gates, satisfaction_floor(changed, evidence.policy)])


def _contributions(evidence: Evidence, suggestion: Suggestion, changed: SatisfactionResult) -> Iterator[float]:
    """Of every indicator with data; those that rest on 总体评价 anew."""
    rate = changed.overall.value
    anew = {
        Measure.SATISFACTION_SCORE: changed.score,
        Measure.SATISFACTION_RATE: None if rate is None else 100 * rate,
    }
    for indicator, scored in zip(evidence.policy.indicators, suggestion.indicators, strict=True):
        value = anew.get(indicator.measure)
        yield (scored.contribution or 0.0) if value is None else scored.weight * indicator.normalise(value)
