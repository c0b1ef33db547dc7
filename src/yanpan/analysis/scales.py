"""How large things are over the township, so that a village's figures can be seen against it."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import pandas as pd

from yanpan.analysis.frames import Tables
from yanpan.analysis.scale_results import Scale
from yanpan.evidence import SourceRef, merge_refs, refs_of

YUAN = 10_000
"""Yuan in 万元."""


def scales(tables: Tables) -> dict[str, Scale]:
    """Scales by measure: 道路, 路灯, 面积.<性质>.<品类>, 共建.<类型>, 户均净收益 (元); none of what nobody has."""
    return {key: _scale(values, rows, table) for key, values, rows, table in _measures(tables) if len(values)}


def measured(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Measures that each village has a figure of, by village."""
    found: dict[str, tuple[str, ...]] = {}
    for key, values, _, _ in _measures(tables):
        for village in values.index:
            found[str(village)] = (*found.get(str(village), ()), key)
    return found


def double_stretches(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Stretches of road (`路名（路段）`) that several rows give, with the village of each row."""
    rows = tables["projects"]
    rows = rows[rows["kind"].eq("道路") & rows["road"].notna() & rows["segment"].notna()]
    found = {}
    for (road, segment), part in rows.groupby(["road", "segment"], sort=True):
        if len(part) > 1:
            found[f"{road}（{segment}）"] = tuple(str(village) for village in part["village"])
    return found


def _scale(values: pd.Series, rows: pd.DataFrame, table: str) -> Scale:
    figures = [float(value) for value in values]
    return Scale(
        villages=len(figures),
        total=float(sum(figures)),
        median=float(median(figures)),
        top=max(figures),
        sources=_refs(table, rows),
    )


def _refs(table: str, rows: pd.DataFrame) -> tuple[SourceRef, ...]:
    return merge_refs(refs_of(table, rows))


def _measures(tables: Tables) -> Iterator[tuple[str, pd.Series, pd.DataFrame, str]]:
    """Measure, its figure by village, the rows behind it, their table."""
    projects = tables["projects"]
    for kind in ("道路", "路灯"):
        rows = projects[projects["kind"].eq(kind) & projects["amount"].notna()]
        yield kind, rows.groupby("village")["amount"].sum(), rows, "projects"
    areas = tables["industries"]
    areas = areas[areas["area"].notna()]
    for (nature, category), rows in areas.groupby(["area_kind", "category"], sort=True):
        yield f"面积.{nature}.{category}", rows.groupby("village")["area"].sum(), rows, "industries"
    for sort, rows in tables["cooperations"].groupby("kind", sort=True):
        yield f"共建.{sort}", rows.groupby("village").size(), rows, "cooperations"
    rows = tables["collective_income"]
    rows = rows[rows["net"].notna() & rows["year"].eq(rows["year"].max())]
    yield "户均净收益", per_household(rows, tables["villages"]), rows, "collective_income"


def per_household(income: pd.DataFrame, roster: pd.DataFrame) -> pd.Series:
    """Net income in whole yuan per household, by village; villages without households are left out.

    >>> income = pd.DataFrame({"village": ["V01"], "net": [13.1]})
    >>> per_household(income, pd.DataFrame({"village": ["V01"], "households": [912]})).to_dict()
    {'V01': 144.0}
    """
    households = roster.set_index("village")["households"].astype("Float64")
    net = income.groupby("village")["net"].sum()
    shares = YUAN * net / households.reindex(net.index).where(lambda counts: counts > 0)
    return shares.dropna().round().astype(float)
