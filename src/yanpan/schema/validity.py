"""Which returned forms are valid: one definition for intake's counts, the analysis and the sample."""

from __future__ import annotations

import pandas as pd

from yanpan.schema.values import QUESTIONS

ATTENTION_ANSWER = 3
"""What item A1 asks for (请选“一般”)."""


def valid_forms(key: str, forms: pd.DataFrame) -> pd.Series:
    """Truth value per tidy row of `satisfaction_forms` or `questionnaires`.

    A satisfaction form counts if its overall item holds exactly one answer (blank or ticked twice: invalid);
    a questionnaire if any of Q1–Q15 is answered and the attention item, where asked, is right.
    """
    if key == "satisfaction_forms":
        return forms["overall"].notna()
    answered = forms[list(QUESTIONS)].notna().any(axis="columns")
    return answered & forms["a1"].fillna(ATTENTION_ANSWER).eq(ATTENTION_ANSWER)
