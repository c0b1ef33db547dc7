"""From findings to paragraphs: a variant is chosen, clauses become sentences, sentences a paragraph."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from yanpan.config.phrases import Phrase, PhraseBook
from yanpan.document import Paragraph, Run
from yanpan.errors import UserError
from yanpan.findings.model import Finding, Theme, Value
from yanpan.narrative.render import joined, placeholders, runs_of

SHORT = 46
"""Two clauses of one theme that together are no longer than this become one sentence."""

FIRST = (Theme.VERDICT, Theme.TEAM)
"""Themes that open a section whatever else there is."""

_ENDS = "。！？"


def all_of_it(finding: Finding) -> Finding | None:
    """The finding as it is: what an edition does that withholds nothing."""
    return finding


@dataclass(frozen=True)
class Voice:
    """What wording needs beside a finding: the phrase file, the common values (村名, 村民 …) and the variants' turn.

    `admit` hands back what an edition may say of a finding, None if nothing.
    """

    book: PhraseBook
    common: Mapping[str, Value]
    turn: int = 0
    admit: Callable[[Finding], Finding | None] = all_of_it


@dataclass(frozen=True)
class Clause:
    """A worded finding before it is joined to others."""

    theme: Theme
    code: str
    runs: tuple[Run, ...]


def turn_of(owner: str) -> int:
    """Where in the cycle of variants an owner begins, so that neighbours read differently (V03 -> 3)."""
    digits = re.findall(r"\d+", owner)
    return int(digits[-1]) if digits else zlib.crc32(owner.encode("utf-8")) % 97


def worded(finding: Finding, voice: Voice) -> tuple[Run, ...]:
    """The finding's clause or sentence as runs. UserError if no variant fits what the finding offers."""
    values = {**voice.common, **finding.values}
    return runs_of(chosen(finding, voice, values).pattern, values)


def chosen(finding: Finding, voice: Voice, values: Mapping[str, Value]) -> Phrase:
    """The variant: those that ask most of the conditions that hold, then by turn; all its placeholders have values.

    A variant that judges is none for a finding that fewer than two kinds of sources bear out (ValueError if no other
    is left: the rule that made the finding must not have made it).
    """
    known = [
        phrase
        for phrase in voice.book.of(finding.code)
        if finding.when.issuperset(phrase.when) and placeholders(phrase.pattern) <= set(values)
    ]
    fitting = [phrase for phrase in known if finding.attested or not voice.book.judgements(phrase.pattern)]
    if known and not fitting:
        raise ValueError(f"{finding.owner} {finding.code}: a judgement that rests on {sorted(finding.support)}")
    if not fitting:
        raise UserError(f"短语“{finding.code}”没有一个句式适用（现有数据：{'、'.join(finding.values) or '无'}）。")
    asked = max(len(phrase.when) for phrase in fitting)
    best = [phrase for phrase in fitting if len(phrase.when) == asked]
    return best[(voice.turn + zlib.crc32(finding.code.encode("utf-8"))) % len(best)]


def admitted(findings: Iterable[Finding], voice: Voice) -> list[Finding]:
    """What the voice may say of the findings; one that lost a value which every pattern needs falls away."""
    known = [(finding, voice.admit(finding)) for finding in findings]
    return [said for was, said in known if said is not None and (said is was or _fits(said, voice))]


def _fits(finding: Finding, voice: Voice) -> bool:
    values = {**voice.common, **finding.values}
    return any(
        finding.when.issuperset(phrase.when) and placeholders(phrase.pattern) <= set(values)
        for phrase in voice.book.of(finding.code)
    )


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By theme, then by weight (heaviest first), then by code.

    The judgement comes first and the team second; the themes after them go by their heaviest finding, so that a
    section opens with what the village is known for.
    """
    known, order = list(findings), list(Theme)
    heaviest = {theme: max((f.weight for f in known if f.theme is theme), default=0.0) for theme in Theme}
    place = {theme: (order.index(theme), 0.0) if theme in FIRST else (len(FIRST), -heaviest[theme]) for theme in Theme}
    return sorted(known, key=lambda f: (place[f.theme], order.index(f.theme), -f.weight, f.code))


def enough(findings: Iterable[Finding], voice: Voice, *, least: int) -> list[Finding]:
    """All findings but fillers, and as many fillers (heaviest first) as it takes to reach `least` characters."""
    known = admitted(findings, voice)
    kept = {id(finding) for finding in known if not finding.filler}
    length = sum(len(_text(worded(finding, voice))) for finding in known if not finding.filler)
    for finding in sorted((f for f in known if f.filler), key=lambda f: -f.weight):
        if length >= least:
            break
        kept.add(id(finding))
        length += len(_text(worded(finding, voice)))
    return [finding for finding in known if id(finding) in kept]


def paragraph(
    findings: Sequence[Finding],
    voice: Voice,
    *,
    id: str,
    owner: str,
    style: Literal["body", "lead", "note", "missing"] = "body",
) -> Paragraph:
    """Findings in the order given as one paragraph that ends in a full stop."""
    clauses = [Clause(finding.theme, finding.code, worded(finding, voice)) for finding in admitted(findings, voice)]
    return Paragraph(id=id, owner=owner, runs=sentences(clauses), style=style)


def sentences(clauses: Sequence[Clause]) -> tuple[Run, ...]:
    """Clauses joined: those of one code by a semicolon, short ones of one theme by a comma, others by full stops."""
    runs: list[Run] = []
    length, last = 0, None
    for clause in clauses:
        size = len(_text(clause.runs))
        if not size:
            continue
        mark = "" if last is None or _ended(runs) else _mark(last, clause, length + size)
        length = size + (length if mark == "，" else 0)
        runs += [Run(text=mark), *clause.runs]
        last = clause
    return joined([*runs, Run(text="。" if runs and not _ended(runs) else "")])


def _mark(last: Clause, clause: Clause, length: int) -> str:
    if clause.code == last.code:
        return "；"
    near = clause.theme is last.theme and clause.theme is not Theme.VERDICT
    return "，" if near and length <= SHORT else "。"


def _ended(runs: Sequence[Run]) -> bool:
    return _text(runs).endswith(tuple(_ENDS))


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)
