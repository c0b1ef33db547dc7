"""Questionnaires: scores by domain, dimension and question."""

from __future__ import annotations

import pandas as pd

from yanpan.analysis.frames import Tables, of_village, refs
from yanpan.analysis.results import DomainScore, QuestionnaireResult
from yanpan.config.policy import Policy
from yanpan.schema.validity import valid_forms
from yanpan.schema.values import QUESTIONS, Dimension


def questionnaire(tables: Tables, village: str, *, policy: Policy) -> QuestionnaireResult:
    """Scores over the valid forms. 0 (不了解) and blanks are outside; no valid form: every score is None."""
    forms = valid_questionnaires(tables, village)
    answers = forms[list(QUESTIONS)].astype("Float64").astype(float)
    answers = answers.where(answers > 0)
    return QuestionnaireResult(
        n=len(forms),
        domains={name: domain(answers, name, policy.domain_keys(name)) for name in policy.domains},
        dimensions={each: domain(answers, each.value, policy.dimensions[each].question_keys) for each in Dimension},
        questions={key: domain(answers, label, (key,)) for key, label in QUESTIONS.items()},
        sources=refs("questionnaires", forms),
    )


def valid_questionnaires(tables: Tables, village: str) -> pd.DataFrame:
    """A village's valid questionnaires, in file order."""
    forms = of_village(tables, "questionnaires", village)
    return forms[valid_forms("questionnaires", forms).astype(bool)]


def domain(answers: pd.DataFrame, name: str, questions: tuple[str, ...]) -> DomainScore:
    """(m − 1)/4·100, where m is the mean over respondents of each one's mean over the questions answered.

    `answers` hold 1…5, not-a-number where there was no view.
    """
    means = answers[list(questions)].mean(axis="columns").dropna()
    score = (float(means.sort_values().mean()) - 1) / 4 * 100 if len(means) else None
    return DomainScore(name, questions, score, len(means))
