"""Sample and policy meet: grades, totals and themes of the nine villages are those of the source report."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanpan.analysis import analyse_village
from yanpan.analysis.slices import slices
from yanpan.analysis.totals import all_roads, areas, lamps, roads
from yanpan.config.paths import Project
from yanpan.config.policy import load_policy
from yanpan.config.township import load_round
from yanpan.intake import read_round
from yanpan.schema.values import Dimension

ROOT = Path(__file__).resolve().parents[2]
ROUND = "2023-mid"


@pytest.fixture(scope="module")
def policy():
    return load_policy(ROOT / "params")


@pytest.fixture(scope="module")
def tables():
    return read_round(Project(ROOT), ROUND).tables


@pytest.fixture(scope="module")
def analyses(tables, policy):
    config = load_round(ROOT / "params" / ROUND)
    return {
        village: analyse_village(part, policy, round_config=config, village=village)
        for village, part in slices(tables).items()
    }


def test_grades_are_the_reports(analyses) -> None:
    grades = {village: each.suggestion.grade for village, each in analyses.items()}
    assert [village for village, grade in grades.items() if grade == "好"] == ["V01", "V03", "V05"]
    assert list(grades.values()).count("正常") == 6


def test_only_the_first_village_stands_firm_at_the_top(analyses) -> None:
    good = [each for each in analyses.values() if each.suggestion.grade == "好"]
    assert [each.village for each in good if each.suggestion.firm] == ["V01"]


def test_the_matrix_is_nearly_full_and_an_empty_cell_says_why(analyses) -> None:
    empty = [cell for each in analyses.values() for cell in each.matrix if cell.grade is None]
    assert len(empty) <= 2
    assert all("不下结论" in cell.basis or cell.basis.startswith("没有") for cell in empty)


def test_two_dimensions_are_contradicted(analyses) -> None:
    found = [(v, d) for v, each in analyses.items() for d in Dimension if each.states[d] == "矛盾"]
    assert found == [("V04", Dimension.PUBLIC), ("V08", Dimension.THOUGHT)]


def test_prechecks_are_complete_and_clear(analyses) -> None:
    assert all(each.prechecks.all_clear and not each.prechecks.missing for each in analyses.values())


def test_gates_find_the_sanction_the_vacancy_and_the_previous_term(analyses) -> None:
    def told(key: str) -> list[str]:
        gates = [(village, gate) for village, each in analyses.items() for gate in each.suggestion.gates]
        return [village for village, gate in gates if gate.key == key and gate.applies]

    assert (told("sanction_prompt"), told("vacancy_warning"), told("meeting_validity")) == (["V06"], ["V09"], [])
    assert [village for village, each in analyses.items() if each.documents.previous_term] == ["V08"]


def test_township_totals(tables) -> None:
    assert sorted(each.value for each in roads(tables)) == [8.0, 15.0]
    assert (all_roads(tables).value, lamps(tables).value) == (23.0, 55)
    found = {key: (total.value, total.bound) for key, total in areas(tables).items()}
    assert found["中药材", "新增"] == (3800, ">=")
    assert found["中药材", "改种"] == (1000, ">=")
    assert found["竹笋", "新增"] == (2300, ">=")


THEMES = {
    "集体经济": "23679",
    "产业规模": "24689",
    "品牌价值": "35678",
    "发展思路": "1234",
    "党员示范": "2479",
    "党建与产业融合": "1568",
    "党建引领": "1367",
    "闲置资源": "134",
    "党建创新": "458",
    "党员教育管理": "29",
    "参与治理": "47",
    "人居环境": "47",
    "组织生活与资料": "38",
    "书记项目与双强双创": "16",
    "双诺双评": "3",
    "理论学习": "2",
    "后备与空缺": "9",
    "上级通报": "6",
}
"""The report's third chapter by theme: numbers of the villages."""


def test_themes_are_those_of_the_third_chapter(tables, policy) -> None:
    named = tables["problems"].assign(theme=tables["problems"]["themes"].str.split("、")).explode("theme")
    found = {theme: set(part["village"]) for theme, part in named.groupby("theme")}
    assert {theme: "".join(sorted(each[-1] for each in villages)) for theme, villages in found.items()} == THEMES
    assert set(policy.themes) == set(THEMES)
