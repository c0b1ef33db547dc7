"""Small parts of the method notebook's tables: cells that carry a fact, ends of intervals, names of villages."""

from __future__ import annotations

from yanpan.chinese.numbers import percent_interval
from yanpan.document import Cell, cell
from yanpan.evidence import SourceRef
from yanpan.findings.make import Rows, sources_of
from yanpan.narrative.township_tables import NONE
from yanpan.report.method_loading import LoadedMethod

Ends = tuple[float, float] | None


def told(
    loaded: LoadedMethod, detail: str, text: str | None, *, label: str, sources: tuple[SourceRef, ...], method: str
) -> Cell:
    """A cell that prints a fact; a dash where there is nothing to say."""
    if text is None:
        return cell(NONE)
    return cell(loaded.make.words(f"方法.{detail}", text, label=label, sources=sources, method=method))


def points(value: float | None) -> str | None:
    """One decimal."""
    return None if value is None else f"{value:.1f}"


def ratio(value: float | None) -> str | None:
    """Two decimals, for coefficients and indices."""
    return None if value is None else f"{value + 0.0:.2f}"


def signed(value: float | None, places: int = 1) -> str | None:
    """A difference with its sign; none before a zero.

    >>> signed(-0.001, 2), signed(4.25), signed(-6.2)
    ('0.00', '+4.2', '−6.2')
    """
    if value is None:
        return None
    text = f"{value:+.{places}f}"
    return text[1:] if float(text) == 0 else text.replace("-", "−")


def probability(value: float) -> str:
    """Four decimals; one that would print as nothing as less than the least.

    >>> probability(0.0177), probability(0.000001)
    ('0.0177', '<0.0001')
    """
    return f"{value:.4f}" if value >= 0.00005 else "<0.0001"


def ends(interval: Ends) -> str | None:
    """Both ends of an interval of shares, as percentages."""
    return None if interval is None else percent_interval(*interval)


def named(loaded: LoadedMethod, village: str) -> Cell:
    """A village's name, resting on its row of the roster."""
    rows = loaded.tables["villages"]
    sources = sources_of(Rows("villages", rows[rows["village"].eq(village)]))
    return told(loaded, f"村名.{village}", loaded.names[village], label="村（社区）", sources=sources, method="照录")
