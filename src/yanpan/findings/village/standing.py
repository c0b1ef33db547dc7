"""A village beside the other villages together, and its respondents by identity: words bound to tests, no order."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.benchmarks import OVERALL_ITEM
from yanpan.analysis.comparisons import Contrast
from yanpan.analysis.contrast_results import Beside
from yanpan.analysis.results import Rate
from yanpan.analysis.strata import Stratum, satisfaction_strata
from yanpan.chinese.numbers import percent
from yanpan.config.policy import Policy
from yanpan.facts import Fact, Relation
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.schema.values import SATISFACTION_ITEMS

HOW = "同镇内其他村合计相比：两率之差的 Newcombe 区间，各村各项一并作 Holm 校正；校正后仍分得出为明显，校正前为较"
HOW_STRATA = "按填表人身份分别计算，人数过少的身份合并；Wilson 95% 参考区间，不作有限总体修正"


def compared(subject: Subject) -> Iterator[Finding]:
    """The overall rate against that of the other villages together, then the items that can be told apart."""
    values = beside(subject)
    if not values:
        return
    yield _finding(subject, "评价.与全镇", values, 79)
    known = subject.benchmarks.beside.get(subject.village, {})
    yield from _items(subject, {zh: known[key] for key, zh in SATISFACTION_ITEMS.items() if key in known})


def beside(subject: Subject) -> dict[str, Value]:
    """The rate of the other villages together (其他) and the bound word for how the village's stands to it (比较);
    empty where either has too few forms."""
    found = subject.benchmarks.beside.get(subject.village, {}).get(OVERALL_ITEM)
    if found is None:
        return {}
    rest, word = _rest(subject, found), _word(subject, "对比.满意率", found)
    own = subject.make.share("测评.满意率", subject.analysis.satisfaction.overall, label="群众满意率", name="满意率")
    if own is not None and found.word != Contrast.LEVEL:
        subject.make.claim(word, Relation.HIGHER if found.words.endswith("高") else Relation.LOWER, own, rest)
    return {"其他": rest, "比较": word}


def _items(subject: Subject, found: dict[str, Beside]) -> Iterator[Finding]:
    """The items that can be told apart from the other villages; one word for all where none can."""
    apart = {zh: each for zh, each in found.items() if each.word != Contrast.LEVEL}
    if apart:
        parts: list[Value] = [(f"“{zh}”", _word(subject, f"对比.分项.{zh}", each)) for zh, each in apart.items()]
        yield _finding(subject, "评价.分项与全镇", {"清单": series(parts)}, 78, "有差别")
    elif found:
        level = next(iter(found.values()))
        yield _finding(subject, "评价.分项与全镇", {"比较": _word(subject, "对比.分项", level)}, 78, "无差别")


def strata(subject: Subject, policy: Policy) -> Iterator[Finding]:
    """The rate by identity; nothing where the cells are too small to be shown."""
    found = satisfaction_strata(subject.tables, subject.village, policy=policy)
    if found:
        yield _finding(subject, "评价.分层", {"清单": series([_stratum(subject, each) for each in found])}, 84)


def _finding(subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str) -> Finding:
    return Finding(code, subject.village, Theme.PUBLIC, values, weight, Polarity.NEUTRAL, frozenset(when))


def _word(subject: Subject, detail: str, found: Beside) -> Fact:
    sources = subject.analysis.satisfaction.sources
    word = subject.make.words(detail, found.words, label="同镇内其他村的比较", sources=sources, method=HOW)
    return subject.make.claim(word, Relation.TESTED)


def _rest(subject: Subject, found: Beside) -> Fact:
    return subject.make.amount(
        "对比.其他村满意率",
        found.rest,
        "",
        label="镇内其他村合计满意率",
        text=f"{percent(found.rest, 0)}左右",
        sources=subject.analysis.satisfaction.sources,
        method="全镇合并的测评表减去本村的，取整到百分之一；所列为本村各行",
    )


def _stratum(subject: Subject, stratum: Stratum) -> Value:
    make, sources = subject.make, subject.analysis.satisfaction.sources
    own = Rate(
        stratum.rate.hits, stratum.rate.n, stratum.rate.value, stratum.rate.low, stratum.rate.high, sources=sources
    )
    share = make.share(f"测评.身份.{stratum.name}", own, label=f"{stratum.name}的满意率", method=HOW_STRATA)
    views = make.amount(
        f"测评.身份.{stratum.name}.表态", stratum.rate.n, "份", label=f"{stratum.name}表态份数", sources=sources
    )
    return (stratum.name, share or "", "（", views, "）")
