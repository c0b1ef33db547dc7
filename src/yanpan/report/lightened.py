"""What a township of many villages keeps of a village's hand-over: enough for its line, little of its text.

A whole summary takes two megabytes in memory, a lightened one a few dozen kilobytes. What is dropped here stands in the
village's own report.
"""

from __future__ import annotations

from pathlib import Path

from yanpan.facts import Fact, compared
from yanpan.findings.township.groups import concerns
from yanpan.store.summaries import read_handover
from yanpan.summary import Edition, VillageSummary

KEPT = ("档次.", "测评.满意率", "问卷.")
"""Details of facts that tables and figures on many villages use."""

GROUNDS = "档次.建议"
"""The fact whose rows the counts of grades rest on."""


def light(summary: VillageSummary, edition: Edition) -> VillageSummary:
    """The summary without raw rows and tables; paragraphs, facts and comparisons only where they may be printed."""
    printing = edition == "public" or bool(concerns(summary))
    parts = (*summary.achievements, *summary.problems_text) if printing else ()
    printed = {run.fact for part in parts for run in part.runs if run.fact}
    claims = tuple(claim for claim in summary.claims if claim.anchor in printed)
    printed |= set(compared(claims, ()))
    facts = (_fact(fact, summary.owner, printed) for fact in summary.facts)
    return summary.model_copy(
        update={
            "rows": (),
            "tables": (),
            "warnings": (),
            "decision": None,
            "claims": claims,
            "facts": tuple(fact for fact in facts if fact is not None),
            "achievements": summary.achievements if printing else (),
            "problems_text": summary.problems_text if printing else (),
            "problems": tuple(problem.model_copy(update={"said": ()}) for problem in summary.problems),
        }
    )


def _fact(fact: Fact, owner: str, printed: set[str]) -> Fact | None:
    """A fact that is kept, with its rows where the report leads to them; None for one that is not kept."""
    detail = fact.key.removeprefix(f"{owner}.")
    if fact.key in printed or detail == GROUNDS:
        return fact
    return fact.model_copy(update={"sources": ()}) if detail.startswith(KEPT) else None


class Folders:
    """Summaries in the villages' folders, read one by one as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, village: str) -> VillageSummary | None:
        """The village's summary; None if there is none. UserError if it is damaged."""
        return read_handover(self._folder / village)
