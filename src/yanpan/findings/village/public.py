"""What the people said: satisfaction forms, questionnaires, the ballot on the team."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.results import DomainScore, Rate
from yanpan.analysis.validity import validities
from yanpan.chinese.numbers import percent
from yanpan.config.policy import Policy
from yanpan.facts import Fact, Relation
from yanpan.findings.model import Finding, Polarity, Theme, Value
from yanpan.findings.subject import Subject
from yanpan.findings.village.standing import compared, strata
from yanpan.schema.values import SATISFACTION_ITEMS, Instrument, Satisfaction


def public(subject: Subject, policy: Policy) -> Iterator[Finding]:
    """Findings of the chapter on the people's judgement; beside each result why to be careful with it, if so."""
    yield from _satisfaction(subject)
    yield from _care(subject, policy, Instrument.SATISFACTION, weight=85)
    yield from strata(subject, policy)
    yield from _items(subject)
    yield from compared(subject)
    yield from _questionnaire(subject)
    yield from _care(subject, policy, Instrument.QUESTIONNAIRE, weight=65)
    yield from _ballot(subject)
    yield from _care(subject, policy, Instrument.BALLOT, weight=55)


def _care(subject: Subject, policy: Policy, instrument: Instrument, *, weight: float) -> Iterator[Finding]:
    """What the validity gate holds against an instrument's result; nothing where there is no result."""
    gate = validities(subject.analysis.returns, policy.meetings).get(instrument)
    if gate is None or gate.passed or not _has_result(subject, instrument):
        return
    told = subject.make.words(
        f"有效性.{instrument}",
        gate.told,
        label=f"{instrument}的有效性",
        sources=gate.sources,
        method="到会、回收、有效份数与会议有效的规定逐项核对",
    )
    yield _finding(subject, "评价.慎用", {"表种": str(instrument), "缘由": told}, weight)


def _has_result(subject: Subject, instrument: Instrument) -> bool:
    found = subject.analysis
    ballot = found.team_ballot.overall
    return {
        Instrument.SATISFACTION: found.satisfaction.overall.n > 0,
        Instrument.QUESTIONNAIRE: found.questionnaire.n > 0,
        Instrument.BALLOT: ballot is not None and ballot.cast > 0,
    }[instrument]


def _finding(subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str) -> Finding:
    return Finding(code, subject.village, Theme.PUBLIC, values, weight, Polarity.NEUTRAL, frozenset(when))


def satisfaction_facts(subject: Subject) -> dict[str, Value]:
    """Rate, interval ends, counts by answer; empty if nobody gave a view."""
    found, make = subject.analysis.satisfaction, subject.make
    rate = make.share("测评.满意率", found.overall, label="群众满意率", name="满意率")
    if rate is None:
        return {}
    values: dict[str, Value] = {"满意率": rate}
    values["表态份数"] = make.amount(
        "测评.表态份数", found.overall.n, "份", label="表态的测评表", sources=found.sources, name="表态份数"
    )
    values |= _interval(subject, found.overall)
    for answer in Satisfaction:
        values[str(answer)] = make.amount(
            f"测评.{answer}",
            found.counts.get(answer, 0),
            "份",
            label=f"总体评价“{answer}”",
            sources=found.sources,
            name=f"{answer}份数",
            method="按有效测评表计数",
        )
    values["全镇满意率"] = _township(subject)
    return values


def _interval(subject: Subject, rate: Rate) -> dict[str, Value]:
    if rate.low is None or rate.high is None:
        return {}
    corrected = "，有限总体修正" if rate.population else ""
    return {
        f"满意率{name}": subject.make.share(
            f"测评.满意率.{name}",
            Rate(rate.hits, rate.n, end, None, None, sources=rate.sources),
            label=f"群众满意率参考区间{name}",
            name=f"满意率{name}",
            method=f"Wilson 95% 参考区间{corrected}",
        )
        or ""
        for name, end in (("下限", rate.low), ("上限", rate.high))
    }


def _township(subject: Subject) -> Value:
    """To the whole per cent, as the benchmarks come: the township's report has it exactly, with count and interval."""
    share = subject.benchmarks.satisfaction.value
    if share is None:
        return ""
    return subject.make.amount(
        "对比.全镇满意率",
        share,
        "",
        label="全镇满意率",
        name="全镇满意率",
        text=f"{percent(share, 0)}左右",
        method="全镇各村表态票合计，取整到百分之一；精确值和参考区间见全镇报告",
    )


