"""Totals over the township: roads by name, lamps, areas of one category and one kind. Kinds are never added."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from yanpan.analysis import totals as sums
from yanpan.analysis.frames import Tables
from yanpan.evidence import merge_refs
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.township.data import NAMED, TownshipData, place_fact
from yanpan.schema.values import AreaKind

HOW = "同一品类、同一性质相加；带“余”的是下限，和也是下限"
Sums = Callable[[Tables], Mapping[str, sums.Total]]
ALONE = 2
"""A total is told in prose where at least this many villages share in it."""


@dataclass(frozen=True)
class Total:
    """A total over villages: what is totalled, the sum, and each village's share in roster order."""

    subject: Fact
    kind: str
    amount: Fact
    shares: tuple[tuple[Fact, Fact], ...]
    """Village's name and its share; of many villages the `NAMED` largest, roster order."""
    rest: tuple[Fact, Fact] | None = None
    """How many other villages share in it, and their sum."""

    @property
    def split(self) -> Value:
        """`新桥村3公里、禅林村10.3公里` as a value."""
        told = series([(name, share) for name, share in self.shares])
        return told if self.rest is None else (*_flat(told), "，其余", *self.rest)


def road_totals(data: TownshipData, make: FactMaker) -> list[Total]:
    """Kilometres by the road's name, in file order; of many villages the `NAMED` longest, the others as one total."""
    found = sums.roads(data.tables)
    longest = sorted(found, key=lambda each: -each.value)[:NAMED] if data.many else found
    named = {each.name for each in longest}
    told = [
        _total(data, make, each, f"道路.{each.name}", each.name, "道路", _roads) for each in found if each.name in named
    ]
    others = [each for each in found if each.name not in named]
    return [*told, *([_other_roads(make, others)] if others else [])]


def _other_roads(make: FactMaker, others: list[sums.Total]) -> Total:
    """The roads that are not told one by one, as one total without shares."""
    refs, bound = merge_refs(*(each.refs for each in others)), sums.joint_bound(each.bound.value for each in others)
    value = round(sum(each.value for each in others), 6)
    whole = sums.Total("其余道路", value, "公里", bound, (), refs)
    name = make.words("合计.道路.其余.名称", whole.name, label="合计事项", sources=refs, method="照录")
    return Total(name, "道路", _amount(make, whole, "合计.道路.其余", "其余道路合计", method="各路里程相加"), ())


def all_roads(data: TownshipData, make: FactMaker) -> Fact | None:
    """Kilometres of all roads; None without any."""
    found = sums.all_roads(data.tables)
    return None if found is None else _amount(make, found, "合计.道路", "道路里程合计", method="各路段里程相加")


def lamp_total(data: TownshipData, make: FactMaker) -> Total | None:
    """Street lamps; None where none is registered."""
    found = sums.lamps(data.tables)
    return None if found is None else _total(data, make, found, "路灯", "路灯", "路灯", _lamps)


def area_totals(data: TownshipData, make: FactMaker) -> list[Total]:
    """Areas by category and kind, in file order."""
    return [
        _total(data, make, each, f"面积.{category}.{kind}", category, str(kind), _areas)
        for (category, kind), each in sums.areas(data.tables).items()
    ]


def _roads(tables: Tables) -> dict[str, sums.Total]:
    return {each.name: each for each in sums.roads(tables)}


def _lamps(tables: Tables) -> dict[str, sums.Total]:
    found = sums.lamps(tables)
    return {} if found is None else {found.name: found}


def _areas(tables: Tables) -> dict[str, sums.Total]:
    return {each.name: each for each in sums.areas(tables).values()}


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
    if not total.shares:
        return (total.amount,)
    split: Value = total.shares[0][0] if len(total.shares) == 1 else total.split
    return (total.amount, "（", *_flat(split), "）")


def _finding(code: str, values: dict[str, Value], *when: str) -> Finding:
    return Finding(code, TOWNSHIP, Theme.PROJECT, values, 0, Polarity.NEUTRAL, frozenset(when))


def _total(
    data: TownshipData, make: FactMaker, whole: sums.Total, detail: str, subject: str, kind: str, again: Sums
) -> Total:
    """The total with each village's share: the same sum over that village's rows alone."""
    named = _largest(whole) if data.many else whole.villages
    parts = {place: again(of_one(data.tables, place.id))[whole.name] for place in data.in_order(named)}
    shares = tuple(
        (
            place_fact(make, data, place),
            _amount(make, part, f"合计.{detail}.{place.id}", f"{subject}：{place.name}"),
        )
        for place, part in parts.items()
    )
    label = f"{subject}{kind if kind != subject else ''}合计"
    return Total(
        subject=make.words(f"合计.{detail}.名称", subject, label="合计事项", sources=whole.refs, method="照录"),
        kind=kind,
        amount=_amount(make, whole, f"合计.{detail}", label, method=HOW),
        shares=shares,
        rest=_rest(make, whole, named, detail, subject),
    )


def _largest(whole: sums.Total) -> tuple[str, ...]:
    """The villages with the `NAMED` largest shares."""
    return tuple(sorted(whole.shares, key=lambda village: -whole.shares[village])[:NAMED])


def _rest(
    make: FactMaker, whole: sums.Total, named: tuple[str, ...], detail: str, subject: str
) -> tuple[Fact, Fact] | None:
    """Number and sum of the villages that are not named; None where all are."""
    others = [village for village in whole.villages if village not in named]
    if not others:
        return None
    value = round(sum(whole.shares[village] for village in others), 6)
    label, how = f"{subject}：其余的村", "合计减去所列各村"
    number = make.amount(
        f"合计.{detail}.其余.村数", len(others), "个村（社区）", label=label, sources=whole.refs, method="按村计数"
    )
    rest = sums.Total(whole.name, value, whole.unit, whole.bound, (), whole.refs)
    return number, _amount(make, rest, f"合计.{detail}.其余", label, method=how)


def of_one(tables: Tables, village: str) -> dict[str, pd.DataFrame]:
    """The registers that totals are made over, with one village's rows."""
    return {key: tables[key][tables[key]["village"].eq(village)] for key in ("projects", "industries")}


def _amount(make: FactMaker, total: sums.Total, detail: str, label: str, *, method: str = "") -> Fact:
    """The sum as a fact; a total of kilometres (it has a method) is printed with one decimal."""
    return make.amount(
        detail,
        total.value,
        total.unit,
        label=label,
        sources=total.refs,
        bound=total.bound,
        method=method or "照录",
        text=kilometres(total.value) if total.unit == "公里" and method else "",
    )


def kilometres(value: float) -> str:
    """A total of kilometres with one decimal, as its parts are measured.

    >>> kilometres(15)
    '15.0公里'
    """
    return f"{value:.1f}公里"
