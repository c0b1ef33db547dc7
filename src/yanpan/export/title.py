"""A long title in lines that break by meaning, as GB/T 9704 asks."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

_CLOSERS = "”’）》〉】」』、，。；：！？%…"
_OPENERS = "“‘（《〈【「『"
_AFTER = ("的", "、", "”", "）", "》", "届", "镇", "县", "市", "村", "班子", "情况", "关于", "工作", "分析", "研判")
_TOGETHER = re.compile(
    r"“[^”]{1,4}”(?:班子|干部)?|班子|情况|报告|分析|研判|工作|关于|届中|社区|领导|干部|群众|党委|党群|专题|方案|意见|通知|总结|问题|整改|"
    r"[A-Za-z0-9%.]+|（[^）]{1,4}）|《[^》]{1,6}》|第.季度|[0-9]+年|[0-9]+月"
)


def break_title(text: str, *, width: int = 19) -> tuple[str, ...]:
    """The title in as few lines of at most `width` characters as will do, about equally long.

    >>> break_title("云溪村研判报告")
    ('云溪村研判报告',)
    >>> break_title("青禾镇村（社区）“两委”班子届中分析研判工作情况报告")
    ('青禾镇村（社区）“两委”班子', '届中分析研判工作情况报告')
    """
    needed = -(-len(text) // width)
    if needed == 1 or needed > 4:
        return (text,)
    for count in (needed, needed + 1):
        places = [place for place in range(1, len(text)) if _may_break(text, place)]
        splits = [_lines(text, cuts) for cuts in combinations(places, count - 1)]
        fitting = [lines for lines in splits if max(map(len, lines)) <= width]
        if fitting:
            return min(fitting, key=_cost)
    return (text,)


def _may_break(text: str, place: int) -> bool:
    if text[place] in _CLOSERS or text[place - 1] in _OPENERS:
        return False
    return not any(word.start() < place < word.end() for word in _TOGETHER.finditer(text))


def _lines(text: str, cuts: tuple[int, ...]) -> tuple[str, ...]:
    ends = (0, *cuts, len(text))
    return tuple(text[start:end].strip() for start, end in pairwise(ends))


def _cost(lines: tuple[str, ...]) -> float:
    """Even lines, broken after a word that ends a group."""
    uneven = max(map(len, lines)) - min(map(len, lines))
    return uneven + sum(0.0 if line.endswith(_AFTER) else 4.0 for line in lines[:-1])
