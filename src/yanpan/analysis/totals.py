"""Totals over a township: roads, lamps, areas of one category and kind, cooperation income."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from yanpan.analysis.frames import Tables, ordered, refs
from yanpan.evidence import SourceRef
from yanpan.schema import Bound
from yanpan.schema.values import AreaKind


@dataclass(frozen=True)
class Total:
    """A sum over rows: what it is of, value in `unit`, what the value says of the true one, villages in file order."""

    name: str
    value: float
    unit: str
    bound: Bound
    villages: tuple[str, ...]
    refs: tuple[SourceRef, ...]
    shares: Mapping[str, float] = field(default_factory=dict)
    """Each village's part, in file order."""


def joint_bound(bounds: Iterable[object]) -> Bound:
    """What a sum of figures with these bounds says.

    >>> [joint_bound(each).value for each in (["=", "="], ["=", ">="], [">=", "<"], ["~", ">="])]
    ['=', '>=', '~', '~']
    """
    kinds = {Bound(str(bound)) for bound in bounds} - {Bound.EXACT}
    return Bound.EXACT if not kinds else kinds.pop() if len(kinds) == 1 else Bound.ABOUT


def roads(tables: Tables) -> list[Total]:
    """Kilometres by road name, in file order; the same road in several villages is one road."""
    rows = _measured(tables, "道路", "公里")
    return [_total("projects", str(road), part, "amount", "公里") for road, part in rows.groupby("road", sort=False)]


def all_roads(tables: Tables) -> Total | None:
    """Kilometres of every road, named or not; None without any."""
    rows = _measured(tables, "道路", "公里")
    return _total("projects", "道路", rows, "amount", "公里") if len(rows) else None


def lamps(tables: Tables) -> Total | None:
    """Street lamps; None where none is registered."""
    rows = _measured(tables, "路灯", "盏")
    return _total("projects", "路灯", rows, "amount", "盏") if len(rows) else None


def areas(tables: Tables) -> dict[tuple[str, AreaKind], Total]:
    """Mu by category and kind, in file order. Kinds are never added; a base's nominal goal has no total."""
    rows = ordered(tables["industries"])
    rows = rows[rows["area"].notna() & rows["area_kind"].ne(AreaKind.GOAL.value)]
    return {
        (str(category), AreaKind(str(kind))): _total("industries", f"{kind}{category}", part, "area", "亩")
        for (category, kind), part in rows.groupby(["category", "area_kind"], sort=False)
    }


def cooperation_income(tables: Tables) -> Total | None:
    """万元 a year over cooperations, each project once; None where no income is stated.

    The sides of a project are added where they state different figures (each its own share). Where they state
    the same figure it may be the project's whole income told twice: it is taken once, and the sum is a lower bound.
    """
    rows = ordered(tables["cooperations"])
    rows = rows[rows["income"].notna()]
    if rows.empty:
        return None
    parts = [_project_income(part["income"]) for _, part in rows.groupby("project", sort=False)]
    value, bound = sum(part for part, _ in parts), joint_bound(each for _, each in parts)
    names, sources = tuple(rows["village"].unique()), refs("cooperations", rows)
    return Total("共建合作年收益", round(float(value), 6), "万元", bound, names, sources)


def _project_income(incomes: pd.Series) -> tuple[float, Bound]:
    distinct = sorted(set(incomes))
    return float(sum(distinct)), Bound.EXACT if len(distinct) == len(incomes) else Bound.AT_LEAST


def _measured(tables: Tables, kind: str, unit: str) -> pd.DataFrame:
    rows = ordered(tables["projects"])
    return rows[rows["kind"].eq(kind) & rows["unit"].eq(unit) & rows["amount"].notna()]


def _total(table: str, name: str, rows: pd.DataFrame, column: str, unit: str) -> Total:
    bound = joint_bound(rows[f"{column}_bound"].fillna(Bound.EXACT.value))
    value = round(float(rows[column].sum()), 6)
    shares = {str(village): float(part) for village, part in rows.groupby("village", sort=False)[column].sum().items()}
    return Total(name, value, unit, bound, tuple(shares), refs(table, rows), shares)
