"""What the evidence of a problem adds to it in figures: income, areas, assets, documents, posts, reserves."""

from __future__ import annotations

from collections.abc import Callable

from yanpan.chinese.dates import format_date
from yanpan.facts import Fact
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Value, series
from yanpan.findings.subject import Subject
from yanpan.findings.village.against import households
from yanpan.findings.village.task_details import tasks
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
    """Year and net figure; with them the figure per household and the township's (户均, 横向), if any."""
    row = next(iter(rows.each()))
    net, make = row.number("net"), subject.make
    if net is None:
        return {}
    year = make.words(f"{key}.年度", f"{row.text('year')}年", label="年度", rows=rows)
    amount = make.amount(f"{key}.净收益", net, "万元", label="集体经济净收益", rows=rows)
    beside = households(subject, key, net, row)
    if "横向" not in beside:
        return {"收益": (year, "净收益", amount)}
    return {"年度": year, "净收益": amount, **beside}


def _areas(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    """Areas and what the collective has of them a year: 规模 of those that stand, 产出 of those planted in the term."""
    sized = [row for row in rows.each() if row.number("area") is not None]
    if not sized:
        return {}
    told: list[Value] = [series([_stretch(subject, key, row) for row in sized])]
    gain = sum(row.number("income") or 0 for row in sized)
    if gain:
        total = subject.make.amount(
            f"{key}.集体收益", round(gain, 2), "万元", label="集体年收益", rows=rows, method="所列各项集体收益合计"
        )
        told.append(("集体年收益", total))
    standing = all(row.text("area_kind") in STANDING for row in sized)
    return {"规模" if standing else "产出": series(told, "，")}


def _stretch(subject: Subject, key: str, row: Row) -> tuple[Fact, Fact]:
    detail = f"{key}.{row.text('industry')}"
    name = subject.make.words(f"{detail}.名称", row.text("industry"), label="产业", rows=row)
    area = row.number("area") or 0
    return name, subject.make.amount(
        f"{detail}.面积", area, "亩", label=f"{row.text('industry')}面积", rows=row, bound=row.bound("area")
    )


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
    """How many lie idle, where a row stands for several."""
    idle = rows.equal(status="闲置")
    total = int(idle.frame["amount"].sum())
    if total <= len(idle.frame):
        return {}
    return {"闲置数": subject.make.amount(f"{key}.闲置数", total, "处", label="闲置资产", rows=idle, method="数量合计")}


def _documents(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    """Documents of the last term as such; else what is lacking, else how the record was found to be."""
    due, found = int(rows.frame["due"].sum()), int(rows.frame["found"].sum())
    make = subject.make
    if all(str(period)[:4] < str(subject.round.term_start.year) for period in rows.frame["period"]):
        text = "上届资料，不计入本届评价"
        return {"上届": make.words(f"{key}.上届", text, label="资料期间", rows=rows, method="期间早于本届起")}
    if found >= due:
        return _quality(subject, key, rows)
    return {
        "应有": make.amount(f"{key}.应有", due, "次", label="资料应有", rows=rows, method="所引各行合计"),
        "实有": make.amount(f"{key}.实有", found, "次", label="资料实有", rows=rows, method="所引各行合计"),
    }


def _quality(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    weak = [row for row in rows.each() if row.text("quality") not in ("", "规范")]
    said: list[Value] = [
        (
            subject.make.words(f"{key}.{row.text('item')}.事项", row.text("item"), label="资料事项", rows=row),
            "资料为“",
            subject.make.words(f"{key}.{row.text('item')}.质量", row.text("quality"), label="资料质量", rows=row),
            "”",
        )
        for row in weak
    ]
    return {"质量": series(said)} if said else {}


def _projects(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    """Projects with their state, their size and what the register remarks."""
    return {"项目": series([_project(subject, f"{key}.{row.text('project')}", row) for row in rows.each()])}


def _project(subject: Subject, detail: str, row: Row) -> Value:
    make = subject.make
    parts: list[Fact | str] = [
        make.words(f"{detail}.名称", row.text("name"), label="项目", rows=row),
        make.words(f"{detail}.状态", row.text("status"), label="项目状态", rows=row),
    ]
    if (amount := row.number("amount")) is not None:
        parts += ["，涉及", make.amount(f"{detail}.数量", amount, row.text("unit"), label="项目数量", rows=row)]
    if note := row.text("note"):
        parts += ["，", make.words(f"{detail}.说明", note, label="项目说明", rows=row)]
    return tuple(parts)


def _posts(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    since = next(iter(rows.each())).text("vacant_since")
    if not since:
        return {}
    return {"起始": subject.make.words(f"{key}.起始", format_date(since), label="空缺起始", rows=rows)}


def _reserves(subject: Subject, key: str, rows: Rows) -> dict[str, Value]:
    pool = subject.rows("reserves")
    return {"后备数": subject.make.count(f"{key}.后备数", pool, "名", label="在库后备人才")}


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
    "party_tasks": tasks,
    "projects": _projects,
    "sanctions": _sanction,
}
