"""Satisfaction forms: rates with intervals, scores, and what was not known."""

from __future__ import annotations

import pandas as pd

from yanpan.analysis.frames import Tables, of_village, refs
from yanpan.analysis.rates import rate
from yanpan.analysis.results import Rate, SatisfactionResult
from yanpan.config.scoring import SatisfactionRules
from yanpan.evidence import SourceRef
from yanpan.schema.validity import valid_forms
from yanpan.schema.values import SATISFACTION_ITEMS, Satisfaction


def satisfaction(
    tables: Tables, village: str, *, rules: SatisfactionRules, population: int | None
) -> SatisfactionResult:
    """Rates over those who gave a view (不了解 and blanks outside), overall and by item.

    `population` is the number of people expected at the meeting that carried the form, for the intervals.
    """
    forms = of_village(tables, "satisfaction_forms", village)
    good = valid_forms("satisfaction_forms", forms).astype(bool)
    valid = forms[good]
    sources = refs("satisfaction_forms", valid)
    answers = {key: counts(valid[key]) for key in SATISFACTION_ITEMS}
    overall = counts(valid["overall"])
    return SatisfactionResult(
        overall=share(overall, rules=rules, population=population, sources=sources),
        unknown=overall[Satisfaction.UNKNOWN],
        counts={answer.value: votes for answer, votes in overall.items()},
        items={
            key: share(votes, rules=rules, population=population, sources=sources) for key, votes in answers.items()
        },
        item_unknown={key: votes[Satisfaction.UNKNOWN] for key, votes in answers.items()},
        score=score(overall, rules),
        n_valid=len(valid),
        n_invalid=len(forms) - len(valid),
        sources=sources,
        item_scores={key: score(votes, rules) for key, votes in answers.items()},
    )


def counts(answers: pd.Series) -> dict[Satisfaction, int]:
    """Answers of each kind, zeros included."""
    seen = answers.value_counts()
    return {answer: int(seen.get(answer.value, 0)) for answer in Satisfaction}


def item_counts(forms: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Of these returned forms the valid ones, by item (its heading) and answer; zeros included."""
    valid = forms[valid_forms("satisfaction_forms", forms).astype(bool)]
    return {
        zh: {answer.value: votes for answer, votes in counts(valid[key]).items()}
        for key, zh in SATISFACTION_ITEMS.items()
    }


def score(votes: dict[Satisfaction, int], rules: SatisfactionRules) -> float | None:
    """Mean of the scheme's points over answers that took a view; None without any."""
    n = sum(votes[answer] for answer in rules.scheme)
    return sum(points * votes[answer] for answer, points in rules.scheme.items()) / n if n else None


def share(
    votes: dict[Satisfaction, int],
    *,
    rules: SatisfactionRules,
    population: int | None,
    sources: tuple[SourceRef, ...],
) -> Rate:
    """Share of those satisfied among those with a view, with its interval."""
    n = sum(votes[answer] for answer in rules.scheme)
    hits = sum(votes[answer] for answer in rules.counts_as)
    return rate(hits, n, population=population, alpha=rules.alpha, sources=sources)


def dissatisfied(votes: dict[str, int]) -> float | None:
    """Share of 不满意 among those with a view, 0…1; None without any."""
    n = sum(count for answer, count in votes.items() if answer != Satisfaction.UNKNOWN)
    return votes.get(Satisfaction.DISSATISFIED, 0) / n if n else None
