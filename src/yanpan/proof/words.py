"""Words: measure words, 的地得, wrong words, near misses of set terms, words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanpan.proof.rules import Rules
from yanpan.proof.slip import Slip, quoted

_NUMBER = r"[0-9]+(?:\.[0-9]+)?[余多]?|[两二三四五六七八九十百千]+[余多]?"
_MEASURE = r"个|名|人|位|项|处|盏|条|次|份|户|亩|公里|米|场|张|家|件|间|座|只|头|棵|所|栋|套|支|段|场次|人次"
_TWICE = re.compile(r"([的了在和与把被将从向于及])\1")
_SHORTEST_TERM = 4


def measures(text: str, rules: Rules) -> Iterator[Slip]:
    """J04: a measure word that does not go with its noun (38个路灯, 路灯38条).

    >>> rules = Rules(量词={"路灯": ("盏",)})
    >>> [slip.advice for slip in measures("安装38个路灯，另有路灯17盏", rules)]
    ['“路灯”论“盏”，不论“个”']
    """
    for noun, allowed in rules.measures.items():
        for pattern in (rf"(?:{_NUMBER})({_MEASURE}){noun}", rf"{noun}(?:{_NUMBER})({_MEASURE})(?![\u3400-\u9fff])"):
            for match in re.finditer(pattern, text):
                if match[1] not in allowed:
                    advice = f"“{noun}”论“{'”“'.join(allowed)}”，不论“{match[1]}”"
                    yield Slip("J04", quoted(text, *match.span()), advice)


def particles(text: str, rules: Rules) -> Iterator[Slip]:
    """J06: 的 where 地 (before a verb) or 得 (after it) belongs.

    >>> rules = Rules(状语=("认真",), 动词=("开展", "做"), 补语=("扎实",))
    >>> [slip.advice for slip in particles("认真的开展学习，工作做的扎实", rules)]
    ['动词前用“地”', '动词后的补语前用“得”']
    """
    verbs = "|".join(map(re.escape, rules.verbs))
    if not verbs:
        return
    if rules.adverbs:
        for match in re.finditer(rf"(?:{'|'.join(map(re.escape, rules.adverbs))})的(?:{verbs})(?!的)", text):
            yield Slip("J06", quoted(text, *match.span()), "动词前用“地”")
    if rules.results:
        after = rf"(?:很|较|比较|不够|不|更)?(?:{'|'.join(map(re.escape, rules.results))})(?=[，。；、！？]|$)"
        for match in re.finditer(rf"(?:{verbs})[的地]{after}", text):
            yield Slip("J06", quoted(text, *match.span()), "动词后的补语前用“得”")


def wrong_words(text: str, rules: Rules) -> Iterator[Slip]:
    """J07: words and collocations that the list calls wrong; J09: particles written twice.

    >>> rules = Rules(错词=[{"错": "得到了组织要求", "正": "达到了组织要求"}])
    >>> [slip.advice for slip in wrong_words("基本得到了组织要求的的标准", rules)]
    ['应写“达到了组织要求”', '字写重了']
    """
    for entry in rules.wrong:
        for match in re.finditer(re.escape(entry.wrong), text):
            yield Slip("J07", quoted(text, *match.span()), f"应写“{entry.right}”")
    for match in _TWICE.finditer(text):
        yield Slip("J09", quoted(text, *match.span()), "字写重了")


def near_terms(text: str, rules: Rules) -> Iterator[Slip]:
    """J10: a word of a set term's length that differs from it in one character.

    >>> rules = Rules(规范词=("三会一课",), 放行=())
    >>> [slip.advice for slip in near_terms("坚持“三会一科”制度，“三会一课”记录齐全", rules)]
    ['是不是“三会一课”']
    """
    known = {*rules.set_terms, *rules.allowed}
    for term in rules.set_terms:
        if len(term) < _SHORTEST_TERM:
            continue
        for start in range(len(text) - len(term) + 1):
            piece = text[start : start + len(term)]
            if piece not in known and sum(a != b for a, b in zip(piece, term, strict=True)) == 1:
                yield Slip("J10", quoted(text, start, start + len(term)), f"是不是“{term}”")
