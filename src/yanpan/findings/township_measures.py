"""What follows, part one: education, organisational life, training, postings, learning (chapter four, section one)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yanpan.facts import TOWNSHIP
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.township_data import TownshipData, places_fact, villages_in

DRIVE = "双强双创"
DRIVE_THEME = "书记项目与双强双创"
ORGANISATION = ("党员大会", "支委会", "党小组会", "党课", "主题党日", "组织生活会")
"""Document items of organisational life."""

WEAK = ("不规范", "缺失")
LEARNING = "学习交流"


def measure(code: str, values: dict[str, Value], *when: str) -> Finding:
    """A finding of chapter four."""
    return Finding(f"措施.{code}", TOWNSHIP, Theme.METHOD, values, 0, Polarity.NEUTRAL, frozenset(when))


def gap(
    data: TownshipData, make: FactMaker, detail: str, ids: Iterable[str], rows: Rows, label: str
) -> dict[str, Value]:
    """`村` and `村数` of the villages that a measure answers; empty if there are none."""
    places = data.in_order(ids)
    if not places:
        return {}
    named = [place.id for place in places]
    return {
        "村": places_fact(make, f"措施.{detail}.村", data, named, label=label, rows=rows),
        "村数": make.amount(f"措施.{detail}.村数", len(named), "个", label=label, rows=rows, method="按村计数"),
    }


def _state(found: dict[str, Value], seen: Rows) -> str:
    """Condition of a measure: a gap, none, or nothing to judge by."""
    return "有短板" if found else "无短板" if seen else "无记录"


def lacking(data: TownshipData, present: Iterable[str]) -> list[str]:
    """Ids of villages of the roster that `present` does not name."""
    known = set(present)
    return [place.id for place in data.places if place.id not in known]


def education(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Section one of chapter four."""
    yield _drive(data, make)
    yield _organisation(data, make)
    yield from _training(data, make)
    yield from _postings(data, make)
    yield _learning(data, make)


def _drive(data: TownshipData, make: FactMaker) -> Finding:
    tasks = data.rows("party_tasks").equal(kind=DRIVE)
    weak = tasks.where(tasks.frame["completion"] != "好")
    named = data.rows("problems")
    named = named.where(named.frame["themes"].fillna("").str.contains(DRIVE_THEME, regex=False))
    said = named.where(named.frame["gist"].fillna("").str.contains(DRIVE, regex=False))
    rows, ids = (said, villages_in(said)) if said else (weak, villages_in(weak))
    found = gap(data, make, "双强双创", ids, rows, "双强双创需重新研究的村")
    return measure("双强双创", found, _state(found, tasks))


def _organisation(data: TownshipData, make: FactMaker) -> Finding:
    rows = data.rows("document_checks")
    rows = rows.where(rows.frame["item"].isin(ORGANISATION))
    weak = rows.where(rows.frame["quality"].isin(WEAK) | (rows.frame["found"] < rows.frame["due"]))
    found = gap(data, make, "组织生活", villages_in(weak), weak, "组织生活记录需复查的村")
    if found:
        found["项次"] = make.count("措施.组织生活.项次", weak, "项次", label="不规范、缺失或次数不足的组织生活记录")
        items = [item for item in ORGANISATION if item in set(weak.frame["item"])]
        found["事项"] = make.words("措施.组织生活.事项", "、".join(items), label="需复查的事项", rows=weak)
    return measure("组织生活", found, _state(found, rows))


def _training(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """The four abilities, each with the villages in which it was trained less often than the policy asks."""
    rows, policy = data.rows("trainings"), data.policy.training
    within = rows.where((rows.frame["date"] >= data.config.term_start.isoformat()) & (rows.frame["date"] <= data.as_of))
    abilities = list(policy.abilities)
    short: list[Value] = []
    for ability in abilities:
        held = within.equal(ability=ability)
        times = held.frame["village"].value_counts()
        ids = [place.id for place in data.places if times.get(place.id, 0) < policy.least]
        if ids:
            names = places_fact(
                make,
                f"措施.培训.{ability}.村",
                data,
                ids,
                label=f"{ability}培训不足的村",
                rows=_of(within, ids) or within,
            )
            short.append((ability, "（", names, "）"))
    values: dict[str, Value] = {
        "能力": make.words("措施.培训.能力", "、".join(abilities), label="能力方向", rows=within, method="政策参数"),
        "能力数": make.amount(
            "措施.培训.能力数", len(abilities), "项", label="能力方向", rows=within, method="政策参数"
        ),
        "场次": make.count("措施.培训.场次", within, "场次", label="本届以来的培训"),
    }
    if short:
        values["短板"] = series(short)
    yield measure("培训", values, "有短板" if short else "无短板")
    yield from _awareness(data, make)


def _of(rows: Rows, ids: Iterable[str]) -> Rows:
    return rows.where(rows.frame["village"].isin(list(ids)))


def _awareness(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Villages where fewer people than the policy asks know the secretary's project or the members' pledges."""
    rows, least = data.rows("questionnaires"), data.policy.training.knowledge
    low: list[str] = []
    for place in data.places:
        own = rows.equal(village=place.id).frame
        answers = [answer for column in ("k1", "k2") for answer in own[column].dropna()]
        if answers and 100 * answers.count("对") / len(answers) < least:
            low.append(place.id)
    if low:
        found = gap(data, make, "知晓", low, _of(rows, low), "知晓率不足的村")
        found["知晓线"] = make.amount(
            "措施.知晓.线", least, "%", label="知晓率要求", method="政策参数", text=f"{least:g}%"
        )
        yield measure("知晓", found)


def _postings(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Villages with much work and nobody posted there."""
    rows = data.rows("postings")
    now = rows.where(rows.frame["end"].isna() | (rows.frame["end"] >= data.as_of))
    values: dict[str, Value] = {}
    if now:
        values["在驻"] = make.count("措施.下派.在驻", now, "名", label="在驻选调生和村大")
    ids = data.busy
    open_tasks = data.rows("key_tasks")
    open_tasks = _of(open_tasks.where(open_tasks.frame["status"] != "已完成"), ids)
    values |= gap(data, make, "下派", ids, open_tasks or _of(data.rows("villages"), ids), "建议优先派驻的村")
    yield measure("下派", values, "有建议" if ids else "无建议", *(["有在驻"] if now else []))


def _learning(data: TownshipData, make: FactMaker) -> Finding:
    rows = data.rows("activities").equal(kind=LEARNING)
    without = lacking(data, villages_in(rows))
    found = gap(data, make, "平台", without, _of(data.rows("villages"), without), "没有学习交流活动的村")
    if rows:
        found["次数"] = make.count("措施.平台.次数", rows, "次", label="学习交流活动")
    return measure("平台", found, "有短板" if without else "无短板", *(["有活动"] if rows else []))
