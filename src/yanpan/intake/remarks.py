"""Warnings: what is odd but kept (late prechecks, documents of an earlier term, outliers, changed files)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from yanpan.config.township import RoundConfig
from yanpan.intake.faults import Fault
from yanpan.intake.outliers import outliers
from yanpan.intake.table_checks import at, rows

Tables = Mapping[str, pd.DataFrame]


def check_remarks(tables: Tables, config: RoundConfig) -> list[Fault]:
    """Warnings over the tidy tables."""
    return [*_late_replies(tables), *_earlier_term(tables["document_checks"], config), *outliers(tables)]


def _late_replies(tables: Tables) -> list[Fault]:
    first = tables["meetings"].dropna(subset=["village", "date"]).groupby("village")["date"].min()
    prechecks = tables["prechecks"].dropna(subset=["village", "replied"])
    told = prechecks.assign(met=prechecks["village"].map(first).astype("str"))  # no meeting at all would give floats
    return [
        at(
            row,
            "W04",
            column="回复日期",
            value=row["replied"],
            expected=f"应早于 {row['village']} 首场会议 {row['met']}",
        )
        for row in rows(told, told["met"].notna() & (told["replied"] >= told["met"]))
    ]


def _earlier_term(checks: pd.DataFrame, config: RoundConfig) -> list[Fault]:
    dated = checks.dropna(subset=["period"])
    outside = dated[[not in_term(period, config) for period in dated["period"]]]
    expected = f"本届从 {config.term_start} 起，这一行保留、注明，不计分"
    return [at(row, "W02", column="期间", value=row["period"], expected=expected) for row in rows(outside)]


def in_term(period: str, config: RoundConfig) -> bool:
    """Whether any part of a tidy period ('2020', '2022-Q1', '2019-2021', …) falls in the term."""
    years = [int(part[:4]) for part in period.replace("/", "-").split("-") if len(part) == 4 and part.isdigit()]
    if period.count("-") == 1 and len(years) == 1 and period[5:].isdigit():  # a month
        month = int(period[5:])
        return (config.term_start.year, config.term_start.month) <= (years[0], month) <= _year_month(config)
    return min(years) <= config.term_end.year and max(years) >= config.term_start.year


def _year_month(config: RoundConfig) -> tuple[int, int]:
    return config.term_end.year, config.term_end.month
