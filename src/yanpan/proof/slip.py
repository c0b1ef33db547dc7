"""A slip: one thing that a proofreader would mark."""

from __future__ import annotations

from dataclasses import dataclass

_AROUND = 8


@dataclass(frozen=True)
class Slip:
    """`code` names the rule (`J01`), `quote` what stands there with a little around it, `advice` what to do."""

    code: str
    quote: str
    advice: str

    def __str__(self) -> str:
        return f"{self.code}　“{self.quote}”：{self.advice}"


def quoted(text: str, start: int, end: int) -> str:
    """The place with a few characters on either side.

    >>> quoted("班子团结务实。。群众满意率较高", 6, 8)
    '班子团结务实。。群众满意率较高'
    """
    return text[max(0, start - _AROUND) : end + _AROUND]
