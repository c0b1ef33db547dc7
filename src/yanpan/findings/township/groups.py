"""A township of many villages by group: who is in which, whom the report writes about in full, and why.

Groups are the suggested grades, as they are what the committee reads by; inside a group villages stand in roster order,
so that no league table comes about. The public edition, which does not tell suggestions, has 村 and 社区 instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from yanpan.analysis.results import Agreement
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value
from yanpan.findings.township.data import Place, TownshipData
from yanpan.schema.values import GRADES, Grade
from yanpan.summary import VillageSummary

FULL = 30
"""Villages whose paragraphs are printed in full at most: the gravest; the others' stand in their own reports."""

UNGRADED, UNFINISHED = "未提出", "未完成"
POOR, CONTRADICTED, CRITICAL = "建议档次“较差”", "四源有矛盾", "档次临界"


@dataclass(frozen=True)
class Group:
    """Villages that are told together, roster order. `full`: those of them whose paragraphs are printed."""

    key: str
    title: str
    places: tuple[Place, ...]
    full: tuple[Place, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The villages' ids."""
        return [place.id for place in self.places]


def by_grade(data: TownshipData) -> list[Group]:
    """Finished villages by suggested grade, then those without one, then the unfinished; empty groups fall away."""
    chosen = set(gravest(data))
    titles = {str(grade): f"建议档次“{grade}”的村（社区）" for grade in GRADES}
    titles |= {UNGRADED: "未提出建议档次的村（社区）"}
    found = [
        Group(key, title, places, tuple(place for place in places if place.id in chosen))
        for key, title in titles.items()
        if (places := tuple(p for p in data.finished if (data.summaries[p.id].grade or UNGRADED) == key))
    ]
    left = Group(UNFINISHED, "未完成研判的村（社区）", data.unfinished)
    return [*found, *([left] if left.places else [])]


def by_kind(data: TownshipData) -> list[Group]:
    """All villages by kind, each printed in full."""
    kinds = dict.fromkeys(place.kind for place in data.places)
    members = {kind: tuple(place for place in data.places if place.kind == kind) for kind in kinds}
    return [Group(kind, kind, places, places) for kind, places in members.items()]


def concerns(summary: VillageSummary) -> tuple[str, ...]:
    """Why the report has to look at a village, the gravest first; empty for most."""
    critical = any(
        fact.key == f"{summary.owner}.档次.稳定性" and fact.text.startswith("临界") for fact in summary.facts
    )
    found = (
        (POOR, summary.grade == Grade.POOR),
        ("未提出建议档次", summary.grade is None),
        (CONTRADICTED, str(Agreement.CONTRADICTED) in summary.states.values()),
        (CRITICAL, critical),
    )
    return tuple(word for word, holds in found if holds)


def gravest(data: TownshipData) -> list[str]:
    """Ids of the villages printed in full: poor first, then ungraded, contradicted, critical; then by roster order."""
    order = (POOR, "未提出建议档次", CONTRADICTED, CRITICAL)
    known = [(place.id, concerns(data.summaries[place.id])) for place in data.finished]
    looked_at = [(order.index(why[0]), -len(why), number, key) for number, (key, why) in enumerate(known) if why]
    return [key for *_, key in sorted(looked_at)[:FULL]]


@dataclass(frozen=True)
class GroupFacts:
    """What a group's line in the table says; None where nothing can be said."""

    group: Group
    count: Fact
    score: Fact | None
    contradicted: Fact | None
    problems: Fact | None
    concerned: Fact | None


def group_facts(data: TownshipData, make: FactMaker, group: Group) -> GroupFacts:
    """Counts and medians over a group, resting on the roster's rows; the unfinished are counted only."""
    rows, key = data.roster(group.ids), f"分组.{group.key}"
    summaries = [data.summaries[village] for village in group.ids if village in data.summaries]

    def counted(detail: str, value: int, unit: str, label: str, method: str) -> Fact | None:
        if not summaries:
            return None
        return make.amount(f"{key}.{detail}", value, unit, label=label, rows=rows, method=method)

    problems = data.reviewed("problems")
    problems = problems.where(problems.frame["village"].isin(group.ids))
    return GroupFacts(
        group=group,
        count=make.amount(f"{key}.个数", len(group.places), "个", label=group.title, rows=rows, method="按村计数"),
        score=_median_score(make, f"{key}.得分", rows, summaries),
        contradicted=counted(
            "矛盾", sum(CONTRADICTED in concerns(each) for each in summaries), "个", "四源有矛盾的村", "按村计数"
        ),
        problems=make.count(f"{key}.问题", problems, "条", label="问题清单") if summaries else None,
        concerned=counted(
            "关注", sum(bool(concerns(each)) for each in summaries), "个", "须关注的村", "较差、未提出、矛盾或临界"
        ),
    )


def _median_score(make: FactMaker, key: str, rows: Rows, summaries: list[VillageSummary]) -> Fact | None:
    """The median of the scores that the villages' reports print; None where none prints one."""
    facts = [fact for each in summaries for fact in each.facts if fact.key == f"{each.owner}.档次.综合得分"]
    values = [float(fact.value) for fact in facts if isinstance(fact.value, float | int)]
    if not values:
        return None
    middle = round(median(values), 1)
    how = "各村报告所载综合得分的中位数"
    return make.amount(
        key, middle, "分", label="综合得分中位数", rows=rows, n=len(values), method=how, text=f"{middle:.1f}分"
    )


def overview(data: TownshipData, make: FactMaker, groups: list[Group]) -> Iterator[Finding]:
    """How chapter two is arranged, how many villages call for attention and how many of them are printed in full."""
    concerned = [place.id for place in data.finished if concerns(data.summaries[place.id])]
    full = [place.id for group in groups for place in group.full]
    values: dict[str, Value] = {
        "村数": make.amount("分组.村数", len(data.places), "个", label="村（社区）总数", rows=data.rows("villages")),
        "组数": make.amount("分组.组数", len(groups), "组", label="分组", method="按建议档次分组"),
    }
    if concerned:
        rows = data.roster(concerned)
        values["关注"] = make.amount(
            "分组.关注", len(concerned), "个", label="须关注的村", rows=rows, method="较差、未提出、矛盾或临界"
        )
        values["详写"] = make.amount(
            "分组.详写", len(full), "个", label="全文列出的村", rows=data.roster(full), method="按轻重取，至多三十个"
        )
    when = "无关注" if not concerned else "全部详写" if len(full) == len(concerned) else "部分详写"
    yield _finding("分组.概述", values, when)


def group_finding(facts: GroupFacts, make: FactMaker, data: TownshipData) -> Finding:
    """What stands under a group's heading."""
    full = facts.group.full
    values: dict[str, Value] = {"村数": facts.count}
    if facts.concerned is None:
        return _finding("分组.组", values, "未完成")
    if not facts.concerned.value:
        return _finding("分组.组", values, "无关注")
    values["关注"] = facts.concerned
    if len(full) == facts.concerned.value:
        return _finding("分组.组", values, "全部详写")
    if not full:
        return _finding("分组.组", values, "无详写")
    rows = data.roster(place.id for place in full)
    values["详写"] = make.amount(
        f"分组.{facts.group.key}.详写", len(full), "个", label="全文列出的村", rows=rows, method="按轻重取"
    )
    return _finding("分组.组", values, "部分详写")


def problems_finding(data: TownshipData, make: FactMaker, groups: list[Group]) -> Iterator[Finding]:
    """How chapter three is arranged."""
    rows = data.reviewed("problems")
    if not rows:
        yield _finding("分组.无问题", {})
        return
    villages = rows.frame["village"].nunique()
    values: dict[str, Value] = {
        "问题数": make.count("问题.总数", rows, "条", label="问题清单"),
        "村数": make.amount("分组.有问题", villages, "个", label="有问题登记的村", rows=rows, method="按村计数"),
    }
    yield _finding("分组.问题", values, "有详写" if any(group.full for group in groups) else "无详写")


def _finding(code: str, values: dict[str, Value], *when: str) -> Finding:
    return Finding(code, TOWNSHIP, Theme.METHOD, values, 0, Polarity.NEUTRAL, frozenset(when))
