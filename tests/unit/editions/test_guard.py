"""The internal edition tells small counts as bounds, and nothing else in it gives them back. Counts set by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yanpan.analysis.results import Rate
from yanpan.disclosure.villages import rates_to_hide
from yanpan.editions.guard import Guard, guard_of
from yanpan.editions.internal import InternalFace, telling_of
from yanpan.facts import Fact, FactBook
from yanpan.report import load_village
from yanpan.report.loading import Loaded, load
from yanpan.schema.values import SATISFACTION_ITEMS

ROUND = "2023-mid"
LEAST = 5


@pytest.fixture(scope="module")
def loaded(project) -> Loaded:
    """V03: 38 满意, 9 基本满意, 3 不满意, 1 不了解 of 51; 40, 8, 1 and 0 votes."""
    return load("V03", ROUND, edition="internal", project=project)


def test_small_counts_and_what_gives_them_back_are_left_out(loaded: Loaded) -> None:
    guard = loaded.guard
    assert guard.answers == {"基本满意": False, "不满意": True}
    assert guard.votes == {"正常": False, "较差": True}
    assert guard.rate is not None
    assert guard.rate.text == "92%以上"
    assert guard.indicators == {"satisfaction_rate", "satisfaction_score", "satisfaction_industry", "ballot_team"}


def test_a_village_with_enough_in_every_cell_is_told_exactly(loaded: Loaded) -> None:
    analysis = loaded.found.subject.analysis
    forms = replace(
        analysis.satisfaction,
        overall=Rate(40, 50, 0.8, 0.7, 0.9),
        counts={"满意": 30, "基本满意": 10, "不满意": 10, "不了解": 1},
        items={key: Rate(40, 50, 0.8, 0.7, 0.9) for key in SATISFACTION_ITEMS},
    )
    ballot = analysis.team_ballot
    tally = replace(ballot.items["总体"], good=30, normal=10, poor=10, abstain=0)
    votes = replace(ballot, items={**ballot.items, "总体": tally})
    open_village = replace(analysis, satisfaction=forms, team_ballot=votes)
    assert guard_of(open_village, LEAST) == Guard()
    also = guard_of(open_village, LEAST, ["overall"])
    assert also.rate is not None
    assert also.rate.text == "80%以上"
    assert set(also.answers) == {"基本满意", "不满意"}


def test_the_rate_of_the_round_before_is_told_as_this_rounds_would_be(loaded: Loaded) -> None:
    def told(hits: int, **settings: bool) -> Fact:
        fact = Fact(
            key="V03.纵向.满意率.基数", owner="V03", label="上一轮", text=f"{hits / 50:.1%}", value=hits / 50, n=50
        )
        analysis = loaded.found.subject.analysis
        return telling_of(loaded.guard, analysis, FactBook([fact]), least=LEAST, alpha=0.05, **settings)(fact)

    assert (told(40).text, told(40).value) == ("80.0%", 0.8)
    assert (told(47).text, told(47).value) == ("92%以上", None)
    assert (told(40, then_hidden=True).text, told(40, then_hidden=True).value) == ("80%以上", None)


def test_the_only_small_village_takes_another_with_it() -> None:
    assert rates_to_hide({"overall": {"V01": 3, "V02": 6, "V03": 9}}, LEAST) == {"V02": ("overall",)}
    assert rates_to_hide({"overall": {"V01": 3, "V02": 2, "V03": 9}}, LEAST) == {}
    assert rates_to_hide({"overall": {"V01": 6, "V02": 0, "V03": 9}}, LEAST) == {}


def exact(loaded: Loaded) -> dict[str, str]:
    """What must not be printed: texts of the facts as they were made, by key."""
    telling = telling_of(loaded.guard, loaded.found.subject.analysis, loaded.found.book, least=LEAST, alpha=0.05)
    changed = {fact.key: fact for fact in loaded.found.book if telling(fact).text != fact.text}
    return {key: fact.text for key, fact in changed.items()}


def test_facts_of_the_hand_over_carry_neither_value_nor_text(loaded: Loaded, project) -> None:
    report = load_village("V03", ROUND, project=project)
    for show in (report.public, report.achievements, report.satisfaction_table, report.grade_table, report.unknowns):
        show()
    hidden, facts = exact(loaded), {fact.key: fact for fact in report.summary().summary.facts}
    assert {"V03.测评.满意率", "V03.测评.不满意", "V03.测评.基本满意", "V03.测评票.班子.较差"} <= set(hidden)
    assert [key for key, text in hidden.items() if facts[key].text == text] == []
    assert facts["V03.测评.满意率"].value is None
    assert facts["V03.指标.satisfaction_score.数值"].text == "—"
    assert facts["V03.测评.满意"].text == "38份"


def test_what_is_shown_prints_the_bounds(project) -> None:
    report = load_village("V03", ROUND, project=project)
    text = report.public().plain() + report.achievements().plain() + report.say("群众满意率为{满意率}。").plain()
    assert "不满意少于5份" in text
    assert "基本满意若干份" in text
    assert "较差少于5票" in text
    assert "94.0%" not in text
    assert text.count("92%以上") >= 3


def test_drawings_and_their_alternative_texts_print_the_bounds(project, loaded: Loaded) -> None:
    report = load_village("V03", ROUND, project=project)
    items, score = report.items_figure(), report.score_figure()
    assert "工作态度91%以上" in items.alt
    assert "98.0%" not in items.alt
    assert not {"98.0%", "93.9%"} & set(items.drawn)
    assert "基本满意、不满意合并" in items.drawn
    assert "群众评价" not in score.alt
    assert "群众评价" not in score.drawn


def test_the_committees_edition_tells_all(project) -> None:
    report = load_village("V03", ROUND, "committee", project=project)
    assert "不满意3份" in report.public().plain()


def test_by_identity_no_rate_gives_a_small_count_back(loaded: Loaded) -> None:
    assert isinstance(loaded.face, InternalFace)
    strata = [fact for fact in loaded.found.book if ".测评.身份." in fact.key and isinstance(fact.value, float)]
    assert strata
    for fact in strata:
        against = fact.n - round(fact.value * fact.n)
        told = loaded.face.telling(fact)
        assert (told.value is None) or against == 0 or against >= LEAST
