"""Words that qualify a figure (余, 约, 近, 超过, 过半, 多数 …), held against the value behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

from yanpan.facts import Fact
from yanpan.schema import Bound

_FIGURE = re.compile(r"(约|近)?([-−]?[0-9]+(?:\.[0-9]+)?)(万|亿)?(余)?([%％])?(以上|以下)?")
_TIMES = {"": 1.0, "万": 1e4, "亿": 1e8}
_BEFORE = re.compile(r"(超过|(?<!来源)不足|不到|近|约|至少|不少于|不低于|最多|不超过|不高于)$")
_SHARES = {"过半": 0.5, "半数以上": 0.5, "超半数": 0.5, "多数": 0.5, "大多数": 0.5, "大部分": 0.5, "绝大多数": 0.8}
_POLICY = "政策参数"
"""A threshold of the policy: what is said beside it is said of something else."""
_ABOUT = 0.1
_SLACK = 1e-9

_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "超过": lambda value, figure: value > figure,
    "不足": lambda value, figure: value < figure,
    "不到": lambda value, figure: value < figure,
    "近": lambda value, figure: (1 - _ABOUT) * figure <= value < figure,
    "约": lambda value, figure: abs(value - figure) <= _ABOUT * figure,
    "至少": lambda value, figure: value >= figure,
    "不少于": lambda value, figure: value >= figure,
    "不低于": lambda value, figure: value >= figure,
    "以上": lambda value, figure: value >= figure,
    "最多": lambda value, figure: value <= figure,
    "不超过": lambda value, figure: value <= figure,
    "不高于": lambda value, figure: value <= figure,
    "以下": lambda value, figure: value <= figure,
    "余": lambda value, figure: figure < value < 2 * figure,
}
_BOUND_OF = {"余": Bound.AT_LEAST, "约": Bound.ABOUT, "近": Bound.BELOW}


def disagreement(before: str, fact: Fact) -> str:
    """Why the qualifying words in a fact's text, or those just before it, do not fit its value; '' if they do.

    A word that the register itself wrote (`1500余亩`) fits by its recorded bound.

    >>> lamps = Fact(key="V03.灯", owner="V03", label="灯", text="38盏", value=38, unit="盏")
    >>> disagreement("安装超过", lamps)
    '写的是“超过38”，实际是38'
    >>> disagreement("安装", lamps)
    ''
    """
    if isinstance(fact.value, str) or fact.value is None or fact.method.startswith(_POLICY):
        return ""
    found = _FIGURE.search(fact.text)
    if found is None:
        return ""
    value = float(fact.value) * _times(fact, found)
    figure = float(found[2].replace("−", "-")) * _TIMES[found[3] or ""]
    spoken = _BEFORE.search(before)
    words = [word for word in (spoken and spoken[1], found[1], found[4], found[6]) if word]
    wrong = [word for word in words if not _fits(word, value, figure, fact.bound)]
    if wrong:
        return f"写的是“{_spoken(wrong[0], found)}”，实际是{value:.10g}"
    if (
        not words
        and not found[5]
        and fact.bound is Bound.EXACT
        and abs(value - figure) > _SLACK + 0.06 * max(1, abs(value))
    ):
        return f"写的是{found[2]}{found[3] or ''}，实际是{value:.10g}"
    return ""


def share_word(text: str) -> tuple[str, float] | None:
    """The word that claims a share, and the share above which it is true; None if there is none.

    >>> share_word("过半村民赞成"), share_word("多方参与")
    (('过半', 0.5), None)
    """
    found = [word for word in _SHARES if word in text]
    return (max(found, key=len), _SHARES[max(found, key=len)]) if found else None


def _times(fact: Fact, found: re.Match[str]) -> float:
    """What makes a fact's value comparable with the figure that its text prints: shares of one, 万元."""
    if found[5]:
        return 100.0 if abs(float(fact.value or 0)) <= 1 else 1.0
    return next((times for unit, times in _TIMES.items() if unit and fact.unit.startswith(unit)), 1.0)


def _fits(word: str, value: float, figure: float, bound: Bound) -> bool:
    return bound is _BOUND_OF.get(word, "") or _HOLDS[word](value, figure)


def _spoken(word: str, found: re.Match[str]) -> str:
    figure = f"{found[2]}{found[3] or ''}{found[5] or ''}"
    return f"{figure}{word}" if word in ("余", "以上", "以下") else f"{word}{figure}"
