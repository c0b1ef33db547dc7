"""纵向: the village against itself in the round before. Without such a round nothing is said, and nothing changes."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from yanpan.analysis.comparisons import Contrast
from yanpan.analysis.results import Rate
from yanpan.analysis.since import missing_options
from yanpan.evidence import merge_refs
from yanpan.facts import Fact, Relation
from yanpan.findings.closing import rate_fact
from yanpan.findings.earlier import Earlier
from yanpan.findings.make import Row, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.findings.village.grade import grade_fact
from yanpan.findings.village.income import other_basis
from yanpan.findings.village.public import satisfaction_facts
from yanpan.schema.values import Grade

HOW = (
    "两轮满意率之差的 Newcombe 区间，两轮视为独立抽样，两轮都有测评表的各村一并作 Holm 校正；"
    "校正后仍分得出为明显，校正前为较"
)
COUNTED = (("party_members", "党员", "人"), ("population", "人口", "人"), ("households", "户数", "户"))
_RANK = {grade: place for place, grade in enumerate(Grade)}


def _known(subject: Subject) -> Earlier | None:
    """The round before, where it has the village."""
    earlier = subject.earlier
    return earlier if earlier is not None and earlier.analysis is not None else None


def _finding(subject: Subject, code: str, theme: Theme, values: dict[str, Value], weight: float, *when: str) -> Finding:
    values = {"基期": period(subject), **values}
    return Finding(f"纵向.{code}", subject.village, theme, values, weight, Polarity.NEUTRAL, frozenset(when))


def period(subject: Subject) -> Fact:
    """The round before, as prose names it."""
    told = subject.earlier.period if subject.earlier else ""
    return subject.make.words("纵向.基期", told, label="对比的以前批次", method="批次设置")


def satisfaction(subject: Subject) -> Iterator[Finding]:
    """The satisfaction rate then and now, with the word that the test over the township gives it."""
    earlier, since = _known(subject), subject.benchmarks.since.get(subject.village)
    if earlier is None or earlier.analysis is None or since is None or not since.word or _other_form(subject):
        return
    then, now = earlier.analysis.satisfaction.overall, subject.analysis.satisfaction.overall
    make, both = subject.make, merge_refs(now.sources, then.sources)
    rate = make.share("纵向.满意率.基数", _plain(then), label="上一轮群众满意率")
    if rate is None:
        return
    own = satisfaction_facts(subject)["满意率"]
    word = make.words("纵向.满意率.比较", since.words, label="同上一轮的比较", sources=both, method=HOW)
    make.claim(word, Relation.TESTED)
    if since.word != since.words and isinstance(own, Fact):
        make.claim(word, Relation.HIGHER if since.words.endswith("高") else Relation.LOWER, own, rate)
    values: dict[str, Value] = {
        "基数": rate,
        "满意率": own,
        "基数份数": make.amount("纵向.满意率.份数", then.n, "份", label="上一轮表态的测评表", sources=then.sources),
        "比较": word,
    }
    direction = str(Contrast.LEVEL) if since.word == since.words else since.words[-1]
    yield _finding(subject, "满意率", Theme.PUBLIC, values, 88, direction)


def _plain(rate: Rate) -> Rate:
    """The rate without its interval: the text tells none of it."""
    return Rate(rate.hits, rate.n, rate.value, None, None, sources=rate.sources)


def _other_form(subject: Subject) -> list[str]:
    """Answers that only one of the two rounds' forms offered."""
    earlier = _known(subject)
    if earlier is None:
        return []
    forms = subject.rows("satisfaction_forms").frame
    return missing_options(forms, earlier.rows("satisfaction_forms").frame)


def grade(subject: Subject) -> Iterator[Finding]:
    """The suggested grade then, by this round's policy, and now."""
    earlier, now = _known(subject), subject.analysis.suggestion
    then = earlier.analysis.suggestion if earlier and earlier.analysis else None
    if then is None or then.grade is None or now.grade is None:
        return
    make = subject.make
    before = make.words(
        "纵向.档次.前档",
        str(then.grade),
        label="上一轮建议档次",
        sources=merge_refs(*(indicator.sources for indicator in then.indicators)),
        method="上一轮的材料按本轮的研判口径推出",
    )
    own = grade_fact(subject, now.grade)
    values: dict[str, Value] = {"前档": before, "档次": own}
    step = _RANK[then.grade] - _RANK[now.grade]
    relation = Relation.HIGHER if step > 0 else Relation.LOWER if step else Relation.SAME
    make.claim(before, relation, own, before)
    yield _finding(subject, "档次", Theme.GRADE, values, 65, "上升" if step > 0 else "下降" if step else "相同")


