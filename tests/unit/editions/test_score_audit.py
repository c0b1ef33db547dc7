"""The composite score is told no finer than leaves every withheld count open, also to who knows all the rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from yanpan.disclosure.answers import small_answers
from yanpan.disclosure.composite import possible
from yanpan.editions.guard import FINEST
from yanpan.editions.score_audit import GRAINS, parts_of, score_grain
from yanpan.figures import eight_items
from yanpan.report.loading import load
from yanpan.report.village import load_village

ROUND = "2023-mid"
LEAST = 5


def left_open(loaded, low: float, high: float) -> list[dict[str, set[int]]]:
    """For each withheld instrument the counts that a reader must still think possible, by brute force."""
    analysis = loaded.found.subject.analysis
    parts = list(parts_of(loaded.guard, analysis, loaded.policy, LEAST))
    known = sum(
        each.contribution or 0.0 for each in analysis.suggestion.indicators if each.key not in loaded.guard.indicators
    )
    grids = np.meshgrid(*(np.array(part.points) for part in parts), indexing="ij")
    fits = (sum(grids) >= low - known - 1e-9) & (sum(grids) <= high - known + 1e-9)
    return [
        {name: {part.ways[at[axis]][name] for at in np.argwhere(fits)} for name in part.hidden}
        for axis, part in enumerate(parts)
    ]


@pytest.mark.parametrize("village", ["V01", "V02", "V03", "V08"])
def test_every_withheld_count_stays_open_and_a_finer_score_would_close_one(project, village: str) -> None:
    loaded = load(village, ROUND, edition="internal", project=project)
    score, grain = loaded.found.subject.analysis.suggestion.score, loaded.guard.grain
    told = loaded.guard.score(score)
    open_counts = left_open(loaded, told - grain / 2, told + grain / 2)
    assert all(len(counts) > 1 for part in open_counts for counts in part.values())
    if grain > FINEST:
        finer = GRAINS[GRAINS.index(grain) - 1]
        near = round(score / finer) * finer
        closed = left_open(loaded, near - finer / 2, near + finer / 2)
        cuts = loaded.policy.cuts
        assert (
            any(len(counts) < 2 for part in closed for counts in part.values())
            or min(abs(near - cuts.good), abs(near - cuts.normal)) < finer / 2
        )


def test_the_true_counts_are_among_those_that_stay_open(project) -> None:
    loaded = load("V08", ROUND, edition="internal", project=project)
    analysis = loaded.found.subject.analysis
    forms, ballot = left_open(loaded, analysis.suggestion.score - 0.1, analysis.suggestion.score + 0.1)
    assert analysis.satisfaction.counts["不满意"] in forms["不满意"]
    assert analysis.team_ballot.overall.poor in ballot["较差"]


def test_nothing_withheld_leaves_the_score_as_it_is(project) -> None:
    loaded = load("V03", ROUND, edition="committee", project=project)
    assert score_grain(loaded.guard, loaded.found.subject.analysis, loaded.policy, LEAST) == FINEST


def test_a_coarser_score_is_told_alike_in_text_table_and_drawing(project) -> None:
    report = load_village("V02", ROUND, project=project)
    exact = f"{report._loaded.found.subject.analysis.suggestion.score:.1f}"
    figure = report.score_figure()
    shown = report.grade().plain() + report.reasons().plain() + figure.alt + "".join(figure.drawn)
    facts = {fact.key: fact for fact in report.summary().summary.facts}
    assert exact not in shown
    assert "综合得分约67分" in shown
    assert facts["V02.档次.综合得分"].text == "约67分"
    assert facts["V02.档次.综合得分"].value is None
    assert "约67分" in facts["V02.档次.理由.1"].text
    assert exact not in "".join(fact.text + fact.method for fact in facts.values())


def test_where_no_step_is_safe_the_score_is_left_out(project) -> None:
    report = load_village("V02", ROUND, project=project)
    loaded = replace(report._loaded, guard=replace(report._loaded.guard, grain=None))
    assert loaded.guard.score(67.3) is None
    from yanpan.report.village_figures import score_figure

    assert "不画得分构成图" in score_figure(loaded).plain()


def test_a_sum_gives_back_what_it_can_and_no_more() -> None:
    assert [each.tolist() for each in possible([[1.0, 2.0], [1.0, 2.0]], 2.9, 3.1)] == [[True, True], [True, True]]
    assert [each.tolist() for each in possible([[1.0, 2.0], [1.0, 2.0]], 2.0, 2.0)] == [[True, False], [True, False]]


ITEMS = {
    "作风": {"满意": 300, "基本满意": 90, "不满意": 8, "不了解": 40},
    "办法": {"满意": 300, "基本满意": 90, "不满意": 30, "不了解": 7},
    "效率": {"满意": 300, "基本满意": 90, "不满意": 30, "不了解": 20},
}


def test_the_townships_drawing_joins_what_few_have_said_and_tells_no_rate_that_gives_it_back() -> None:
    joined, told = small_answers(ITEMS, 10, unknown=True)
    assert joined == {"作风": frozenset({"不满意", "不了解"}), "办法": frozenset({"不了解", "不满意"})}
    assert told == {"作风": "97%以上", "办法": "不列"}
    figure = eight_items(ITEMS, told=told, joined=joined)
    assert {"48", "37", "97%以上", "不列", "92.9%", "份数少的回答合并"} <= set(figure.drawn)
    assert not {"8", "7", "40", "98.0%", "92.9"} & set(figure.drawn) - {"40"}
    assert "98.0%" not in figure.alt
    assert "办法不列" in figure.alt
