"""From findings to prose: patterns filled with facts, clauses joined into sentences and paragraphs.

Pure: no disk, no clock. A figure can reach the text only through a Fact (number lock).
"""

from yanpan.narrative.render import render, runs_of

__all__ = ["render", "runs_of"]
