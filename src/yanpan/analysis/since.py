"""纵向: a village's satisfaction rate against its own of the round before, words bound to a test over the township."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from statsmodels.stats.multitest import multipletests

from yanpan.analysis import returns
from yanpan.analysis.comparisons import contrast, contrast_words, p_values
from yanpan.analysis.contrast_results import Since
from yanpan.analysis.frames import Tables
from yanpan.analysis.results import Rate
from yanpan.analysis.satisfaction import satisfaction
from yanpan.analysis.slices import slices
from yanpan.config.policy import Policy
from yanpan.schema.validity import valid_forms
from yanpan.schema.values import SATISFACTION_ITEMS, Instrument, Satisfaction

RARE = 0.05
"""Share of all answers from which an option that the other round's forms do not have once was not on those forms."""


def overall_rates(tables: Tables, policy: Policy) -> dict[str, Rate]:
    """Satisfaction rate by village, by today's rules whichever round the tables are of."""
    found = {}
    for village, part in slices(tables).items():
        population = returns.population(returns.returns(part, village), Instrument.SATISFACTION)
        found[village] = satisfaction(part, village, rules=policy.satisfaction, population=population).overall
    return found


def since(
    now: Mapping[str, Rate], before: Mapping[str, Rate], *, policy: Policy, hidden: Mapping[str, bool]
) -> dict[str, Since]:
    """The word for every village of both rounds, Holm-adjusted over all that can be compared; '' with too few forms.

    The two rounds count as independent samples: forms bear no names, so that nobody can be paired. Where the same
    people answered twice and stayed of one mind, a true difference is told less often than it could be.
    `hidden`: villages whose earlier rate was told as a bound for others' sake.
    """
    alpha, least = policy.satisfaction.alpha, policy.sources.survey.least
    both = [village for village in now if village in before]
    enough = [village for village in both if min(now[village].n, before[village].n) >= least]
    words: dict[str, Since] = {village: Since("", hidden=hidden.get(village, False)) for village in both}
    if not enough:
        return words
    raw = p_values([(now[village], before[village]) for village in enough])
    adjusted = multipletests(raw, alpha=alpha, method="holm")[1]
    for village, p, holm in zip(enough, raw, adjusted, strict=True):
        word = contrast(float(p), float(holm), alpha=alpha)
        gap = now[village].hits / now[village].n - before[village].hits / before[village].n
        words[village] = Since(word.value, contrast_words(word, gap), hidden.get(village, False))
    return words


def missing_options(now: pd.DataFrame, before: pd.DataFrame) -> list[str]:
    """Answers that one round's forms use often and the other's not once over all items: they were other forms."""
    counts = [_counts(now), _counts(before)]
    return [
        answer.value
        for answer in Satisfaction
        if any(
            mine[answer] >= RARE * max(mine.sum(), 1) and mine[answer] and not other[answer] and other.sum()
            for mine, other in (counts, counts[::-1])
        )
    ]


def _counts(forms: pd.DataFrame) -> pd.Series:
    valid = forms[valid_forms("satisfaction_forms", forms).astype(bool)]
    answers = valid[[*SATISFACTION_ITEMS, "overall"]].melt()["value"].value_counts()
    return pd.Series({answer: int(answers.get(answer.value, 0)) for answer in Satisfaction})
