"""Signs of careless answering: told and used for a second reckoning, never to throw a form away."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.questionnaire import domain
from yanpan.schema.validity import ATTENTION_ANSWER
from yanpan.schema.values import QUESTIONS

SIGNS = {
    "straight": "整卷同选",
    "reverse": "反向题矛盾",
    "fast": "用时过短",
    "attention": "注意题答错",
    "duplicate": "答案串重复",
}
"""Columns of `careless_signs` and what they are called."""

FAST_SHARE = 1 / 3
"""Of the median time online, below which a form counts as fast."""

AGREES = 4
"""Answer from which a question counts as agreed to."""


def longstring(row: pd.Series) -> int:
    """Length of the longest run of one answer in order; blanks end a run and are none.

    >>> longstring(pd.Series([5, 5, 5, None, 5, 4]))
    3
    """
    best = run = 0
    last: object = None
    for answer in row:
        known = not pd.isna(answer)
        run = run + 1 if known and answer == last else int(known)
        last, best = (answer if known else None), max(best, run)
    return best


def careless_signs(forms: pd.DataFrame) -> pd.DataFrame:
    """Truth value per form and sign (columns of `SIGNS`), with the forms' index.

    straight: one answer to all fifteen questions; reverse: Q5 (民主议事) and R1 (少数人说了算) both agreed to; fast:
    below a third of the median seconds of the online forms; attention: A1 asked and wrong; duplicate: in one village
    another form has the same answers, all fifteen given and not all one.
    """
    answers = forms[list(QUESTIONS)].astype("Float64").astype(float)
    reverse = forms["r1"].astype("Float64").astype(float)
    seconds = forms["seconds"].astype(float).where(forms["channel"].eq("线上").fillna(False))
    attention = forms["a1"].astype("Float64").astype(float)
    straight = pd.Series([longstring(row) == len(QUESTIONS) for _, row in answers.iterrows()], forms.index, dtype=bool)
    return pd.DataFrame(
        {
            "straight": straight,
            "reverse": reverse.ge(AGREES) & answers["q5"].ge(AGREES),
            "fast": seconds.lt(FAST_SHARE * seconds.median()),
            "attention": attention.notna() & attention.ne(ATTENTION_ANSWER),
            "duplicate": _repeated(forms, answers) & ~straight,
        },
        index=forms.index,
    ).astype(bool)


def _repeated(forms: pd.DataFrame, answers: pd.DataFrame) -> pd.Series:
    complete = answers.notna().all(axis="columns")
    return answers.assign(village=forms["village"]).duplicated(keep=False) & complete


@dataclass(frozen=True)
class Sensitivity:
    """A score with all valid forms and without those that carry a sign; None where no form is left."""

    sign: str
    flagged: int
    n: int
    score_with: float | None
    score_without: float | None

    @property
    def shift(self) -> float | None:
        """Points by which leaving the forms out moves the score."""
        if self.score_with is None or self.score_without is None:
            return None
        return self.score_without - self.score_with


def sensitivity(forms: pd.DataFrame, questions: tuple[str, ...] = tuple(QUESTIONS)) -> tuple[Sensitivity, ...]:
    """The score over `questions` with and without the forms of each sign, then of any sign; nothing is deleted.

    Source of the signs: Meade and Craig (2012), Psychological Methods 17: 437–455.
    """
    signs = careless_signs(forms)
    flags = {**{zh: signs[key] for key, zh in SIGNS.items()}, "任一迹象": signs.any(axis="columns")}
    answers = forms[list(QUESTIONS)].astype("Float64").astype(float)
    answers = answers.where(answers > 0)
    full = domain(answers, "", questions).score
    return tuple(
        Sensitivity(name, int(flag.sum()), len(forms), full, domain(answers[~flag], "", questions).score)
        for name, flag in flags.items()
    )
