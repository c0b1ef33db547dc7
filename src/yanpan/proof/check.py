"""One text under all rules."""

from __future__ import annotations

from itertools import chain

from yanpan.proof import punctuation, sentences, words
from yanpan.proof.rules import Rules
from yanpan.proof.slip import Slip


def proofread(text: str, rules: Rules) -> tuple[Slip, ...]:
    """Every slip in one paragraph, by rule and then by place; none in a clean text.

    Repetition across paragraphs is `sentences.said_twice`.
    """
    return tuple(
        chain(
            punctuation.doubled(text),
            punctuation.unpaired(text),
            punctuation.widths(text),
            words.measures(text, rules),
            words.particles(text, rules),
            words.wrong_words(text, rules),
            sentences.too_long(text, rules),
            words.near_terms(text, rules),
        )
    )
