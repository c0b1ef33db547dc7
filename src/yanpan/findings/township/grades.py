"""Grades over the township: teams with every grade written out, members as totals only, small cells joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yanpan.evidence import SourceRef, merge_refs
from yanpan.facts import Fact
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Value, series
from yanpan.findings.township.data import TownshipData, places_fact
from yanpan.findings.township.work import finished_fact, work
from yanpan.schema.values import GRADES, Grade, Target

HOW_TEAM = "按村级报告的建议档次计数"
HOW_MEMBER = "按建议档次计数，只报合计；人数过少的档次合并"


def team_counts(data: TownshipData) -> dict[Grade, list[str]]:
    """Finished villages by suggested grade, every grade present."""
    return {grade: [place.id for place in data.finished if data.summaries[place.id].grade == grade] for grade in GRADES}


def team_facts(data: TownshipData, make: FactMaker) -> dict[str, Fact]:
    """Number of teams by grade, zeros included."""
    return {
        str(grade): make.amount(
            f"档次.班子.{grade}", len(ids), "个", label=f"“{grade}”的班子", sources=_grounds(data, ids), method=HOW_TEAM
        )
        for grade, ids in team_counts(data).items()
    }


def ungraded_facts(data: TownshipData, make: FactMaker) -> dict[str, Fact]:
    """Number of finished villages whose team could not be graded, by its heading; nothing where all could."""
    ids = [place.id for place in data.finished if data.summaries[place.id].grade is None]
    if not ids:
        return {}
    heading, rows = "未提出建议", data.roster(ids)
    return {heading: make.amount("档次.班子.未提出", len(ids), "个", label=heading, rows=rows, method=HOW_TEAM)}


def _grounds(data: TownshipData, ids: list[str]) -> tuple[SourceRef, ...]:
    """The rows on which the grades of these villages rest; those of all villages for a grade that none has."""
    wanted = ids or list(data.summaries)
    facts = (fact for village in wanted for fact in data.summaries[village].facts if fact.key == f"{village}.档次.建议")
    return merge_refs(*(fact.sources for fact in facts))


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
        sources = _grounds(data, good)
        facts["好村"] = make.words("档次.班子.好.村", data.names(good), label="“好”的班子", sources=sources)
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
    """The committee's grades of the teams, once it has decided on every finished village."""
    rows = data.rows("decisions").equal(target_kind=str(Target.TEAM))
    decided = dict(zip(rows.frame["target"], rows.frame["grade"], strict=True))
    if not data.finished or any(place.id not in decided for place in data.finished):
        return
    values: dict[str, Value] = {
        str(grade): make.count(f"定档.班子.{grade}", rows.equal(grade=str(grade)), "个", label=f"定为“{grade}”的班子")
        for grade in GRADES
    }
    other = [place.id for place in data.finished if decided[place.id] != data.summaries[place.id].grade]
    if other:
        part = rows.where(rows.frame["target"].isin(other))
        values["不同"] = places_fact(make, "定档.不同", data, other, label="定档与建议不同的村", rows=part)
    yield work("镇.运用.定档", values, *(["有不同"] if other else []))


def _members(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    counts = data.member_grades
    if not counts:
        return
    rows = data.rows("members")
    serving = rows.where(rows.frame["serving"])
    total = make.amount(
        "档次.成员.合计", sum(counts.values()), "名", label="评出档次的成员", rows=serving, method=HOW_MEMBER
    )
    cells = joined_cells(counts, data.policy.small_cells.internal)
    if len(cells) == 1:
        yield work("镇.运用.成员合计", {"合计": total})
        return
    said: list[Value] = [
        ("、".join(f"“{grade}”" for grade in group), _cell(make, group, n, serving)) for group, n in cells
    ]
    values: dict[str, Value] = {"合计": total, "分档": series(said)}
    yield work(
        "镇.运用.成员档次",
        values,
        *(["有合并"] if len(cells) < len(GRADES) else []),
        *(["有未评"] if data.ungraded else []),
    )


def _cell(make: FactMaker, group: tuple[Grade, ...], n: int, rows: Rows) -> Fact:
    names = "和".join(group)
    label = f"“{names}”的班子成员"
    return make.amount(f"档次.成员.{names}", n, "名", label=label, rows=rows, method=HOW_MEMBER)
