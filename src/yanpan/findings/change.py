"""纵向: a figure against the owner's own earlier one, with base and period; a percentage only of a base worth one."""

from __future__ import annotations

from yanpan.chinese.numbers import percent
from yanpan.facts import Fact, Relation
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Value

LEAST_BASE = 20
"""Bases below this give no percentage (domain.md 3.2, rule 10)."""


def change(
    make: FactMaker, detail: str, before: float, now: Fact, unit: str, *, label: str, period: str, rows: Rows
) -> tuple[dict[str, Value], str]:
    """Placeholders 基期, 基数, 增减 (and 增幅 where the base bears it), and the direction 增加, 减少 or 不变.

    `now` is the figure that is compared; `rows`: those of both figures. `period`: what the base is of (`2021年`).
    增减 and 增幅 are amounts without sign.
    """
    base = make.amount(f"{detail}.基数", before, unit, label=f"{label}（基期）", rows=rows)
    since = make.words(f"{detail}.基期", period, label="基期", rows=rows)
    values: dict[str, Value] = {"基期": since, "基数": base}
    amount = float(now.value or 0)
    if before == amount:
        make.claim(since, Relation.SAME, now, base)
        return values, "不变"
    gap = make.amount(
        f"{detail}.增减",
        round(abs(amount - before), 2),
        unit,
        label=f"{label}与基期相差",
        rows=rows,
        method="两期同一口径相减",
    )
    values["增减"] = make.claim(gap, Relation.HIGHER if amount > before else Relation.LOWER, now, base)
    if before >= LEAST_BASE:
        values["增幅"] = _share(make, f"{detail}.增幅", abs(amount - before) / before, label=label, rows=rows)
    return values, "增加" if amount > before else "减少"


def _share(make: FactMaker, detail: str, share: float, *, label: str, rows: Rows) -> Fact:
    return make.amount(
        detail,
        share,
        "",
        label=f"{label}变动幅度",
        rows=rows,
        text=percent(share),
        method=f"与基期之差除以基数，基数不足{LEAST_BASE}的不算",
    )
