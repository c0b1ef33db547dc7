"""The internal edition's face: small counts of respondents and what would give them back are told as bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from yanpan.analysis.rates import wilson
from yanpan.analysis.results import Rate, VillageAnalysis
from yanpan.chinese.numbers import percent, percent_interval
from yanpan.disclosure.rates import WITHHELD, Bounded, bounded
from yanpan.disclosure.suppression import UnsafeError, hidden_in_line
from yanpan.document import Block, Paragraph, ReportTable, Run, Section
from yanpan.editions.face import Face, Lookup, Shown, Whole
from yanpan.editions.guard import FINEST, Guard
from yanpan.facts import Fact, FactBook
from yanpan.findings.model import Finding, Value
from yanpan.schema import Level
from yanpan.schema.values import SATISFACTION_ITEMS
from yanpan.summary import VillageSummary

Telling = Callable[[Fact], Fact]
IDENTITY, REST, THEN = "测评.身份", "对比.其他村满意率", "纵向.满意率.基数"
FEW, SOME, DASH = "少于5", "若干", "—"
_POINTS = re.compile(r"(测评表\d+份)得[\d.]+分")
_AGAINST = re.compile(r"、不满意率[\d.]+%")
_RATE = re.compile(r"满意率[\d.]+%")
_SCORE = re.compile(r"综合得分[\d.]+分")
_SHORT = re.compile(r"(距“[^”]+”的分界[\d.]+分)差[\d.]+分")
_POOR = re.compile(r"“较差”票占[\d.]+%")


class InternalFace(Face):
    """Prints what `telling` makes of a fact; everything else of its level as it is."""

    def __init__(self, telling: Telling) -> None:
        super().__init__(Level.L2)
        self.telling = telling

    def admit(self, finding: Finding) -> Finding | None:
        """The finding without what is not told at all, so that prose falls silent instead of printing 不列."""
        told = {name: value for name, value in finding.values.items() if not self._withheld(value)}
        return finding if len(told) == len(finding.values) else replace(finding, values=told)

    def _withheld(self, value: Value) -> bool:
        parts = value if isinstance(value, tuple) else (value,)
        return any(isinstance(part, Fact) and self.withholds(part) for part in parts)

    def withholds(self, fact: Fact) -> bool:
        """True for what is printed as 不列."""
        return self.telling(fact).text == WITHHELD

    def facts(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts of its level, each as it is told."""
        return [self.telling(fact) for fact in facts if fact.level <= self.level]

    def block(self, block: Shown, lookup: Lookup) -> Shown:
        """The block with every printed fact as it is told."""
        return cast(Shown, self._block(block, lookup))

    def summary(self, summary: Whole, lookup: Lookup) -> Whole:
        """The hand-over with its facts and chapters as they are told."""
        changes: dict[str, Any] = {"facts": tuple(self.facts(summary.facts))}
        if isinstance(summary, VillageSummary):
            for chapter in ("achievements", "problems_text"):
                changes[chapter] = tuple(self._block(part, lookup) for part in getattr(summary, chapter))
        return summary.model_copy(update=changes)

    def _block(self, block: Block, lookup: Lookup) -> Block:
        if isinstance(block, Paragraph):
            return block.model_copy(update={"runs": self._runs(block.runs, lookup)})
        if isinstance(block, ReportTable):
            rows = tuple(tuple(self._runs(cell, lookup) for cell in row) for row in block.rows)
            return block.model_copy(update={"rows": rows})
        if isinstance(block, Section):
            return block.model_copy(update={"blocks": tuple(self._block(part, lookup) for part in block.blocks)})
        return block

    def _runs(self, runs: Sequence[Run], lookup: Lookup) -> tuple[Run, ...]:
        return tuple(self._run(run, lookup) for run in runs)

    def _run(self, run: Run, lookup: Lookup) -> Run:
        fact = None if run.fact is None else lookup(run.fact)
        if fact is None or run.text != fact.text:
            return run
        return Run(text=self.telling(fact).text, fact=run.fact)


def telling_of(
    guard: Guard, analysis: VillageAnalysis, book: FactBook, *, least: int, alpha: float, then_hidden: bool = False
) -> Telling:
    """How a fact of the village is told, also one that is made only when a table is shown.

    `then_hidden`: the round before told its satisfaction rate as a bound for others' sake.
    """
    changes = {f"{analysis.village}.{detail}": change for detail, change in _changes(guard, analysis, alpha)}
    changes |= dict(_by_identity(book, least, alpha))
    then = book.get(f"{analysis.village}.{THEN}")
    if then and (told := bounded(_hits(then), then.n or 0, least, also=then_hidden)):
        changes[then.key] = {"text": told.text}
    rest = book.get(f"{analysis.village}.{REST}")
    if guard.rate and rest:
        changes[rest.key] = {"text": _told(rest, least, also=True).text, "n": None}

    def tell(fact: Fact) -> Fact:
        change = changes.get(fact.key)
        told = fact if change is None else fact.model_copy(update={"value": None, "interval": None, **change})
        return _scrubbed(told, guard, analysis)

    return tell


