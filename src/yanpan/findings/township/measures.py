"""What follows, part one: education, organisational life, training, postings, learning (chapter four, section one)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yanpan.analysis.needs import KNOWLEDGE, Need, knowledge_needs, training_needs
from yanpan.analysis.workload import proposed_postings
from yanpan.chinese.terms import listed
from yanpan.evidence import merge_refs
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.township.data import TownshipData, places_fact, villages_in

DRIVE = "双强双创"
DRIVE_THEME = "书记项目与双强双创"
ORGANISATION = ("党员大会", "支委会", "党小组会", "党课", "主题党日", "组织生活会")
"""Document items of organisational life."""

WEAK = ("不规范", "缺失")
LEARNING = "学习交流"
WARNING = "警示"


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
        office = data.config.office
        found["牵头"] = make.words("批次.牵头部门", office, label="牵头部门", method="批次设置")
        found["项次"] = make.count("措施.组织生活.项次", weak, "项次", label="不规范、缺失或次数不足的组织生活记录")
        items = [item for item in ORGANISATION if item in set(weak.frame["item"])]
        found["事项"] = make.words("措施.组织生活.事项", "、".join(items), label="需复查的事项", rows=weak)
    return measure("组织生活", found, _state(found, rows))


def needs_fact(data: TownshipData, make: FactMaker, detail: str, needs: Iterable[Need], *, label: str) -> Fact | None:
    """Names of the villages that fall short, roster order, resting on the needs' rows; None if none does."""
    known = list(needs)
    if not known:
        return None
    sources = merge_refs(*(need.sources for need in known))
    ids = [need.village for need in known]
    return make.words(
        detail,
        data.told(ids),
        label=label,
        sources=sources,
        method="与政策要求比较，名册顺序",
        value=data.names(ids),
    )


def _training(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """The policy's abilities and kinds of training, each with the villages that had it less often than asked."""
    policy, config = data.policy.training, data.config
    needs = training_needs(data.tables, policy, start=config.term_start, end=config.as_of)
    rows = data.rows("trainings")
    abilities = list(policy.abilities)
    values: dict[str, Value] = {
        "能力": make.words("措施.培训.能力", listed(abilities), label="能力方向", rows=rows, method="政策参数"),
        "能力数": make.amount("措施.培训.能力数", len(abilities), "项", label="能力方向", rows=rows, method="政策参数"),
    }
    held = within_term(data, rows)
    if held:
        values["场次"] = make.count("措施.培训.场次", held, "场次", label="本届以来的培训")
    kinds = [kind for kind in policy.kinds if kind != WARNING]
    for word, wanted in (("短板", abilities), ("类型短板", kinds)):
        if short := _short(data, make, needs, wanted):
            values[word] = series(short)
    yield measure("培训", values, "有短板" if "短板" in values else "无短板")
    yield from _knowledge(data, make)


def within_term(data: TownshipData, rows: Rows) -> Rows:
    """Rows dated in the present term, up to the closing day."""
    return rows.where((rows.frame["date"] >= data.config.term_start.isoformat()) & (rows.frame["date"] <= data.as_of))


def _short(data: TownshipData, make: FactMaker, needs: list[Need], wanted: Iterable[str]) -> list[Value]:
    """`基层治理（青山村、石龙村）` for everything wanted in which a village falls short."""
    said: list[Value] = []
    for what in wanted:
        own = [need for need in needs if need.what == what]
        names = needs_fact(data, make, f"措施.培训.{what}.村", own, label=f"{what}培训不足的村")
        if names is not None:
            said.append((what, "（", names, "）"))
    return said


def _knowledge(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Villages where fewer people than the policy asks know the secretary's project or the members' pledges."""
    needs = knowledge_needs(data.tables, data.policy.training)
    said: list[Value] = []
    for what in KNOWLEDGE.values():
        own = [need for need in needs if need.what == what]
        names = needs_fact(data, make, f"措施.知晓.{what}.村", own, label=f"{what}知晓率不足的村")
        if names is not None:
            said.append((f"{what}（", names, "）"))
    if said:
        least = data.policy.training.knowledge
        line = make.amount("措施.知晓.线", least, "%", label="知晓率要求", method="政策参数", text=f"{least:g}%")
        yield measure("知晓", {"清单": series(said), "知晓线": line})


def _postings(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Villages with much work and nobody posted there."""
    rows, day = data.rows("postings"), data.as_of
    now = rows.where((rows.frame["start"] <= day) & (rows.frame["end"].isna() | (rows.frame["end"] >= day)))
    values: dict[str, Value] = {}
    if now:
        values["在驻"] = make.count("措施.下派.在驻", now, "名", label="在驻选调生和村大")
    proposed = proposed_postings(data.tables, data.policy.workload, as_of=data.config.as_of)
    if proposed:
        ids = [each.village for each in proposed]
        values["村"] = make.words(
            "措施.下派.村",
            data.told(ids),
            value=data.names(ids),
            label="建议优先派驻的村",
            sources=merge_refs(*(each.sources for each in proposed)),
            method="按政策的工作量公式，在没有人员在驻的村中选取，名册顺序",
        )
    yield measure("下派", values, "有建议" if proposed else "无建议")


def _learning(data: TownshipData, make: FactMaker) -> Finding:
    rows = data.rows("activities").equal(kind=LEARNING)
    without = lacking(data, villages_in(rows))
    found = gap(data, make, "平台", without, data.roster(without), "没有学习交流活动的村")
    if rows:
        found["次数"] = make.count("措施.平台.次数", rows, "次", label="学习交流活动")
    return measure("平台", found, "有短板" if without else "无短板", *(["有活动"] if rows else []))
