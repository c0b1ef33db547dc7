"""What the desk sets two villages side by side with: grade, sources, figures and problems, as compact JSON.

Labels stand once for all villages, so that the page stays small with thousands of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from yanpan.facts import Fact
from yanpan.summary import VillageSummary

_APART = ("村名", "建议档次", "党委定档")
"""Facts that stand in the table's head or in a row of their own."""


def side_by_side(summaries: Sequence[VillageSummary]) -> str:
    """JSON that is safe inside `<script>`; '' for fewer than two villages. Figures of one alone are left out."""
    if len(summaries) < 2:
        return ""
    named = [_named(summary) for summary in summaries]
    often = Counter(name for facts in named for name in facts)
    labels = {name: fact.label for facts in reversed(named) for name, fact in facts.items() if often[name] > 1}
    order = [name for name in dict.fromkeys(name for facts in named for name in facts) if name in labels]
    states = list(dict.fromkeys(dimension for summary in summaries for dimension in summary.states))
    data = {
        "labels": [labels[name] for name in order],
        "states": states,
        "villages": {
            summary.owner: {
                "name": summary.name,
                "grade": summary.grade or "不能评定",
                "figures": [facts[name].text if name in facts else "" for name in order],
                "states": [_state(summary, dimension) for dimension in states],
                "problems": [problem.statement for problem in summary.problems],
            }
            for summary, facts in zip(summaries, named, strict=True)
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")


def _named(summary: VillageSummary) -> dict[str, Fact]:
    return {
        fact.name: fact
        for fact in summary.facts
        if fact.name and fact.owner == summary.owner and fact.name not in _APART
    }


def _state(summary: VillageSummary, dimension: str) -> str:
    """How far the sources agree, and what each says."""
    said = (f"{source}{grade}" for source, grade in summary.matrix.get(dimension, {}).items() if grade)
    told = "、".join(said)
    return summary.states.get(dimension, "") + (f"（{told}）" if told else "")
