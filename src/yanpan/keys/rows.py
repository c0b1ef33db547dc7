"""Which rows of a village have changed, as the spreadsheet numbers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

Pairs = Sequence[Sequence[Any]]
"""Row number and hash, by row."""
RowHashes = Mapping[str, Mapping[str, Pairs]]


def changed_rows(old: RowHashes, new: RowHashes) -> list[str]:
    """One sentence (without full stop) per table: `满意度测评表 第 12、31 行已变`; rows that only moved are told last.

    The sheet is named where the village has rows of that table in several.
    """
    told = []
    for table in dict.fromkeys((*new, *old)):
        before, now = old.get(table, {}), new.get(table, {})
        places = list(dict.fromkeys((*now, *before)))
        for place in places:
            said = _said(before.get(place, ()), now.get(place, ()))
            name = f"{table}（{place}）" if len(places) > 1 else table
            told += [f"{name} {said}"] if said else []
    return told


def _said(old: Pairs, new: Pairs) -> str:
    changed: list[int] = []
    added: list[int] = []
    gone: list[int] = []
    moved: list[int] = []
    matcher = SequenceMatcher(None, [pair[1] for pair in old], [pair[1] for pair in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        was, now = [int(pair[0]) for pair in old[a:b]], [int(pair[0]) for pair in new[c:d]]
        if kind == "equal":
            moved += [after for before, after in zip(was, now, strict=True) if before != after]
        else:
            same = min(len(was), len(now))
            changed, added, gone = changed + now[:same], added + now[same:], gone + was[same:]
    parts = (
        (changed, "第 {} 行已变"),
        (added, "新增第 {} 行"),
        (gone, "原第 {} 行已删去"),
        (moved, "第 {} 行位置移动"),
    )
    return "，".join(words.format(runs(rows)) for rows, words in parts if rows)


def runs(rows: Iterable[int]) -> str:
    """Row numbers with runs of three and more folded.

    >>> runs([31, 12]), runs([12, 13, 14, 15, 40])
    ('12、31', '12–15、40')
    """
    parts: list[list[int]] = []
    for row in sorted(set(rows)):
        if parts and row == parts[-1][-1] + 1:
            parts[-1].append(row)
        else:
            parts.append([row])
    return "、".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in parts)
