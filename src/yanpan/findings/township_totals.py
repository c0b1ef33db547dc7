"""Totals over the township: roads by name, lamps, areas of one category and one kind. Kinds are never added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.township_data import TownshipData, place_fact
from yanpan.schema import Bound
from yanpan.schema.values import AreaKind

TOTALLED = (AreaKind.NEW, AreaKind.REPLANTED, AreaKind.STOCK, AreaKind.TENDED, AreaKind.TRANSFERRED)
"""Kinds of area that have a total; a base's goal is nominal and has none."""

ALONE = 2
"""A total is told in prose where at least this many villages share in it."""


@dataclass(frozen=True)
class Total:
    """A total over villages: what is totalled, the sum, and each village's share in roster order."""

    subject: Fact
    kind: str
    amount: Fact
    shares: tuple[tuple[Fact, Fact], ...]
    """Village's name and its share."""

    @property
    def split(self) -> Value:
        """`新桥村3公里、禅林村10.3公里` as a value."""
        return series([(name, share) for name, share in self.shares])


def road_totals(data: TownshipData, make: FactMaker) -> list[Total]:
    """Kilometres by the road's name, in order of appearance; roads without name or length are left out."""
    rows = data.rows("projects").equal(kind="道路", unit="公里")
    rows = rows.where(rows.frame["road"].notna() & rows.frame["amount"].notna())
    return [
        _total(data, make, rows.equal(road=road), f"合计.道路.{road}", str(road), "道路", "amount", "公里")
        for road in rows.frame["road"].unique()
    ]


def all_roads(make: FactMaker, totals: list[Total]) -> Fact | None:
    """Kilometres of all named roads; None without any."""
    return _grand(make, "合计.道路", totals, "公里", "道路里程合计") if totals else None


def lamp_total(data: TownshipData, make: FactMaker) -> Total | None:
    """Street lamps; None where none is registered."""
    rows = data.rows("projects").equal(kind="路灯", unit="盏")
    rows = rows.where(rows.frame["amount"].notna())
    return _total(data, make, rows, "合计.路灯", "路灯", "路灯", "amount", "盏") if rows else None


def area_totals(data: TownshipData, make: FactMaker) -> list[Total]:
    """Areas by category and kind, categories in order of appearance, kinds in the contract's order."""
    rows = data.rows("industries")
    rows = rows.where(rows.frame["area"].notna())
    return [
        _total(data, make, part, f"合计.面积.{category}.{kind}", str(category), str(kind), "area", "亩")
        for category in rows.frame["category"].unique()
        for kind in TOTALLED
        if (part := rows.equal(category=category, area_kind=str(kind)))
    ]


def totals_findings(
    roads: list[Total], all_roads_fact: Fact | None, lamps: Total | None, areas: list[Total]
) -> Iterator[Finding]:
    """What the paragraph on totals says: roads, lamps, then areas in which several villages share."""
    if all_roads_fact is not None:
        detail = series([_detailed(total) for total in roads])
        yield _finding("合计.道路", {"明细": detail, "合计": all_roads_fact}, "多条" if len(roads) > 1 else "一条")
    if lamps is not None:
        yield _finding("合计.路灯", {"合计": lamps.amount, "明细": lamps.split})
    for total in areas:
        if total.kind == AreaKind.NEW and len(total.shares) >= ALONE:
            yield _area_finding(total, [other for other in areas if other.subject.text == total.subject.text])


def _area_finding(total: Total, same: list[Total]) -> Finding:
    values: dict[str, Value] = {"品类": total.subject, "合计": total.amount, "明细": total.split}
    others = [other for other in same if other.kind != total.kind]
    if others:
        values["另列"] = series([(other.kind, *_flat(_shared(other))) for other in others])
    return _finding("合计.面积", values)


def _flat(value: Value) -> tuple[Fact | str, ...]:
    return value if isinstance(value, tuple) else (value,)


def _detailed(total: Total) -> Value:
    return (total.subject, *_flat(_shared(total)))


def _shared(total: Total) -> Value:
    """The amount with its villages in brackets; a single village without repeating the amount."""
    split: Value = total.shares[0][0] if len(total.shares) == 1 else total.split
    return (total.amount, "（", *_flat(split), "）")


def _finding(code: str, values: dict[str, Value], *when: str) -> Finding:
    return Finding(code, TOWNSHIP, Theme.PROJECT, values, 0, Polarity.NEUTRAL, frozenset(when))


def _total(
    data: TownshipData, make: FactMaker, rows: Rows, detail: str, subject: str, kind: str, column: str, unit: str
) -> Total:
    places = data.in_order(rows.frame["village"])
    shares = tuple(
        (place_fact(make, data, place), _sum(make, rows.equal(village=place.id), f"{detail}.{place.id}", column, unit))
        for place in places
    )
    label = f"{subject}{kind if kind != subject else ''}合计"
    return Total(
        subject=make.words(f"{detail}.名称", subject, label="合计事项", rows=rows, method="同一品类、同一性质才合计"),
        kind=kind,
        amount=_sum(make, rows, detail, column, unit, label=label, whole=True),
        shares=shares,
    )


def _sum(
    make: FactMaker, rows: Rows, detail: str, column: str, unit: str, *, label: str = "", whole: bool = False
) -> Fact:
    """The sum with the weakest bound of its parts; a total of kilometres is printed with one decimal."""
    value = round(float(rows.frame[column].sum()), 6)
    return make.amount(
        detail,
        value,
        unit,
        label=label or "其中",
        rows=rows,
        bound=joint_bound(rows.frame[f"{column}_bound"]),
        method="同一品类、同一性质相加；带“余”的是下限，和也是下限" if whole else "照录",
        text=kilometres(value) if unit == "公里" and whole else "",
    )


def _grand(make: FactMaker, detail: str, totals: list[Total], unit: str, label: str) -> Fact:
    value = round(sum(float(total.amount.value or 0) for total in totals), 6)
    sources = tuple(ref for total in totals for ref in total.amount.sources)
    return make.amount(detail, value, unit, label=label, sources=sources, text=kilometres(value), method="各路里程相加")


def kilometres(value: float) -> str:
    """A total of kilometres with one decimal, as its parts are measured.

    >>> kilometres(15)
    '15.0公里'
    """
    return f"{value:.1f}公里"


def joint_bound(bounds: Iterable[object]) -> Bound:
    """What a sum of figures with these bounds says: exact only if all are; a lower bound with upper ones is about.

    >>> joint_bound([">=", "="]), joint_bound([">=", "<"]), joint_bound([])
    (<Bound.AT_LEAST: '>='>, <Bound.ABOUT: '~'>, <Bound.EXACT: '='>)
    """
    said = {Bound(str(bound)) for bound in bounds if isinstance(bound, str)} - {Bound.EXACT}
    if not said:
        return Bound.EXACT
    return said.pop() if len(said) == 1 else Bound.ABOUT
