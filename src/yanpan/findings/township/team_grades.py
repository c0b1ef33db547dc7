"""Teams by grade over the township: by the suggestion, and by the grade that counts once the committee decides."""

from __future__ import annotations

from collections import Counter
from enum import Enum

from yanpan.analysis.decisions import Decision, decisions
from yanpan.evidence import SourceRef, merge_refs
from yanpan.facts import Fact
from yanpan.findings.make import FactMaker
from yanpan.findings.township.data import TownshipData
from yanpan.schema.values import GRADES, Grade, Target

HOW_TEAM = "按村级报告的建议档次计数"


class Basis(Enum):
    """Which grades a count uses."""

    SUGGESTED = "按建议档次"
    DECIDED = "按党委定档"
    MIXED = "已定档的按党委定档、其余按建议档次"

    @classmethod
    def of(cls, decided: int, whole: int) -> Basis:
        """The basis of a count of `whole`, of which `decided` are the committee's."""
        return cls.SUGGESTED if not decided else cls.DECIDED if decided >= whole else cls.MIXED

    @property
    def when(self) -> tuple[str, ...]:
        """The condition under which phrases speak of it."""
        return {Basis.SUGGESTED: (), Basis.DECIDED: ("定档",), Basis.MIXED: ("混合",)}[self]


def team_decisions(data: TownshipData) -> dict[str, Decision]:
    """The committee's decisions on the teams of finished villages."""
    return {key: each for key, each in decisions(data.tables, Target.TEAM).items() if key in data.summaries}


def basis_of(data: TownshipData) -> Basis:
    """Which grades of the teams the report counts."""
    return Basis.of(len(team_decisions(data)), len(data.finished))


def counted_facts(data: TownshipData, make: FactMaker) -> dict[str, Fact]:
    """Number of teams by the grade that counts: the decided one where there is one, else the suggested."""
    basis, decided = basis_of(data), team_decisions(data)
    if basis is Basis.SUGGESTED:
        return team_facts(data, make)
    open_ones = [place.id for place in data.finished if place.id not in decided]
    own = (each.sources for each in decided.values())
    sources = merge_refs(*own, *([grounds(data, open_ones)] if open_ones else ()))
    counts = Counter(
        str(decided[place.id].grade) if place.id in decided else data.summaries[place.id].grade
        for place in data.finished
    )
    return {
        str(grade): make.amount(
            f"定档.班子.{grade}",
            counts[grade],
            "个",
            label=f"计为“{grade}”的班子",
            sources=sources,
            method=f"{basis.value}计数",
        )
        for grade in GRADES
    }


def team_counts(data: TownshipData) -> dict[Grade, list[str]]:
    """Finished villages by suggested grade, every grade present."""
    return {grade: [place.id for place in data.finished if data.summaries[place.id].grade == grade] for grade in GRADES}


def team_facts(data: TownshipData, make: FactMaker) -> dict[str, Fact]:
    """Number of teams by grade, zeros included."""
    return {
        str(grade): make.amount(
            f"档次.班子.{grade}", len(ids), "个", label=f"“{grade}”的班子", sources=grounds(data, ids), method=HOW_TEAM
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


def grounds(data: TownshipData, ids: list[str]) -> tuple[SourceRef, ...]:
    """The rows on which the grades of these villages rest; those of all villages for a grade that none has."""
    wanted = ids or list(data.summaries)
    facts = (fact for village in wanted for fact in data.summaries[village].facts if fact.key == f"{village}.档次.建议")
    return merge_refs(*(fact.sources for fact in facts))
