"""How the findings were held against each other and used: documents, four sources, registers, committee, grades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yanpan.analysis.results import Agreement, Source
from yanpan.chinese.dates import format_date
from yanpan.chinese.terms import listed
from yanpan.evidence import merge_refs
from yanpan.facts import Fact
from yanpan.findings.make import FactMaker, Rows, sources_of
from yanpan.findings.model import Finding, Value, series
from yanpan.findings.township.data import TownshipData
from yanpan.findings.township.work import out_of, work
from yanpan.schema.values import DIMENSIONS

SOURCE_TABLES = {
    Source.SURVEY: ("questionnaires", "satisfaction_forms"),
    Source.TALKS: ("talks",),
    Source.DOCUMENTS: ("document_checks",),
    Source.ROUTINE: ("routine_records",),
}
REGISTERS = (
    ("村情概况", "villages"),
    ("项目建设", "projects"),
    ("产业发展", "industries"),
    ("创先争优", "honours"),
    ("监督处分", "sanctions"),
)
WEAK = ("不规范", "缺失")


def documents(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Documents that were checked: items, due and found, what was not regular."""
    rows = data.rows("document_checks")
    if not rows:
        yield work("镇.调研.未查资料", {})
        return
    weak = rows.where(rows.frame["quality"].isin(WEAK))
    values: dict[str, Value] = {
        "事项数": make.amount("资料.事项", rows.frame["item"].nunique(), "类", label="查阅事项", rows=rows),
        "项次": make.count("资料.项次", rows, "项次", label="查阅资料"),
        "应有": make.amount("资料.应有", int(rows.frame["due"].sum()), "份次", label="应有资料", rows=rows),
        "实有": make.amount("资料.实有", int(rows.frame["found"].sum()), "份次", label="实有资料", rows=rows),
    }
    if weak:
        values["不规范"] = make.count("资料.不规范", weak, "项次", label="不规范或缺失的资料")
    yield work("镇.调研.资料", values, "有缺陷" if weak else "规范")


def mutual(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """States of village × dimension over the finished villages."""
    states = Counter(state for summary in data.summaries.values() for state in summary.states.values())
    if not states:
        return
    used = [rows for table in _tables() if (rows := data.rows(table))]
    sources = merge_refs(*(sources_of(rows) for rows in used))
    counted = {
        str(state): make.amount(
            f"互证.{state}",
            states.get(str(state), 0),
            "个",
            label=f"四源{state}的单元",
            sources=sources,
            method="村×维度",
        )
        for state in Agreement
    }
    units = make.amount("互证.单元", states.total(), "个单元", label="互证单元", sources=sources, method="村×维度")
    annex = {"附件": _annex(make, "四源互证矩阵")}
    when = ["有矛盾"] if states.get(str(Agreement.CONTRADICTED)) else ["无矛盾"]
    yield work("镇.调研.互证", {"单元": units, **counted, **annex, "维度": listed(DIMENSIONS)}, *when)


def _annex(make: FactMaker, title: str) -> Fact:
    """The annex that a sentence refers to, by its title: an edition without the annex says nothing of it."""
    return make.words(f"附件.{title}", title, label="附件", method="本报告附件的标题")


def _tables() -> tuple[str, ...]:
    return tuple(table for tables in SOURCE_TABLES.values() for table in tables)


def study(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Sources and registers that went into the judgement, and the reports that came of it."""
    sources = [
        make.words(f"来源.{source}", str(source), label="信息来源", sources=merge_refs(*map(sources_of, held)))
        for source, tables in SOURCE_TABLES.items()
        if (held := [part for table in tables if (part := data.rows(table))])
    ]
    registers = [
        make.words(f"台账.{name}", name, label="现实情况台账", rows=rows)
        for name, table in REGISTERS
        if (rows := _open(data, table))
    ]
    values: dict[str, Value] = {"份数": out_of(data, make, "报告.份数", "份", label="村级分析研判报告")}
    for word, facts in (("来源", sources), ("台账", registers)):
        if facts:
            values[word] = series(list(facts))
            values[f"{word}数"] = make.amount(
                f"{word}.类数",
                len(facts),
                "类",
                label=f"{word}类数",
                sources=merge_refs(*(fact.sources for fact in facts)),
                method="有数据的才计数",
            )
    yield work("镇.研判", values)


def _open(data: TownshipData, table: str) -> Rows:
    """Rows of a register; of sanctions those whose conclusion may be told."""
    rows = data.rows(table)
    return rows.equal(publicity="可公开结论") if table == "sanctions" else rows


def committee(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """The committee's meeting as far as the round says that it was held, and what was made of the problems."""
    met, problems = data.config.committee_met, data.reviewed("problems")
    measures = data.rectified()
    goal = make.words("批次.定位", data.config.goal, label="镇定位", method="批次设置（params 下的 township.yml）")
    values: dict[str, Value] = {"定位": goal}
    held = met is not None and met <= data.config.as_of
    if met is not None and held:
        values["日期"] = make.words(
            "专题会.日期",
            format_date(met.isoformat()),
            label="党委专题会",
            method="批次设置（params 下的 township.yml）",
        )
    if problems:
        values["问题数"] = make.count("问题.总数", problems, "条", label="问题清单")
        values["措施数"] = make.count("整改.措施数", measures, "条", label="整改措施")
        values["附件"] = _annex(make, "问题整改台账")
    yield work("镇.运用.会议", values, "已开" if held else "未开", *(["有问题"] if problems else []))