def people(subject: Subject) -> Iterator[Finding]:
    """Party members, population and households of the roster where they have changed; nothing over a merger."""
    then = _roster(subject)
    if then is None or _merged(subject, then):
        return
    changed: list[Value] = []
    for column, name, unit in COUNTED:
        before, now = then.number(column), subject.roster.number(column)
        if before is None or now is None or before == now:
            continue
        old = subject.make.amount(f"纵向.人员.{name}.基数", before, unit, label=f"上一轮{name}", rows=then)
        new = subject.make.amount(f"纵向.人员.{name}", now, unit, label=name, rows=subject.roster)
        subject.make.claim(new, Relation.HIGHER if now > before else Relation.LOWER, new, old)
        changed.append((f"{name}由", old, "增至" if now > before else "减至", new))
    if changed:
        yield _finding(subject, "人员", Theme.TEAM, {"变动": series(changed)}, 40)


def _roster(subject: Subject) -> Row | None:
    earlier = _known(subject)
    return None if earlier is None else next(iter(earlier.rows("villages").each()), None)


def _merged(subject: Subject, then: Row) -> bool:
    """True if the village was put together out of others between the rounds."""
    return subject.roster.text("merged_from") != then.text("merged_from")


def honours(subject: Subject) -> Iterator[Finding]:
    """Honours of the register that the round before did not have."""
    earlier = _known(subject)
    if earlier is None:
        return
    old, now = earlier.rows("honours"), subject.rows("honours")
    known = set(zip(old.frame["name"], old.frame["year"], strict=True))
    new = now.where(pd.Series([(row.text("name"), row["year"]) not in known for row in now.each()], now.frame.index))
    if not new:
        return
    values: dict[str, Value] = {"新获": subject.make.count("纵向.荣誉.新获", new, "项", label="上一轮以来新登记的荣誉")}
    if old:
        values["前数"] = subject.make.count("纵向.荣誉.前数", old, "项", label="上一轮登记的荣誉")
    yield _finding(subject, "荣誉", Theme.HONOUR, values, 20)


def rectification(subject: Subject) -> Iterator[Finding]:
    """What became of the problems that the round before found; this round's ledger is newer than that one's."""
    earlier = _known(subject)
    if earlier is None or not earlier.rows("problems"):
        return
    found, make = earlier.rows("problems"), subject.make
    plans = latest_plans(subject, found)
    rate = rate_fact(make, found, plans, "纵向.整改.销号率")
    values: dict[str, Value] = {
        "前数": make.count("纵向.整改.前数", found, "条", label="上一轮登记的问题"),
        "销号": make.count("纵向.整改.销号", plans.equal(status="已销号"), "条", label="上一轮问题至今已销号"),
        "销号率": rate or "",
        "本数": make.count("整改.问题数", subject.rows("problems"), "条", label="登记的问题", name="问题数"),
    }
    share = rate.value if rate else None
    state = "全销" if share == 1 else "未全销" if share else "未销"
    yield _finding(subject, "整改", Theme.PROBLEM, values, -1, state)


def latest_plans(subject: Subject, problems: Rows) -> Rows:
    """Plans of earlier problems as this round's ledger has them; of those that it lacks, as the earlier one did."""
    codes = problems.frame["problem"]
    now = subject.rows("rectifications")
    now = now.where(now.frame["problem"].isin(codes))
    earlier = _known(subject)
    if earlier is None:
        return now
    old = earlier.rows("rectifications")
    rest = old.where(old.frame["problem"].isin(codes) & ~old.frame["problem"].isin(now.frame["problem"]))
    return Rows("rectifications", pd.concat([now.frame, rest.frame], ignore_index=True)) if rest else now


def not_compared(subject: Subject) -> Iterator[str]:
    """What is not set beside the round before, and why."""
    earlier = subject.earlier
    if earlier is None:
        return
    for round_id, reason in earlier.left_out:
        yield f"批次 {round_id} 的材料读不进来（{reason.rstrip('：。')}），没有与它对比。"
    if earlier.config is None:
        return
    if earlier.analysis is None:
        yield f"{earlier.period}的名册里没有同一编号、同一名称的村（社区），没有可以对比的数据。"
        return
    yield from _rate_reasons(subject, earlier)
    if earlier.analysis.suggestion.grade is None:
        yield f"{earlier.period}的材料推不出建议档次，档次不作纵向对比。"
    if reason := other_basis(subject):
        yield reason
    then = _roster(subject)
    if then is not None and _merged(subject, then):
        yield f"{earlier.period}之后有合并调整，党员、人口和户数不作纵向对比。"


def _rate_reasons(subject: Subject, earlier: Earlier) -> Iterator[str]:
    since = subject.benchmarks.since.get(subject.village)
    if not subject.analysis.satisfaction.overall.n:
        return
    if options := _other_form(subject):
        told = "”“".join(options)
        yield f"两轮满意度测评表的选项不同（“{told}”只有一轮用到），满意率不作纵向对比。"
    elif since is None or not since.word:
        then = earlier.analysis.satisfaction.overall.n if earlier.analysis else 0
        few = "上一轮" if then < subject.analysis.satisfaction.overall.n else "本轮"
        yield f"{few}表态的满意度测评表份数不足，满意率不作纵向对比。"
