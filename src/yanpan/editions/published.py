"""What may be published: subjects of facts and codes of statements, each named; what is not named is withheld.

Never published (domain.md 4): a person's grade, votes, talk or precheck, raw opinions, small cells, league tables,
suggested grades that the committee has not decided, lists of reserves, business details of companies.
"""

from __future__ import annotations

from yanpan.facts import TOWNSHIP, Fact
from yanpan.schema import Level

VILLAGE = (
    "村情",
    "班子.在岗职数",
    "班子.一肩挑",
    "班子.常职人数",
    "班子.学历提升",
    "党建任务",
    "治理",
    "产业",
    "活动",
    "共建",
    "资产",
    "集体经济",
    "荣誉",
    "项目",
    "问题",
)
"""Facts of a village: its registers, and the problems found with what the registers say of them."""

TOWNSHIPS = (
    "批次",
    "工作组",
    "方法",
    "村",
    "村名",
    "摸底",
    "会议",
    "谈话",
    "票表",
    "调研",
    "建议",
    "资料",
    "来源",
    "台账",
    "报告",
    "专题会",
    "问题",
    "整改",
    "合计",
    "共性",
    "测评",
    "定档",
    "措施",
)
"""Facts of the whole township."""

COUNTED = (
    "班子.一肩挑",
    "班子.常职人数",
    "班子.学历提升",
    "工作组",
    "方法",
    "村",
    "摸底",
    "会议",
    "谈话",
    "票表",
    "调研",
    "建议",
    "来源",
    "台账",
    "报告",
    "测评",
    "定档",
)
"""Facts that may be told though their rows are of a higher level: they are counts."""

PROBLEM = "问题"
"""A problem found may be told wherever its evidence lies; what is said beside it follows the rows it comes from."""

RESPONDENTS = ("测评.", "问卷.")
"""Facts that count what people have answered; small ones among them are withheld."""

HELD_BACK = ("措施.知晓", "措施.谈话", "摸底.结论", "摸底.缺项村")
"""Details that stay inside though their subject is published: of prechecks only how many are done leaves."""

PARTNER_INCOME = "收益"
"""What a cooperation yields is a company's business too."""

WORKLOAD = ("会议", "谈话", "建议", "资料", "票表", "问题.总数", "整改")
"""Counts of work done, which `masks.yml` may hide; roughly told ones (300余份) stay."""

CODES = (
    "班子.健全",
    "组织",
    "班子.学历提升",
    "治理",
    "党建",
    "荣誉",
    "产业",
    "活动",
    "共建",
    "资产",
    "集体经济",
    "项目",
    "问题",
    "引语",
    "镇.开篇",
    "镇.摸底",
    "镇.调研",
    "镇.研判",
    "镇.运用.会议",
    "镇.运用.定档",
    "镇.运用.未完成",
    "要点.满意",
    "要点.共性",
    "要点.合计",
    "局限.未完成",
    "局限.缺材料",
    "局限.一组一村",
    "局限.互查",
    "合计",
    "共性",
    "未完成",
    "措施",
)
"""Statements that may be made; those on grades, sources and members' or villages' ratings are not among them."""

WITHHELD_CODES = (
    "问题.来源不一",
    "镇.摸底.无反映",
    "镇.摸底.缺项",
    "镇.调研.互证",
    "措施.知晓",
    "措施.谈话",
    "措施.后备",
    "措施.导师",
    "措施.锻炼",
)
"""Statements that stay inside although their group is published."""


def says(code: str) -> bool:
    """True if a statement of this code may be published at all."""
    return _under(code, CODES) and not _under(code, WITHHELD_CODES)


def may_publish(fact: Fact) -> bool:
    """True if the fact may stand in the public edition, as far as its kind goes (its count is `small` 's matter)."""
    detail = detail_of(fact)
    if not _under(detail, TOWNSHIPS if fact.owner == TOWNSHIP else VILLAGE) or _under(detail, HELD_BACK):
        return False
    if detail.startswith("共建.") and detail.endswith(PARTNER_INCOME):
        return False
    told = _under(detail, COUNTED) or (detail.startswith(f"{PROBLEM}.") and detail.count(".") == 1)
    return told or all(ref.level <= Level.L2 for ref in fact.sources)


def is_workload(fact: Fact) -> bool:
    """True for a count of work done that is not told roughly."""
    counted = isinstance(fact.value, int | float) and "余" not in fact.text
    return counted and fact.owner == TOWNSHIP and _under(detail_of(fact), WORKLOAD)


def detail_of(fact: Fact) -> str:
    """A fact's key without its owner."""
    return fact.key.removeprefix(f"{fact.owner}.")


def is_small(fact: Fact, least: int) -> bool:
    """True if the fact is a rate of respondents over fewer than `least`, or one that gives a smaller count back.

    >>> rate = dict(key="镇.测评.满意率", owner="镇", label="", text="")
    >>> is_small(Fact(**rate, value=0.9, n=455), 10), is_small(Fact(**rate, value=0.98, n=455), 10)
    (False, True)
    >>> is_small(Fact(**rate, value=1.0, n=9), 10), is_small(Fact(**rate, value=1.0, n=40), 10)
    (True, False)
    """
    answered = detail_of(fact).startswith(RESPONDENTS)
    if not answered or fact.n is None or not isinstance(fact.value, float) or not 0 <= fact.value <= 1:
        return False
    hits = round(fact.value * fact.n)
    return fact.n < least or any(0 < count < least for count in (hits, fact.n - hits))


def _under(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)
