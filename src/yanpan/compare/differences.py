"""The comparison of two runs: by village and for the township, figures, grade, problems and wording with causes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from yanpan.batch.plan import EDITIONS
from yanpan.compare.causes import figure_causes, grade_causes, problem_causes, wording_causes
from yanpan.compare.prose import Text
from yanpan.compare.read import Run, check_comparable
from yanpan.compare.rows import Pair
from yanpan.compare.sources import Sources
from yanpan.compare.words import Piece, differences
from yanpan.facts import Fact
from yanpan.summary import Summary, VillageSummary

ABSENT = "（没有）"
_FIELDS = {
    "statement": "问题",
    "severity": "程度",
    "direction": "方向",
    "measure": "措施",
    "person": "责任人",
    "deadline": "期限",
    "status": "状态",
    "revisit": "回访",
    "closed": "销号",
}


@dataclass(frozen=True)
class Change:
    """Something that differs: what it is called, before and after, and why."""

    name: str
    before: str
    after: str
    causes: tuple[str, ...]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What was deleted and inserted, word by word."""
        return differences(
            "" if self.before == ABSENT else self.before,
            "" if self.after == ABSENT else self.after,
        )


@dataclass(frozen=True)
class Differences:
    """What differs in one village's report, or in the township's own parts of its report."""

    owner: str
    name: str
    grade: tuple[Change, ...]
    """The suggested grade, if it differs."""
    figures: tuple[Change, ...]
    problems: tuple[Change, ...]
    wording: tuple[Change, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.grade or self.figures or self.problems or self.wording)


@dataclass(frozen=True)
class Comparison:
    """Two runs compared. `owners`: every report that both have; `sources`: what the runs were made from differently."""

    before: str
    after: str
    edition: str
    owners: tuple[Differences, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def changed(self) -> tuple[Differences, ...]:
        """Reports in which something differs."""
        return tuple(owner for owner in self.owners if owner.any)

    @property
    def same(self) -> tuple[str, ...]:
        """Names of the reports in which nothing differs."""
        return tuple(owner.name for owner in self.owners if not owner.any)


def compare(before: Run, after: Run) -> Comparison:
    """What differs between two runs, in the order of the latter. UserError if they cannot be compared."""
    check_comparable(before, after)
    sources = Sources(before, after)
    common = [owner for owner in after.reports if owner in before.reports]
    old, new = (Path(run.label).name for run in (before, after))
    return Comparison(
        before=old if old != new else f"原来的 {old}",
        after=new if old != new else f"现在的 {new}",
        edition=EDITIONS[after.edition],
        owners=tuple(_owner(owner, Pair(before.reports[owner], after.reports[owner]), sources) for owner in common),
        only_before=tuple(_called(before, owner) for owner in before.reports if owner not in after.reports),
        only_after=tuple(_called(after, owner) for owner in after.reports if owner not in before.reports),
        sources=sources.told,
    )


def _called(run: Run, owner: str) -> str:
    report = run.reports[owner]
    return f"{owner} {report.name}" if owner in run.villages else report.name


def _owner(owner: str, pair: Pair, sources: Sources) -> Differences:
    figures = dict(_figures(pair, sources))
    shown = {key: f"{change.name} {change.before}→{change.after}" for key, change in figures.items()}
    return Differences(
        owner=owner,
        name=_called(sources.after, owner),
        grade=tuple(_grade(pair, sources, tuple(figures.values()))),
        figures=tuple(figures.values()),
        problems=tuple(_problems(pair, sources)),
        wording=tuple(_wording(pair, sources, owner, shown)),
    )


def _figures(pair: Pair, sources: Sources) -> Iterator[tuple[str, Change]]:
    old, new = pair.before.facts, pair.after.facts
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        if _seen(before) != _seen(after):
            label = next(fact.label for fact in (after, before) if fact is not None)
            told = _printed(before), _printed(after)
            if told[0] == told[1]:
                told = _whole(before), _whole(after)
            yield key, Change(label, told[0], told[1], figure_causes(pair, before, after, sources))


def _seen(fact: Fact | None) -> object:
    """What a reader can see of a fact: its text, count and interval."""
    return fact and (fact.text, fact.n, fact.interval, fact.bound)


def _printed(fact: Fact | None) -> str:
    return fact.text if fact else ABSENT


def _whole(fact: Fact | None) -> str:
    """Text, count and interval, where the text alone does not show the difference."""
    if fact is None:
        return ABSENT
    count = f"，样本{fact.n}" if fact.n is not None else ""
    ends = "～".join(f"{end:.4g}" for end in fact.interval) if fact.interval else ""
    return f"{fact.text}{count}{f'，区间{ends}' if ends else ''}"


def _grade(pair: Pair, sources: Sources, figures: tuple[Change, ...]) -> Iterator[Change]:
    before, after = (_graded(report.summary) for report in (pair.before, pair.after))
    if before != after:
        yield Change("建议档次", before, after, grade_causes(pair, sources, [change.causes for change in figures]))


def _graded(summary: Summary) -> str:
    if not isinstance(summary, VillageSummary):
        return ""
    firm = "" if summary.firm or summary.grade is None else "（不稳）"
    return f"{summary.grade or '不能评定'}{firm}"


def _problems(pair: Pair, sources: Sources) -> Iterator[Change]:
    old, new = pair.before.problems, pair.after.problems
    for number in dict.fromkeys((*new, *old)):
        before, after = old.get(number), new.get(number)
        causes = () if before == after else problem_causes(pair, number, sources)
        if before is None or after is None:
            yield Change(number, before.statement if before else ABSENT, after.statement if after else ABSENT, causes)
        else:
            yield from (
                Change(f"{number} {zh}", getattr(before, name) or ABSENT, getattr(after, name) or ABSENT, causes)
                for name, zh in _FIELDS.items()
                if getattr(before, name) != getattr(after, name)
            )


def _wording(pair: Pair, sources: Sources, owner: str, shown: Mapping[str, str]) -> Iterator[Change]:
    old, new = ({text.id: text for text in report.texts} for report in (pair.before, pair.after))
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        if _said(before) != _said(after):
            place = next(text.place for text in (after, before) if text is not None)
            causes = wording_causes(before, after, owner=owner, changed=shown, sources=sources)
            yield Change(place, _said(before), _said(after), causes)


def _said(text: Text | None) -> str:
    return text.text if text else ABSENT
