"""Why a figure or a sentence differs: first the rows that it rests on, then what the runs were made from.

A figure whose rows differ is explained by them. Only where its rows are the same are policy, parameters and program
named, in this order; where nothing differs, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yanpan.compare.prose import Text
from yanpan.compare.rows import Pair, register_changed, rows_changed, unquoted_changed
from yanpan.compare.sources import Phrase, Sources
from yanpan.facts import TOWNSHIP, Fact
from yanpan.narrative.remarks import LABEL

_SHOWN = 3
_PLACEHOLDER = re.compile(r"\{[^{}|]*\||\{[^{}]*\}|[\[\]{}]")
REMARK = "分析员的补充说明有变化"
UNKNOWN = "没有查到原因：材料、口径、参数和程序都没有变化，可能是文件被手工改过"
UNRECORDED = "原因不明：两次运行没有都记下材料和参数"


def figure_causes(pair: Pair, old: Fact | None, new: Fact | None, sources: Sources) -> tuple[str, ...]:
    """Why a fact differs, appeared or went."""
    if any(fact.label == LABEL for fact in (old, new) if fact) and sources.remarks(pair.owner):
        return (REMARK,)
    files = sources.files_that_may_differ(old, new)
    if pair.owner == TOWNSHIP and sources.counted:
        return (*sources.counted, *rows_changed(pair, old, new, files, cells_only=True))
    by_rows = tuple(rows_changed(pair, old, new, files))
    return by_rows or tuple(unquoted_changed(pair, old, new, sources.material)) or suspects(sources, pair.owner)


def grade_causes(pair: Pair, sources: Sources, figures: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Why the suggested grade differs: rows behind the village's figures, and the policy."""
    rows = tuple("本村所据的原始行有变化（见数字）" for causes in figures if any("行" in cause for cause in causes))[:1]
    policy = (f"研判口径有变化：{'、'.join(sources.policy)}",) if sources.policy else ()
    return (*rows, *policy) or suspects(sources, pair.owner)


def problem_causes(pair: Pair, problem: str, sources: Sources) -> tuple[str, ...]:
    """Why an entry of the ledger differs: its row in the register, else what else the runs were made from."""
    return tuple(register_changed(pair, problem)) or suspects(sources, pair.owner)


def wording_causes(
    old: Text | None, new: Text | None, *, owner: str, changed: Mapping[str, str], sources: Sources
) -> tuple[str, ...]:
    """Why a paragraph differs. `changed`: what was printed differently, by fact (`路灯 38盏→40盏`)."""
    printed = frozenset().union(*(text.facts for text in (old, new) if text))
    figures = [told for key, told in changed.items() if key in printed]
    more = "等" if len(figures) > _SHOWN else ""
    causes = [f"所引数据有变化：{'；'.join(figures[:_SHOWN])}{more}"] if figures else []
    causes += _words_changed(old, new, owner=owner, sources=sources)
    return tuple(causes) or suspects(sources, owner)


def suspects(sources: Sources, owner: str) -> tuple[str, ...]:
    """What may be behind a difference that no row explains: villages counted, policy, settings, program, material."""
    counted = sources.counted if owner == TOWNSHIP else ()
    names = ("研判口径有变化", "参数有变化", "程序有变化")
    parts = (sources.policy, sources.settings, sources.program)
    found = tuple(f"{name}：{'、'.join(keys)}" for name, keys in zip(names, parts, strict=True) if keys)
    if counted or found:
        return (*counted, *found)
    if sources.material:
        return (f"本项之外的材料有变化：{'、'.join(sources.material)}",)
    return (UNKNOWN if sources.known and sources.before.material and sources.after.material else UNRECORDED,)


def _words_changed(old: Text | None, new: Text | None, *, owner: str, sources: Sources) -> list[str]:
    """The analyst's remark, or the phrases whose own words came or went."""
    if any(text.analyst for text in (old, new) if text) and sources.remarks(owner):
        return [REMARK]
    codes = [phrase.code for phrase in sources.phrases if _speaks(phrase, old, new)]
    return [f"句式有变化：{'、'.join(codes)}"] if codes else []


def _speaks(phrase: Phrase, old: Text | None, new: Text | None) -> bool:
    """True if words that the phrase lost or gained stand in the paragraph of their run and not in the other."""
    before, after = (text.text if text else "" for text in (old, new))
    was, now = (_own_words(patterns) for patterns in (phrase.before, phrase.after))
    gone = any(words in before and words not in after for words in was - now)
    return gone or any(words in after and words not in before for words in now - was)


def _own_words(patterns: Iterable[str]) -> frozenset[str]:
    """What the patterns say themselves, between placeholders and optional parts."""
    parts = (part.strip("，。；、 ") for pattern in patterns for part in _PLACEHOLDER.split(pattern))
    return frozenset(part for part in parts if len(part) > 1)
