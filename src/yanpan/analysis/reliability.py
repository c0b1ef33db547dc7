"""Internal consistency of a group of questions, for the township as a whole only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import f as f_distribution
from statsmodels.multivariate.factor import Factor

from yanpan.analysis.rates import ALPHA

LEAST_QUESTIONS = 3
"""Questions that a one-factor model needs."""


@dataclass(frozen=True)
class Reliability:
    """Consistency of one group of questions; numbers are None where they cannot be said, `note` then tells why."""

    questions: tuple[str, ...]
    n: int
    """Complete forms."""
    alpha: float | None
    low: float | None
    high: float | None
    omega: float | None
    note: str = ""


def cronbach(answers: pd.DataFrame) -> float | None:
    """Cronbach's alpha over complete rows; None for fewer than two questions or forms, or without any variance.

    alpha = k/(k − 1) · (1 − Σ item variances / variance of the sum).
    Source: Cronbach (1951), Psychometrika 16: 297–334.
    """
    known = answers.dropna()
    k = known.shape[1]
    if k < 2 or len(known) < 2:
        return None
    covariance = np.cov(known.to_numpy(dtype=float), rowvar=False)
    total = float(covariance.sum())
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total) if total > 1e-12 else None


def feldt(value: float, *, n: int, k: int, error: float = ALPHA) -> tuple[float, float]:
    """Feldt's interval of an alpha found with n forms and k questions.

    1 − (1 − value)·F, with the 1 − error/2 and error/2 quantiles of F(n − 1, (n − 1)(k − 1)).
    Source: Feldt, Woodruff and Salih (1987), Applied Psychological Measurement 11: 93–103.

    >>> [round(end, 3) for end in feldt(0.85, n=35, k=8)]
    [0.761, 0.915]
    """
    low, high = f_distribution.ppf([1 - error / 2, error / 2], n - 1, (n - 1) * (k - 1))
    return 1 - (1 - value) * float(low), 1 - (1 - value) * float(high)


def omega(answers: pd.DataFrame) -> float | None:
    """McDonald's omega of a one-factor model; None where it cannot be fitted.

    omega = (Σ λ√v)² / ((Σ λ√v)² + Σ (1 − λ²)v), λ the loadings by principal axes on the correlations, v the
    variances. Questions without variance, fewer than three questions, or a loading beyond 1: None.
    Source: McDonald (1999), Test Theory: A Unified Treatment, chapter 6.
    """
    known = answers.dropna().to_numpy(dtype=float)
    if known.shape[1] < LEAST_QUESTIONS or len(known) <= known.shape[1] or (known.std(axis=0) < 1e-9).any():
        return None
    loadings = Factor(known, n_factor=1, method="pa", smc=True).fit(maxiter=200).loadings[:, 0]
    if not np.isfinite(loadings).all() or (abs(loadings) > 1).any():
        return None
    variances = known.var(axis=0, ddof=1)
    common = float((loadings * np.sqrt(variances)).sum()) ** 2
    return common / (common + float(((1 - loadings**2) * variances).sum()))


def within_villages(answers: pd.DataFrame, villages: pd.Series) -> pd.DataFrame:
    """Complete rows less their village's mean, question by question: differences between villages are taken out."""
    known = answers.dropna().astype(float)
    return known - known.groupby(villages.loc[known.index]).transform("mean")


def township_reliability(
    answers: pd.DataFrame, villages: pd.Series, *, least: int = 100, error: float = ALPHA
) -> Reliability:
    """Alpha with its interval and omega for one group of questions, over all villages with their means removed.

    `answers` hold 1…5, not-a-number where there was no view; `villages` go with the rows. Never for one village:
    fewer than two villages or fewer than `least` complete forms give no numbers. The means taken out cost one degree
    of freedom each, so the interval counts forms − villages + 1.
    """
    known = answers.dropna()
    questions, places = tuple(map(str, answers.columns)), int(villages.loc[known.index].nunique())
    if places < 2 or len(known) < least:
        few = f"只按全镇合并计算：有效完整问卷{len(known)}份、涉及{places}个村，不足以报信度（至少{least}份、两个村）。"
        return Reliability(questions, len(known), None, None, None, None, few)
    centred = within_villages(answers, villages)
    value = cronbach(centred)
    if value is None:
        return Reliability(questions, len(known), None, None, None, None, "各题答案没有差异，算不出信度。")
    low, high = feldt(value, n=len(known) - places + 1, k=len(questions), error=error)
    return Reliability(questions, len(known), value, low, high, omega(centred))
