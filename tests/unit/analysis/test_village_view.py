"""What a village shows of the township is rough: one answer elsewhere seldom changes it."""

from __future__ import annotations

from yanpan.analysis import as_village_shows
from yanpan.analysis.benchmark_results import Benchmarks
from yanpan.analysis.contrast_results import Beside, Contrasts
from yanpan.analysis.rates import rate


def made(hits: int) -> Benchmarks:
    """Benchmarks of a township with so many contented of 455."""
    whole, beside = rate(hits, 455), {"V01": {"overall": Beside(0.9, "持平", "持平")}, "V02": {}}
    scores, more = {"廉洁": 71.4}, {"contrasts": Contrasts(cut=0.01), "beside": beside}
    return Benchmarks(9, whole, {"attitude": whole}, scores, {"廉洁自律": 74.8}, 3.1, **more)


def test_one_answer_of_455_does_not_change_what_villages_show() -> None:
    assert as_village_shows(made(411), "V01") == as_village_shows(made(410), "V01")


def test_a_share_that_prints_otherwise_does() -> None:
    assert as_village_shows(made(411), "V01") != as_village_shows(made(405), "V01")


def test_a_village_has_only_its_own_comparison_and_nothing_that_no_village_prints() -> None:
    shown = as_village_shows(made(411), "V01")
    assert list(shown.beside) == ["V01"]
    assert (shown.satisfaction.value, shown.satisfaction.n, shown.domains) == (0.9, 0, {"廉洁": 71})
    assert (shown.dimensions, shown.contrasts.cut) == ({}, None)
