"""What is said of grades over the township: teams by suggestion and decision, members as totals, small cells joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yanpan.analysis.decisions import Decision
from yanpan.facts import Fact
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Value, series
from yanpan.findings.township.data import TownshipData, places_fact
from yanpan.findings.township.team_grades import (
    Basis,
    basis_of,
    counted_facts,
    grounds,
    team_counts,
    team_decisions,
    team_facts,
)
from yanpan.findings.township.work import finished_fact, work
from yanpan.schema.values import GRADES, Grade, Target

HOW_MEMBER = "只报合计；人数过少的档次合并"


def joined_cells(counts: Mapping[Grade, int], least: int) -> list[tuple[tuple[Grade, ...], int]]:
    """Grades with their counts; a cell of 1 … least−1 is joined with its neighbour until none is small. Zeros print.

    Where all stand in one grade there is one cell: else everyone's grade would be told.

    >>> joined_cells({Grade.GOOD: 14, Grade.NORMAL: 30, Grade.POOR: 1}, 3)
    [((<Grade.GOOD: '好'>,), 14), ((<Grade.NORMAL: '正常'>, <Grade.POOR: '较差'>), 31)]
    >>> [n for _, n in joined_cells({Grade.GOOD: 14, Grade.NORMAL: 30}, 3)]
    [14, 30, 0]
    >>> [n for _, n in joined_cells({Grade.GOOD: 7}, 3)]
    [7]
    """
    cells: list[tuple[tuple[Grade, ...], int]] = [((grade,), counts.get(grade, 0)) for grade in GRADES]
    if sum(1 for _, n in cells if n) == 1:
        return [(tuple(GRADES), sum(n for _, n in cells))]
    while len(cells) > 1 and (small := [at for at, (_, n) in enumerate(cells) if 0 < n < least]):
        at = small[-1] if small[-1] > 0 else 1
        (left, n), (right, m) = cells[at - 1], cells[at]
        cells[at - 1 : at + 1] = [(left + right, n + m)]
    return cells


def grades(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Findings on the grades of teams and members."""
    facts: dict[str, Value] = dict(team_facts(data, make))
    good = team_counts(data)[Grade.GOOD]
    if good:
        sources = grounds(data, good)
        facts["好村"] = make.words(
            "档次.班子.好.村", data.told(good), label="“好”的班子", sources=sources, value=data.names(good)
        )
    if data.finished:
        facts["合计"] = finished_fact(data, make)
        yield work("镇.运用.班子档次", facts)
    yield from _decided(data, make)
    if data.unfinished:
        ids = [place.id for place in data.unfinished]
        rows = data.roster(ids)
        yield work("镇.运用.未完成", {"村": places_fact(make, "村.未完成", data, ids, label="未完成的村", rows=rows)})
    yield from _members(data, make)


def _decided(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """What the committee has decided: on every finished village, or on some, the others counted by the suggestion."""
    if basis_of(data) is Basis.SUGGESTED:
        return
    decided, values = team_decisions(data), dict[str, Value](counted_facts(data, make))
    other = [village for village, each in decided.items() if _differs(data, each)]
    when = ["有不同"] if other else []
    if other:
        rows = data.rows("decisions").equal(target_kind=str(Target.TEAM))
        part = rows.where(rows.frame["target"].isin(other))
        values["不同"] = places_fact(make, "定档.不同", data, other, label="定档与建议不同的村", rows=part)
        when += ["缺理由"] if any(not decided[village].reason for village in other) else []
    open_ones = [place.id for place in data.finished if place.id not in decided]
    if open_ones:
        rows = data.roster(open_ones)
        values["未定村"] = places_fact(make, "定档.未定", data, open_ones, label="尚未定档的村", rows=rows)
        when.append("部分")
    yield work("镇.运用.定档", values, *when)


def _differs(data: TownshipData, decision: Decision) -> bool:
    suggested = data.summaries[decision.target].grade
    return suggested is not None and suggested != decision.grade


def _members(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    counts = data.member_grades
    if not counts:
        return
    rows, basis = data.rows("members"), _members_basis(data)
    serving = rows.where(rows.frame["serving"])
    total = make.amount(
        "档次.成员.合计",
        sum(counts.values()),
        "名",
        label="评出档次的成员",
        rows=serving,
        method=f"{basis.value}计数，{HOW_MEMBER}",
    )
    cells = joined_cells(counts, data.policy.small_cells.internal)
    if len(cells) == 1:
        yield work("镇.运用.成员合计", {"合计": total}, *basis.when)
        return
    said: list[Value] = [
        ("、".join(f"“{grade}”" for grade in group), _cell(make, group, n, serving)) for group, n in cells
    ]
    values: dict[str, Value] = {"合计": total, "分档": series(said)}
    values |= {"合并": "人数过少的档次"} if len(cells) < len(GRADES) else {}
    values |= {"未评": "其余成员没有可计分的测评票，未提出建议档次"} if data.ungraded else {}
    yield work("镇.运用.成员档次", values, *basis.when)


def _members_basis(data: TownshipData) -> Basis:
    return Basis.of(data.members_decided, sum(data.member_grades.values()))


def _cell(make: FactMaker, group: tuple[Grade, ...], n: int, rows: Rows) -> Fact:
    names = "和".join(group)
    label = f"“{names}”的班子成员"
    return make.amount(f"档次.成员.{names}", n, "名", label=label, rows=rows, method=HOW_MEMBER)
