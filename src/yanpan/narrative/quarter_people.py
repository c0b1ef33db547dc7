"""Tables of the quarterly report about people: reserves, workload, and, for the committee, names and appraisals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yanpan.analysis.appraisal import PARTS, Appraisal
from yanpan.chinese.numbers import plain
from yanpan.document import Cell, ReportTable, Run, cell
from yanpan.findings.make import FactMaker, Row
from yanpan.findings.quarter.data import QuarterData
from yanpan.findings.quarter.people import appraised, burdens
from yanpan.findings.township.people import KINDS
from yanpan.narrative.quarter_tables import count_cell, name_cell, zh
from yanpan.narrative.township_tables import NONE, table
from yanpan.schema import TABLES, Level


def reserves_table(data: QuarterData, make: FactMaker) -> ReportTable:
    """Counts of reserves by village: in all, by maturity, by origin, with a mentor; and what the policy lacks."""
    maturities = TABLES["reserves"].by_key["maturity"].allowed
    rows = [
        (name_cell(data, make, place), *_reserves(data, make, place.id, maturities)) for place in data.township.places
    ]
    norms = data.township.policy.reserves
    return table(
        "后备",
        "后备人才库",
        ("村（社区）", "合计", *maturities, *KINDS, "已配导师", "缺口"),
        rows,
        align="l" + "c" * (len(maturities) + len(KINDS) + 2) + "l",
        note=f"来源：后备人才。单位为名；每村要求不少于{norms.total}名，其中成熟不少于{norms.ready}名，人人有导师。",
    )


def _reserves(data: QuarterData, make: FactMaker, village: str, maturities: Sequence[str]) -> Iterator[Cell]:
    own, norms = data.township.of("reserves", village), data.township.policy.reserves
    ripe, paired = own.equal(maturity="成熟"), own.where(own.frame["mentor"].notna())
    yield count_cell(make, f"后备.{village}.合计", own, "后备人才")
    for maturity in maturities:
        yield count_cell(make, f"后备.{village}.{maturity}", own.equal(maturity=maturity), f"后备人才：{maturity}")
    for kind in KINDS:
        yield count_cell(make, f"后备.{village}.{kind}", own.equal(origin=kind), f"后备人才：{kind}")
    yield count_cell(make, f"后备.{village}.已配导师", paired, "已配导师的后备人才")
    lacks = (
        ("总数", norms.total - len(own.frame)),
        ("成熟", norms.ready - len(ripe.frame)),
        ("导师", len(own.frame) - len(paired.frame)),
    )
    sources = own or data.township.of("villages", village)
    said: list[Run] = []
    for word, short in lacks:
        if short > 0:
            fact = make.amount(
                f"后备.{village}.缺.{word}",
                short,
                "名",
                label=f"后备缺口：{word}",
                rows=sources,
                method="与政策要求相减",
            )
            said += [Run(text=f"{'，' if said else ''}{word}缺"), *cell(fact)]
    yield tuple(said) or cell("达到要求")


def named_reserves_table(data: QuarterData, make: FactMaker) -> ReportTable:
    """Committee edition: every reserve by code with mentor and assignment."""
    columns = ("code", "origin", "maturity", "mentor", "mentorings", "assignment")
    rows = [
        (name_cell(data, make, place), *(_secret(make, row, f"后备.{row.text('code')}", key) for key in columns))
        for place in data.township.places
        for row in data.township.of("reserves", place.id).each()
    ]
    return table(
        "后备名单",
        "后备人才与导师结对",
        ("村（社区）", *(zh("reserves", key) for key in columns)),
        rows,
        note="来源：后备人才。只供党委专题会使用。",
        align="lcccccl",
    )


def _secret(make: FactMaker, row: Row, detail: str, key: str) -> Cell:
    value, heading = row[key], zh(row.table, key)
    text = "" if value is None else plain(float(value)) if isinstance(value, int | float) else str(value)
    fact = make.words(f"{detail}.{heading}", text, label=heading, rows=row, level=Level.L3) if text else None
    return cell(fact) if fact else cell(NONE)


def workload_table(data: QuarterData, make: FactMaker) -> ReportTable:
    """Workload by village with its parts, people posted there, and where posting is proposed."""
    loads, proposed = burdens(data)
    names = {place.id: place for place in data.township.places}
    formula = data.township.policy.workload
    rows = []
    for each in loads:
        parts = (
            ("未完成重点工作", each.open_tasks, "项"),
            ("督查事项", each.inspections, "项"),
            ("户数", each.households, "户"),
            ("工作量", each.points, "分"),
            ("在驻", each.posted, "名"),
        )
        cells = (
            cell(
                make.amount(
                    f"工作量.{each.village}.{word}", value, unit, label=word, sources=each.sources, method="政策公式"
                )
            )
            for word, value, unit in parts
        )
        said = "优先派驻" if each.village in proposed else NONE
        rows.append((name_cell(data, make, names[each.village]), *cells, cell(said)))
    return table(
        "工作量",
        "各村工作量与派驻建议",
        ("村（社区）", "未完成重点工作", "督查事项", "户数", "工作量", "在驻人员", "建议"),
        rows,
        align="lcccccc",
        note=f"来源：重点工作、月督查、村社名册、下派锻炼。工作量＝未完成重点工作×{formula.tasks:g}＋督查事项×{formula.inspections:g}＋百户数×{formula.households:g}；"
        f"建议派驻的是没有人员在驻的村中工作量居前的，至多{formula.proposals}个。",
    )


def appraisal_table(data: QuarterData, make: FactMaker) -> ReportTable:
    """Committee edition: the parts of every village's appraisal, the score they add up to, the pay factor."""
    names = {place.id: place for place in data.township.places}
    weights = data.township.policy.appraisal
    rows = [(name_cell(data, make, names[each.village]), *_appraisal(make, each)) for each in appraised(data)]
    return table(
        "考核",
        "年终考核与绩效",
        ("村（社区）", "年度", *PARTS.values(), zh("annual_assessments", "adjustment"), "考核得分", "绩效系数"),
        rows,
        align="lccccccc",
        note="来源：年终考核。考核得分＝"
        + "＋".join(f"{name}×{getattr(weights, key):g}%" for key, name in PARTS.items())
        + "＋加减分；“—”为缺项，缺项的不算得分。只供党委专题会使用。",
    )


def _appraisal(make: FactMaker, each: Appraisal) -> Iterator[Cell]:
    values: list[tuple[str, float | None]] = [(name, getattr(each, key)) for key, name in PARTS.items()]
    values += [("加减分", each.adjustment), ("考核得分", each.score), ("绩效系数", each.pay_factor)]
    detail, sources = f"考核.{each.village}", each.sources
    yield cell(make.words(f"{detail}.年度", f"{each.year}", label="年度", sources=sources, level=Level.L3))
    for name, value in values:
        if value is None:
            yield cell(NONE)
            continue
        method = "各部分按权重相加，再计加减分" if name == "考核得分" else "照录"
        yield cell(
            make.amount(
                f"{detail}.{name}", round(value, 2), "", label=name, sources=sources, level=Level.L3, method=method
            )
        )
