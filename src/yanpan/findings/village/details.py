"""What the evidence of a problem adds to it in figures: income, areas, assets, documents, posts, reserves."""

from __future__ import annotations

from collections.abc import Callable

from yanpan.chinese.dates import format_date
from yanpan.facts import Fact
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Value, series
from yanpan.findings.subject import Subject
from yanpan.schema.values import AreaKind

STANDING = (AreaKind.STOCK, AreaKind.TENDED)


def details(subject: Subject, problem: str, cited: list[Rows]) -> dict[str, Value]:
    """Placeholders that the cited rows fill, by table; rows of one table are told together."""
    values: dict[str, Value] = {}
    for rows in _joined(cited):
        teller = TELLERS.get(rows.table)
        if teller is not None:
            values |= teller(subject, f"问题.{problem}", rows)
    return values


def _joined(cited: list[Rows]) -> list[Rows]:
    tables: dict[str, Rows] = {}
    for rows in cited:
        old = tables.get(rows.table)
        tables[rows.table] = rows if old is None else old.also(rows)
    return list(tables.values())


def _income(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    row = next(iter(rows.each()))
    net, count = row.number("net"), row.number("sources")
    values: dict[str, Value] = {
        "年度": subject.make.words(f"{key}.年度", f"{row.text('year')}年", label="年度", rows=rows)
    }
    if net is not None:
        values["净收益"] = subject.make.amount(f"{key}.净收益", net, "万元", label="集体经济净收益", rows=rows)
    if count is not None:
        values["来源数"] = subject.make.amount(f"{key}.来源数", count, "个", label="集体收入来源数", rows=rows)
    if note := row.text("source_note"):
        values["来源"] = subject.make.words(f"{key}.来源", note, label="集体收入来源", rows=rows)
    return values


def _areas(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    """Standing areas (规模), and areas with what they bring the village a year (产出)."""
    values: dict[str, Value] = {}
    sized = [row for row in rows.each() if row.number("area") is not None]
    standing = [row for row in sized if row.text("area_kind") in STANDING]
    earning = [row for row in sized if row.number("income") is not None]
    if standing:
        values["规模"] = series([_stretch(subject, key, row) for row in standing])
    if earning:
        values["产出"] = series([_yield(subject, key, row) for row in earning], "；")
    return values


def _stretch(subject: Subject, key: str, row: Row) -> tuple[Fact, Fact]:
    detail = f"{key}.{row.text('industry')}"
    name = subject.make.words(f"{detail}.名称", row.text("industry"), label="产业", rows=row)
    area = row.number("area") or 0
    return name, subject.make.amount(
        f"{detail}.面积", area, "亩", label=f"{row.text('industry')}面积", rows=row, bound=row.bound("area")
    )


def _yield(subject: Subject, key: str, row: Row) -> Value:
    gain = subject.make.amount(
        f"{key}.{row.text('industry')}.收益",
        row.number("income") or 0,
        "万元",
        label=f"{row.text('industry')}集体收益",
        rows=row,
    )
    return (*_stretch(subject, key, row), "，集体年收益", gain)


def _trainings(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    """All trainings of the village by kind, the most frequent first: what the cited one stands for."""
    held = subject.rows("trainings")
    kinds = held.frame["kind"].value_counts()
    counts = [
        (str(kind), subject.make.count(f"{key}.培训.{kind}", held.equal(kind=kind), "次", label=f"{kind}培训"))
        for kind in sorted(kinds.index, key=lambda kind: (-kinds[kind], list(held.frame["kind"]).index(kind)))
    ]
    return {"培训": series(counts)}


def _assets(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    total = int(rows.frame["amount"].sum())
    if total <= len(rows.frame):
        return {}
    count = subject.make.amount(f"{key}.闲置数", total, "处", label="闲置资产", rows=rows, method="数量合计")
    return {"闲置数": count}


def _documents(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    due, found = int(rows.frame["due"].sum()), int(rows.frame["found"].sum())
    make = subject.make
    if all(str(period)[:4] < str(subject.round.term_start.year) for period in rows.frame["period"]):
        text = "上届资料，不计入本届评价"
        return {"上届": make.words(f"{key}.上届", text, label="资料期间", rows=rows, method="期间早于本届起")}
    if found >= due:
        return {}
    return {
        "应有": make.amount(f"{key}.应有", due, "次", label="资料应有", rows=rows, method="所引各行合计"),
        "实有": make.amount(f"{key}.实有", found, "次", label="资料实有", rows=rows, method="所引各行合计"),
    }


def _posts(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    since = next(iter(rows.each())).text("vacant_since")
    if not since:
        return {}
    return {"起始": subject.make.words(f"{key}.起始", format_date(since), label="空缺起始", rows=rows)}


def _reserves(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    pool = subject.rows("reserves")
    return {"后备数": subject.make.count(f"{key}.后备数", pool, "名", label="在库后备人才")}


def _tasks(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    people = rows.frame["participants"].dropna()
    if len(rows.frame) != 1 or not len(people) or not int(people.iloc[0]):
        return {}
    fact: Fact = subject.make.amount(
        f"{key}.参与党员", int(people.iloc[0]), "名", label="参与党员", rows=rows, method="党建任务登记"
    )
    return {"参与数": fact}


def _sanction(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    day = next(iter(rows.each())).text("date")
    return {"日期": subject.make.words(f"{key}.日期", format_date(day), label="通报日期", rows=rows)}


TELLERS: dict[str, Callable[[Subject, str, Rows], dict[str, Value]]] = {
    "collective_income": _income,
    "industries": _areas,
    "idle_assets": _assets,
    "trainings": _trainings,
    "document_checks": _documents,
    "positions": _posts,
    "reserves": _reserves,
    "party_tasks": _tasks,
    "sanctions": _sanction,
}
