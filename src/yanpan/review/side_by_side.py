"""What the desk sets two villages side by side with: grade, sources, figures and problems, as compact JSON.

Labels stand once for all villages, so that the page stays small with thousands of them. Of a summary only a `Side` is
kept, a few kilobytes, so that no more than one summary need be held at a time.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yanpan.summary import VillageSummary

_APART = ("村名", "建议档次", "党委定档")
"""Facts that stand in the table's head or in a row of their own."""


@dataclass(frozen=True)
class Side:
    """What of a village's summary may stand in one column: texts and labels of figures by short name."""

    owner: str
    name: str
    grade: str
    figures: Mapping[str, str]
    labels: Mapping[str, str]
    states: Mapping[str, str]
    problems: tuple[str, ...]


def side(summary: VillageSummary) -> Side:
    """The village's column."""
    own = {
        sys.intern(fact.name): fact
        for fact in summary.facts
        if fact.name and fact.owner == summary.owner and fact.name not in _APART
    }
    return Side(
        owner=summary.owner,
        name=summary.name,
        grade=summary.grade or "不能评定",
        figures={name: sys.intern(fact.text) for name, fact in own.items()},
        labels={name: sys.intern(fact.label) for name, fact in own.items()},
        states={dimension: sys.intern(_state(summary, dimension)) for dimension in summary.states},
        problems=tuple(problem.statement for problem in summary.problems),
    )


def side_by_side(sides: Sequence[Side]) -> str:
    """JSON that is safe inside `<script>`; '' for fewer than two villages. Figures of one alone are left out."""
    if len(sides) < 2:
        return ""
    often = Counter(name for each in sides for name in each.figures)
    labels = {name: label for each in reversed(sides) for name, label in each.labels.items() if often[name] > 1}
    order = [name for name in dict.fromkeys(name for each in sides for name in each.figures) if name in labels]
    states = list(dict.fromkeys(dimension for each in sides for dimension in each.states))
    data = {
        "labels": [labels[name] for name in order],
        "states": states,
        "villages": {
            each.owner: {
                "name": each.name,
                "grade": each.grade,
                "figures": [each.figures.get(name, "") for name in order],
                "states": [each.states.get(dimension, "") for dimension in states],
                "problems": list(each.problems),
            }
            for each in sides
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")


def _state(summary: VillageSummary, dimension: str) -> str:
    """How far the sources agree, and what each says."""
    said = (f"{source}{grade}" for source, grade in summary.matrix.get(dimension, {}).items() if grade)
    told = "、".join(said)
    return summary.states.get(dimension, "") + (f"（{told}）" if told else "")