def _satisfaction(subject: Subject) -> Iterator[Finding]:
    values = satisfaction_facts(subject)
    if not values:
        yield _finding(subject, "评价.无测评", {}, 90)
        return
    unknown = subject.analysis.satisfaction.unknown
    yield _finding(subject, "评价.满意率", values, 90, *(["有不了解"] if unknown else []))


def item_facts(subject: Subject) -> dict[str, Fact]:
    """Satisfaction with each of the eight items, by the item's Chinese name, where anyone gave a view."""
    found = subject.analysis.satisfaction
    facts = {
        zh: subject.make.share(f"测评.分项.{zh}", found.items[key], label=f"{zh}满意率", name=f"{zh}满意率")
        for key, zh in SATISFACTION_ITEMS.items()
        if key in found.items
    }
    return {zh: fact for zh, fact in facts.items() if fact is not None}


def _items(subject: Subject) -> Iterator[Finding]:
    facts = item_facts(subject)
    if not facts:
        return
    best, worst = _extremes(facts)
    others = [fact for fact in facts.values() if fact is not best]
    if best.value == worst.value:
        subject.make.claim(best, Relation.SAME, best, *others)
        yield _finding(subject, "评价.分项持平", {"满意率": best}, 80)
        return
    values: dict[str, Value] = {
        "高项": _said(subject, "测评.最高项", facts, best, Relation.HIGHEST),
        "高值": best,
        "低项": _said(subject, "测评.最低项", facts, worst, Relation.LOWEST),
        "低值": worst,
    }
    yield _finding(subject, "评价.分项", values, 80)


def _extremes(facts: dict[str, Fact]) -> tuple[Fact, Fact]:
    by_value = sorted(facts.values(), key=lambda fact: float(fact.value or 0))
    return by_value[-1], by_value[0]


def _said(subject: Subject, detail: str, facts: dict[str, Fact], extreme: Fact, relation: Relation) -> Fact:
    """Names of all items that share the extreme value, one fact."""
    names = [zh for zh, fact in facts.items() if fact.value == extreme.value]
    said = subject.make.words(
        detail, "、".join(f"“{zh}”" for zh in names), label="测评分项", sources=extreme.sources, method="分项比较"
    )
    return subject.make.claim(said, relation, extreme, *(fact for fact in facts.values() if fact is not extreme))


def _questionnaire(subject: Subject) -> Iterator[Finding]:
    found = subject.analysis.questionnaire
    scored = {name: domain for name, domain in found.domains.items() if domain.score is not None}
    if not found.n or not scored:
        yield _finding(subject, "评价.无问卷", {}, 70)
        return
    facts = {name: domain_fact(subject, domain) for name, domain in scored.items()}
    by_value = sorted(facts, key=lambda name: float(facts[name].value or 0))
    for name, relation in ((by_value[-1], Relation.HIGHEST), (by_value[0], Relation.LOWEST)):
        rest = [fact for other, fact in facts.items() if other != name]
        subject.make.claim(facts[name], relation, facts[name], *rest)
    values: dict[str, Value] = {
        "份数": subject.make.amount(
            "问卷.份数", found.n, "份", label="计分的问卷", sources=found.sources, name="计分问卷份数"
        ),
        "高项": by_value[-1],
        "高值": facts[by_value[-1]],
        "低项": by_value[0],
        "低值": facts[by_value[0]],
    }
    yield _finding(subject, "评价.问卷", values, 70, *(["单项"] if len(facts) == 1 else []))


def domain_fact(subject: Subject, domain: DomainScore) -> Fact:
    """A questionnaire domain's score out of a hundred."""
    return subject.make.amount(
        f"问卷.{domain.name}",
        round(float(domain.score or 0), 1),
        "分",
        label=f"问卷“{domain.name}”得分",
        sources=subject.analysis.questionnaire.sources,
        n=domain.n,
        name=f"{domain.name}得分",
        method="题均分折为百分，不了解不计",
    )


def _ballot(subject: Subject) -> Iterator[Finding]:
    overall, make = subject.analysis.team_ballot.overall, subject.make
    if overall is None or not overall.cast:
        yield _finding(subject, "评价.无测评票", {}, 60)
        return
    counts = {"好": overall.good, "正常": overall.normal, "较差": overall.poor, "弃权": overall.abstain}
    values: dict[str, Value] = {
        word: make.amount(
            f"测评票.班子.{word}",
            number,
            "票",
            label=f"班子民主测评“{word}”",
            sources=subject.analysis.team_ballot.sources,
            name=f"班子{word}票",
            method="班子总体项计票",
        )
        for word, number in counts.items()
    }
    yield _finding(subject, "评价.测评票", values, 60, *(["有较差"] if overall.poor else []))