def _changes(guard: Guard, analysis: VillageAnalysis, alpha: float) -> Iterator[tuple[str, dict[str, Any]]]:
    forms = analysis.satisfaction
    for names, detail, unit in ((guard.answers, "测评.{}", "份"), (guard.votes, "测评票.班子.{}", "票")):
        for name, few in names.items():
            yield detail.format(name), {"text": f"{FEW if few else SOME}{unit}"}
    if guard.rate:
        yield from _rate("测评.满意率", forms.overall, guard.rate, alpha)
        yield from _worst_cases(analysis, guard.rate)
        yield "档次.翻档.票数", {"text": f"{SOME}份"}
    keys = {zh: key for key, zh in SATISFACTION_ITEMS.items()}
    for zh, told in guard.items.items():
        yield from _rate(f"测评.分项.{zh}", forms.items[keys[zh]], told, alpha)
    for indicator in guard.indicators:
        for word in ("数值", "折算分", "得分"):
            yield f"指标.{indicator}.{word}", {"text": DASH}
    yield from _scores(guard, analysis)


def _scores(guard: Guard, analysis: VillageAnalysis) -> Iterator[tuple[str, dict[str, Any]]]:
    """The composite score no finer than the audit allows, its distances by what is told; the geometric one not at all:
    it is a second sum over the same withheld indicators."""
    found = analysis.suggestion
    if guard.indicators:
        yield "档次.几何得分", {"text": WITHHELD}
    if found.score is None or guard.grain == FINEST:
        return
    yield "档次.翻档.分数", {"text": f"{SOME}分"}
    told = guard.score(found.score)
    yield "档次.综合得分", {"text": WITHHELD if told is None else f"约{told:.0f}分"}
    for word, exact in (("差距", found.to_better), ("余量", found.to_worse)):
        if exact is not None:
            sign = 1 if word == "差距" else -1
            moved = exact + sign * (found.score - (told or 0.0))
            near = "不足1分" if moved < 1 else f"约{moved:g}分"
            yield f"档次.{word}", {"text": f"{SOME}分" if told is None else near}


def _rate(detail: str, rate: Rate, told: Bounded, alpha: float) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rate as a bound; its interval over all counts that it may rest on."""
    low = wilson(told.fewest, rate.n, population=rate.population, alpha=alpha)
    high = wilson(told.most, rate.n, population=rate.population, alpha=alpha)
    if told.text == WITHHELD or low is None or high is None:
        yield from ((f"{detail}{end}", {"text": WITHHELD}) for end in ("", ".下限", ".上限", ".区间"))
        return
    yield detail, {"text": told.text, "interval": (low[0], high[1])}
    yield f"{detail}.下限", {"text": percent(low[0]), "value": low[0]}
    yield f"{detail}.上限", {"text": percent(high[1]), "value": high[1]}
    yield f"{detail}.区间", {"text": percent_interval(low[0], high[1])}


def _worst_cases(analysis: VillageAnalysis, told: Bounded) -> Iterator[tuple[str, dict[str, Any]]]:
    issued = next((each.issued for each in analysis.returns if str(each.instrument) == "满意度测评表"), None)
    if issued:
        silent = issued - analysis.satisfaction.overall.n
        for name, hits in (("最低", told.fewest), ("最高", told.most + silent)):
            yield f"测评.界限.{name}", {"text": percent(hits / issued), "value": hits / issued}


def _by_identity(book: FactBook, least: int, alpha: float) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rates by identity whose counts are small; where only one is, another goes with it, as the sum is known."""
    rates = [fact for fact in book if f".{IDENTITY}." in fact.key and isinstance(fact.value, float) and fact.n]
    against = [(fact.n or 0) - _hits(fact) for fact in rates]
    try:
        hidden = hidden_in_line(against, least)
    except UnsafeError:
        hidden = [True] * len(rates)
    for fact, gone in zip(rates, hidden, strict=True):
        told = bounded(_hits(fact), fact.n or 0, least, also=gone)
        if told is not None:
            low, high = (wilson(hits, fact.n or 0, alpha=alpha) for hits in (told.fewest, told.most))
            yield fact.key, {"text": told.text, "interval": (low[0], high[1]) if low and high else None}


def _hits(fact: Fact) -> int:
    return round(float(fact.value or 0) * (fact.n or 0))


def _told(fact: Fact, least: int, *, also: bool) -> Bounded:
    """What is told instead of a rate's fact; withheld where nothing can be."""
    return bounded(_hits(fact), fact.n or 0, least, also=also) or Bounded(WITHHELD, 0, fact.n or 0)


def _scrubbed(fact: Fact, guard: Guard, analysis: VillageAnalysis) -> Fact:
    """A fact whose sentence or method names a score or a rate that is not told, without it."""
    return fact.model_copy(
        update={
            name: _without(getattr(fact, name), guard, analysis)
            for name in ("text", "method", "value")
            if isinstance(getattr(fact, name), str)
        }
    )


def _without(text: str, guard: Guard, analysis: VillageAnalysis) -> str:
    if guard.rate or guard.items:
        text = _POINTS.sub(r"\1", text)
    if guard.rate:
        text = _RATE.sub(f"满意率{guard.rate.text}", _AGAINST.sub("", text))
    if guard.grain != FINEST and (score := analysis.suggestion.score) is not None:
        told = guard.score(score)
        text = _SCORE.sub("综合得分" + (WITHHELD if told is None else f"约{told:.0f}分"), text)
        text = _SHORT.sub(r"\1尚有差距", text)
    if guard.votes:
        text = _POOR.sub("“较差”票不多", text)
    for group in groups_of(guard, analysis):
        text = re.sub(rf"“{re.escape(group)}”（[\d.]+分）", f"“{group}”", text)
    return text


def groups_of(guard: Guard, analysis: VillageAnalysis) -> frozenset[str]:
    """Groups of indicators whose sum would give a count back."""
    return frozenset(each.group for each in analysis.suggestion.indicators if each.key in guard.indicators)
