"""Filling a pattern: placeholders become runs that carry their fact; optional parts fall away without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Literal

from yanpan.config.phrases import PLACEHOLDER, names_in, near, pattern_faults
from yanpan.document import Paragraph, Run, run_of
from yanpan.errors import UserError
from yanpan.facts import Fact, FactBook
from yanpan.findings.model import Value

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIGURE = re.compile(r"[0-9０-９]")


def render(
    pattern: str,
    facts: FactBook | Mapping[str, Value],
    *,
    id: str,
    owner: str,
    style: Literal["body", "lead", "note", "missing"] = "body",
    origin: Literal["program", "analyst"] = "program",
    set_terms: tuple[str, ...] = (),
) -> Paragraph:
    """The pattern as a paragraph. `facts`: placeholder -> value, or a book whose facts are found by short name.

    UserError for a typed figure or an unknown placeholder (naming the near ones).
    """
    faults = pattern_faults(pattern, set_terms)
    if faults:
        raise UserError(f"句式“{pattern}”{'；'.join(faults)}。")
    return Paragraph(id=id, owner=owner, runs=runs_of(pattern, facts), style=style, origin=origin)


def runs_of(pattern: str, facts: FactBook | Mapping[str, Value]) -> tuple[Run, ...]:
    """Runs of the filled pattern, neighbouring plain text joined. UserError for a placeholder without a value."""
    find = facts.named if isinstance(facts, FactBook) else _finder(facts)
    filled: list[Run] = []
    for position, part in enumerate(_OPTIONAL.split(pattern)):
        optional = position % 2 == 1
        if optional and not _has_all(part, facts):
            continue
        filled.extend(_fill(part, find))
    return joined(filled)


def without_parts(pattern: str, gone: Collection[str]) -> str:
    """The pattern without its optional parts that use one of these placeholders.

    >>> without_parts("有{甲}[，其中{乙}]", {"乙"})
    '有{甲}'
    """
    return _OPTIONAL.sub(lambda part: "" if set(names_in(part[1])) & set(gone) else part[0], pattern)


def placeholders(pattern: str) -> frozenset[str]:
    """Placeholders that must have a value: those outside optional parts."""
    return frozenset(names_in(_OPTIONAL.sub("", pattern)))


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs without empty ones, neighbouring plain texts made one."""
    result: list[Run] = []
    for run in runs:
        if run.fact is None and result and result[-1].fact is None:
            result[-1] = Run(text=result[-1].text + run.text)
        elif run.text:
            result.append(run)
    return tuple(result)


def pieces(value: Value) -> tuple[Run, ...]:
    """Runs of a value. ValueError where a plain string holds a figure: it would be a number without evidence."""
    if isinstance(value, tuple):
        return tuple(run for part in value for run in pieces(part))
    if isinstance(value, Fact):
        return (run_of(value),)
    if _FIGURE.search(value):
        raise ValueError(f"a figure without a fact: {value!r}")
    return (Run(text=value),)


def _fill(part: str, find: Callable[[str], Value]) -> Iterator[Run]:
    end = 0
    for match in PLACEHOLDER.finditer(part):
        yield Run(text=part[end : match.start()])
        runs, words = pieces(find(match.group(1))), match.group(2)
        yield from runs if words is None else (Run(text=words, fact=_evidence(runs)),)
        end = match.end()
    yield Run(text=part[end:])


def _evidence(runs: tuple[Run, ...]) -> str | None:
    return next((run.fact for run in runs if run.fact), None)


def _finder(facts: Mapping[str, Value]) -> Callable[[str], Value]:
    def find(name: str) -> Value:
        if name not in facts:
            raise UserError(f"没有名为“{name}”的数据{near(name, facts)}。")
        return facts[name]

    return find


def _has_all(part: str, facts: FactBook | Mapping[str, Value]) -> bool:
    names = names_in(part)
    known = {fact.name for fact in facts} if isinstance(facts, FactBook) else facts
    return all(name in known for name in names)
