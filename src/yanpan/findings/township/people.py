"""What follows, parts three and four: reserve pool, mentors, education, former cadres, vacancies, rectification."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yanpan.analysis.rectification import overdue
from yanpan.findings.closing import closing
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Value, series
from yanpan.findings.township.data import TownshipData, named_series, place_fact, villages_in
from yanpan.findings.township.measures import gap, lacking, measure

TRAITS = ("quality", "prospects", "spirit")
KINDS = ("优秀党员", "复员退伍军人", "致富能手", "大学生", "其他")
STATUSES = ("已销号", "待验收", "推进中", "未启动", "逾期", "长期")
UPGRADES = ("大专", "本科")


def people(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Section three of chapter four."""
    yield _pool(data, make)
    yield from _mentors(data, make)
    yield from _tasks(data, make)
    yield from _education(data, make)
    yield _former(data, make)
    yield from _vacancies(data, make)


def rectification(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Section four: the problems' rectification by status."""
    problems, rows = data.reviewed("problems"), data.rectified()
    if not problems:
        return
    counts = Counter(str(status) for status in rows.frame["status"])
    values: dict[str, Value] = {
        "问题数": make.count("问题.总数", problems, "条", label="问题清单"),
        "措施数": make.count("整改.措施数", rows, "条", label="整改措施"),
    }
    if rows:
        values["分状态"] = series(
            [
                (status, make.count(f"整改.{status}", rows.equal(status=status), "条", label=f"整改{status}"))
                for status in STATUSES
                if counts[status]
            ]
        )
    values |= closing(make, problems, rows, as_of=data.config.as_of)
    without = problems.where(~problems.frame["problem"].isin(rows.frame["problem"]))
    values |= gap(data, make, "整改缺措施", villages_in(without), without, "还有问题没有整改措施的村")
    late = problems.where(problems.frame["problem"].isin(overdue(rows.frame, as_of=data.config.as_of)["problem"]))
    if found := gap(data, make, "整改逾期", villages_in(late), late, "有到期未销号问题的村"):
        values["逾期村"] = found["村"]
    when = [
        word for word, holds in (("有措施", bool(rows)), ("有缺口", bool(without)), ("有逾期", bool(late))) if holds
    ]
    yield measure("整改", values, *when)


def _pool(data: TownshipData, make: FactMaker) -> Finding:
    rows, policy = data.rows("reserves"), data.policy.reserves
    mature = rows.equal(maturity="成熟")
    total, ripe = rows.frame["village"].value_counts(), mature.frame["village"].value_counts()
    short = [
        place.id
        for place in data.places
        if total.get(place.id, 0) < policy.total or ripe.get(place.id, 0) < policy.ready
    ]
    own = rows.where(rows.frame["village"].isin(short)) or data.roster(short)
    values: dict[str, Value] = {"来源类": "、".join(KINDS[:3])}
    values |= gap(data, make, "后备", short, own, "后备人才总数或成熟人选不足的村")
    if rows:
        counts = Counter(str(kind) for kind in rows.frame["origin"])
        values["总数"] = make.count("措施.后备.总数", rows, "名", label="后备人才")
        values["分来源"] = series(
            [
                (kind, make.count(f"措施.后备.{kind}", rows.equal(origin=kind), "名", label=f"后备人才：{kind}"))
                for kind in KINDS
                if counts[kind]
            ]
        )
        best = rows.where((rows.frame[list(TRAITS)] == "好").all(axis=1))
        values["优"] = make.count("措施.后备.均好", best, "名", label="素质、前景、状态均好的后备人才")
        values["成熟"] = make.count("措施.后备.成熟", mature, "名", label="成熟人选")
    values["下限"] = make.amount("措施.后备.下限", policy.total, "名", label="每村后备人才要求", method="政策参数")
    values["成熟下限"] = make.amount(
        "措施.后备.成熟下限", policy.ready, "名", label="每村成熟人选要求", method="政策参数"
    )
    return measure("后备", values, "有短板" if short else "无短板", "有后备" if rows else "无后备")


def _mentors(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    rows = data.rows("reserves")
    if not rows:
        return
    paired, single = rows.where(rows.frame["mentor"].notna()), rows.where(rows.frame["mentor"].isna())
    values: dict[str, Value] = {"已配": make.count("措施.导师.已配", paired, "名", label="已配导师的后备人才")}
    if single:
        values["未配"] = make.count("措施.导师.未配", single, "名", label="未配导师的后备人才")
        values |= gap(data, make, "导师", villages_in(single), single, "有后备人才未配导师的村")
    yield measure("导师", values, "有缺口" if single else "全配齐")


def _tasks(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    rows = data.rows("reserves")
    idle = rows.where(rows.frame["assignment"].isna())
    found = gap(data, make, "锻炼", villages_in(idle), idle, "后备人才没有锻炼任务的村")
    if rows:
        yield measure("锻炼", found, "有缺口" if found else "无缺口")


def _education(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    members, policy = data.rows("members"), data.policy.team
    serving = members.where(members.frame["serving"])
    if not serving:
        return
    reached = serving.where(serving.frame["education"].map(policy.meets))
    values: dict[str, Value] = {
        "学历": make.words("措施.学历.线", policy.education, label="学历要求", method="政策参数"),
        "达标": make.count("措施.学历.达标", reached, "名", label=f"{policy.education}及以上的在任成员"),
        "在任": make.count("措施.学历.在任", serving, "名", label="在任班子成员"),
    }
    raised = [
        (level, make.count(f"措施.学历.提升.{level}", part, "名", label=f"提升到{level}的成员"))
        for level in UPGRADES
        if (part := serving.equal(upgrade=level))
    ]
    if raised:
        values["提升"] = series([(level, fact) for level, fact in raised])
    share = (
        serving.frame.assign(ok=serving.frame["member"].isin(reached.frame["member"])).groupby("village")["ok"].mean()
    )
    low = [str(village) for village, value in share.items() if value < policy.education_share]
    values |= gap(data, make, "学历", low, serving.where(serving.frame["village"].isin(low)), "学历达标比例不足的村")
    yield measure("学历", values, "有短板" if low else "无短板", *(["有提升"] if raised else []))


def _former(data: TownshipData, make: FactMaker) -> Finding:
    rows = data.rows("retired_cadres")
    values: dict[str, Value] = {}
    if rows:
        parts = (
            ("登记", rows),
            ("智囊", rows.where(rows.frame["adviser"])),
            ("再上岗", rows.where(rows.frame["rehired"])),
            ("结对", rows.where(rows.frame["paired_with"].notna())),
        )
        values |= {name: make.count(f"措施.离任.{name}", part, "名", label=f"离任干部：{name}") for name, part in parts}
    without = lacking(data, villages_in(rows.where(rows.frame["adviser"])))
    values |= gap(data, make, "离任", without, data.roster(without), "还没有离任干部智囊团的村")
    return measure("离任", values, "有短板" if without else "无短板", "有登记" if rows else "无登记")


def _vacancies(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    rows = data.rows("positions")
    vacant = rows.where(rows.frame["vacant"] > 0)
    if vacant:
        listed = [
            (
                place_fact(make, data, place),
                make.words(
                    f"措施.空缺.{place.id}",
                    "、".join(str(post) for post in own.frame["post"]),
                    label="空缺职位",
                    rows=own,
                ),
            )
            for place in data.first(vacant.frame["village"])
            if (own := _own(vacant, place.id))
        ]
        yield measure(
            "空缺",
            {
                "清单": named_series(
                    data, make, "措施.空缺", listed, whole=len(villages_in(vacant)), label="有空缺的村", rows=vacant
                ),
                "职数": make.amount(
                    "措施.空缺.职数", int(vacant.frame["vacant"].sum()), "职", label="空缺职数", rows=vacant
                ),
            },
        )


def _own(rows: Rows, village: str) -> Rows:
    return rows.equal(village=village)
