"""Periods of document checks: when they end, and whether that lies in the present term."""

from __future__ import annotations

import datetime as dt

import pandas as pd


def period_end(period: str) -> dt.date:
    """Last day of a tidy period ('YYYY', 'YYYY-MM', 'YYYY-Qn', 'YYYY-YYYY', 'YYYY-MM/YYYY-MM').

    >>> period_end("2020"), period_end("2021-02"), period_end("2021-Q2")
    (datetime.date(2020, 12, 31), datetime.date(2021, 2, 28), datetime.date(2021, 6, 30))
    >>> period_end("2019-2021"), period_end("2020-11/2021-02")
    (datetime.date(2021, 12, 31), datetime.date(2021, 2, 28))
    """
    last = period.rsplit("/", 1)[-1]
    head, _, tail = last.partition("-")
    if not tail:
        return dt.date(int(head), 12, 31)
    if len(tail) == 4:
        return dt.date(int(tail), 12, 31)
    month = int(tail[1:]) * 3 if tail.startswith("Q") else int(tail)
    following = dt.date(int(head) + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def in_term(periods: pd.Series, *, start: dt.date) -> pd.Series:
    """Truth value per period: it ends in the term (a period that reaches into the term belongs to it)."""
    return periods.map(lambda period: period_end(str(period)) >= start).astype(bool)


def months_between(start: str, end: str) -> tuple[str, ...]:
    """Months from `start` to `end`, both included, as 'YYYY-MM'.

    >>> months_between("2022-11", "2023-02")
    ('2022-11', '2022-12', '2023-01', '2023-02')
    """
    if start > end:
        return ()
    return tuple(str(month) for month in pd.period_range(start, end, freq="M"))
