"""Taking over the villages' summaries: every one is checked for its round, edition, owner and freshness, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from yanpan.document import Paragraph, Run
from yanpan.errors import UserError
from yanpan.summary import VillageSummary


@dataclass(frozen=True)
class Handover:
    """Summaries that may be used, by village; for the others the reason in Chinese ('' where it is not known)."""

    summaries: Mapping[str, VillageSummary]
    unfinished: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Expected:
    """What a village's summary has to carry."""

    village: str
    name: str
    round: str
    edition: str
    inputs: str


def as_it_is(summary: VillageSummary) -> VillageSummary:
    """The whole summary."""
    return summary


class Found(Protocol):
    """Where summaries are found, by village; each is asked for once."""

    def get(self, village: str, /) -> VillageSummary | None:
        """The village's summary; None if there is none."""
        ...


def take_over(
    found: Found,
    expected: Sequence[Expected],
    *,
    go_on: bool = False,
    reasons: Mapping[str, str] | None = None,
    keep: Callable[[VillageSummary], VillageSummary] = as_it_is,
) -> Handover:
    """The summaries that fit. UserError names every foreign or stale one; with `go_on` these count as unfinished.

    A village without a summary is unfinished in either case. `keep`: what is kept of a summary once it is checked.
    """
    faults: dict[str, str] = {}
    summaries: dict[str, VillageSummary] = {}
    unfinished: dict[str, str] = {}
    for want in expected:
        summary = found.get(want.village)
        if summary is None:
            unfinished[want.village] = (reasons or {}).get(want.village, "")
        elif fault := _fault(summary, want):
            faults[want.village] = f"{want.village} {want.name}：{fault}"
            unfinished[want.village] = fault
        else:
            summaries[want.village] = keep(summary)
    if faults and not go_on:
        told = "；".join(faults.values())
        raise UserError(f'村级结果不能拼入全镇报告——{told}。请重新运行这些村，或设 stale="unfinished" 按未完成处理。')
    return Handover(summaries, unfinished)


def _fault(summary: VillageSummary, want: Expected) -> str:
    """Why a summary cannot be used; '' if it can."""
    if summary.owner != want.village:
        return f"文件夹里是 {summary.owner} 的结果"
    if summary.round != want.round:
        return f"是批次 {summary.round} 的结果，现在是 {want.round}"
    if summary.edition != want.edition:
        return f"是 {summary.edition} 版的结果，现在是 {want.edition} 版"
    if foreign := foreign_blocks(summary):
        return f"含有别村的内容（{'、'.join(foreign)}）"
    if summary.inputs != want.inputs:
        return "结果已过期（材料、参数或程序在它之后改过）"
    return ""


def foreign_blocks(summary: VillageSummary) -> list[str]:
    """Ids of what is in a summary but not the village's own: paragraphs, printed facts, problems, facts; sorted."""
    own = summary.owner
    paragraphs: Iterable[Paragraph] = (*summary.achievements, *summary.problems_text)
    foreign = {part.id for part in paragraphs if part.owner != own or any(_strange(run, own) for run in part.runs)}
    foreign |= {table.id for table in summary.tables if table.owner != own}
    foreign |= {problem.problem for problem in summary.problems if problem.owner != own}
    foreign |= {fact.key for fact in summary.facts if fact.owner != own or not fact.key.startswith(f"{own}.")}
    return sorted(foreign)[:5]


def _strange(run: Run, own: str) -> bool:
    return run.fact is not None and not run.fact.startswith(f"{own}.")
