"""横向: a village's figure against the township's, in figures alone; registers are compared, not tested."""

from __future__ import annotations

from yanpan.chinese.numbers import percent, plain
from yanpan.evidence import merge_refs
from yanpan.facts import Fact, Relation
from yanpan.findings.make import Rows, sources_of
from yanpan.findings.model import Value
from yanpan.findings.subject import Subject

WORTH = 1 / 3
"""Share of the township's total from which it is worth telling."""


def scale_weight(subject: Subject, measure: str, amount: float | None) -> float:
    """0…10: how large an amount is against the largest in the township; 0 where there is nothing to compare."""
    scale = subject.benchmarks.scales.get(measure)
    return 10 * min(1.0, amount / scale.top) if scale and amount and scale.top > 0 else 0.0


def newness(subject: Subject, year: object) -> float:
    """10 for what is of the closing year or the year before, 5 for the one before that, 0 for older or undated."""
    try:
        age = subject.round.as_of.year - int(str(year)[:4])
    except ValueError:
        return 0.0
    return 10.0 if age <= 1 else 5.0 if age == 2 else 0.0


def share(subject: Subject, detail: str, measure: str, rows: Rows, amount: float, unit: str) -> Fact | None:
    """The village's part of what the township's registers add up to; None where small, or where nobody else has any."""
    scale = subject.benchmarks.scales.get(measure)
    if scale is None or scale.villages < 2 or scale.total < amount or amount < WORTH * scale.total:
        return None
    return subject.make.amount(
        f"{detail}.占全镇",
        amount / scale.total,
        "",
        label=f"占全镇{measure.rpartition('.')[2]}合计",
        sources=merge_refs(sources_of(rows), scale.sources),
        text=percent(amount / scale.total),
        method=f"本村登记数除以全镇登记合计{plain(scale.total)}{unit}（{scale.villages}个村有登记）",
    )


def alone(subject: Subject, measure: str) -> bool:
    """True if no other village of a township of several has any."""
    scale = subject.benchmarks.scales.get(measure)
    return scale is not None and scale.villages == 1 and subject.benchmarks.villages > 1


def households(subject: Subject, detail: str, net: float | None, rows: Rows) -> dict[str, Value]:
    """户均, and 横向: how it stands to the township's median; empty without households.

    Both figures are registered amounts, so that 高于 and 低于 say no more than which is larger.
    """
    count, scale = subject.roster.number("households"), subject.benchmarks.scales.get("户均净收益")
    if not count or net is None:
        return {}
    own = float(round(10_000 * net / count))
    grounds = merge_refs(sources_of(rows), sources_of(subject.roster))
    make = subject.make
    mine = make.amount(
        f"{detail}.户均", own, "元", label="户均净收益", sources=grounds, method="净收益除以名册户数，取整到元"
    )
    values: dict[str, Value] = {"户均": mine}
    if scale is None or scale.villages < 2:
        return values
    middle = float(round(scale.median))
    fact = make.amount(
        f"{detail}.全镇户均",
        middle,
        "元",
        label="全镇各村户均净收益中位数",
        sources=merge_refs(grounds, scale.sources),
        method=f"{scale.villages}个村户均净收益的中位数",
    )
    if own == middle:
        make.claim(fact, Relation.SAME, mine, fact)
        values["横向"] = ("与全镇各村中位数（", fact, "）相同")
        return values
    make.claim(fact, Relation.HIGHER if own > middle else Relation.LOWER, mine, fact)
    values["横向"] = (f"{'高于' if own > middle else '低于'}全镇各村中位数（", fact, "）")
    return values
