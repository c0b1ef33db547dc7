"""What the forms cannot say: whom the interval stands for, how far the rate could be off, how strict groups were."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.contrast_results import Raters
from yanpan.analysis.results import Rate
from yanpan.findings.model import Finding, Polarity, Theme, Value
from yanpan.findings.subject import Subject
from yanpan.schema.values import Instrument


def limits(subject: Subject) -> Iterator[Finding]:
    """What the interval supposes, how far the rate could be off, why groups' leniency is not taken out."""
    yield from _population(subject)
    yield from _bounds(subject)
    yield from _raters(subject)


def _finding(subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str) -> Finding:
    return Finding(code, subject.village, Theme.PUBLIC, values, weight, Polarity.NEUTRAL, frozenset(when))


def _population(subject: Subject) -> Iterator[Finding]:
    """The population that the interval stands for, and what it supposes of those who handed in nothing."""
    rate, make = subject.analysis.satisfaction.overall, subject.make
    if not rate.n:
        return
    if rate.population is None:
        yield _finding(subject, "评价.总体不明", {}, 3)
        return
    method = "发放测评表的会议应到人数"
    people = make.amount(
        "测评.总体", rate.population, "人", label="参考区间的总体", sources=rate.sources, method=method
    )
    yield _finding(subject, "评价.总体", {"应到": people}, 3)


def _raters(subject: Subject) -> Iterator[Finding]:
    """Whether the groups' leniency can be told from the villages; never corrected for either way."""
    found, make = subject.benchmarks.contrasts.raters, subject.make
    if not found.groups:
        return
    rows = subject.rows("work_groups")
    method = "组与村的连通情况：可估参数等于组数加村数减连通部分数"
    numbers = (("组数", found.groups, "个"), ("部分", found.parts, "个"), ("可估", found.rank, "个"))
    values: dict[str, Value] = {
        name: make.amount(f"对比.组.{name}", value, unit, label=f"组与村：{name}", rows=rows, method=method)
        for name, value, unit in (*numbers, ("需要", found.needed, "个"))
    }
    yield _finding(subject, "评价.组松严", values, 1, rater_state(found))


def rater_state(found: Raters) -> str:
    """Condition of the patterns: 分得开, 有互查 (not enough of it), 一组一村."""
    if found.identifiable:
        return "分得开"
    return "有互查" if found.crossed else "一组一村"


def _bounds(subject: Subject) -> Iterator[Finding]:
    """Worst-case bounds of the satisfaction rate over all forms handed out (Manski); none if all gave a view."""
    rate = subject.analysis.satisfaction.overall
    issued = next((r.issued for r in subject.analysis.returns if r.instrument is Instrument.SATISFACTION), None)
    if not issued or not rate.n or issued <= rate.n:
        return
    silent = issued - rate.n
    make, sources = subject.make, rate.sources
    method = "未收回、无效和不了解的，全作不满意为下界，全作满意为上界"
    values: dict[str, Value] = {
        "发出": make.amount("测评.界限.发出", issued, "份", label="发出的测评表", sources=sources),
        "未表态": make.amount(
            "测评.界限.未表态", silent, "份", label="没有表态的测评表", sources=sources, method=method
        ),
    }
    for name, hits in (("最低", rate.hits), ("最高", rate.hits + silent)):
        bound = Rate(hits, issued, hits / issued, None, None, sources=sources)
        fact = make.share(f"测评.界限.{name}", bound, label=f"满意率{name}可能值", method=method)
        values[name] = fact or ""
    yield _finding(subject, "评价.界限", values, 2)
