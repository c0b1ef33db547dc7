"""Sentences: those too long to be read at a breath, and those said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from yanpan.proof.rules import Rules
from yanpan.proof.slip import Slip

_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?[”’）]?")
_SHOWN = 24
_SHORTEST_TOLD_TWICE = 12


def sentences(text: str) -> list[str]:
    """The sentences of a text with their marks; a semicolon ends one as well.

    >>> sentences("班子团结。成效明显；群众满意")
    ['班子团结。', '成效明显；', '群众满意']
    """
    return [match.group().strip() for match in _SENTENCE.finditer(text) if match.group().strip()]


def too_long(text: str, rules: Rules) -> Iterator[Slip]:
    """J08: sentences of more characters than the limit.

    >>> [slip.advice for slip in too_long("好" * 21 + "。", Rules(最长句=20))]
    ['一句22字，超过20字，宜断开']
    """
    for sentence in sentences(text):
        if len(sentence) > rules.longest:
            yield Slip("J08", f"{sentence[:_SHOWN]}…", f"一句{len(sentence)}字，超过{rules.longest}字，宜断开")


def said_twice(texts: Iterable[str]) -> Iterator[Slip]:
    """J05: the same sentence (twelve characters or more) twice in the texts together.

    >>> [slip.advice for slip in said_twice(["集体经济收入来源比较单一。", "集体经济收入来源比较单一。"])]
    ['同一句话出现2次']
    """
    counted = Counter(sentence.rstrip("。；！？") for text in texts for sentence in sentences(text))
    for sentence, times in counted.items():
        if times > 1 and len(sentence) >= _SHORTEST_TOLD_TWICE:
            yield Slip("J05", sentence[: _SHOWN * 2], f"同一句话出现{times}次")
