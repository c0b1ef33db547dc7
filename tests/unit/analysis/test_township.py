"""Totals, workload, needs and appraisals over a township."""

from __future__ import annotations

import datetime as dt

import pytest

from yanpan.analysis import needs
from yanpan.analysis.appraisal import appraisals
from yanpan.analysis.totals import all_roads, areas, cooperation_income, lamps, roads
from yanpan.analysis.workload import proposed_postings, workloads

DAY = dt.date(2023, 4, 20)
TWO = [{"village": "V01", "households": 400}, {"village": "V02", "households": 200}]


def road(village: str, name: str, km: float, bound: str = "=") -> dict:
    return {
        "project": f"{village}{name}",
        "village": village,
        "kind": "道路",
        "road": name,
        "unit": "公里",
        "amount": km,
        "amount_bound": bound,
    }


def test_roads_by_name_and_in_all(tables) -> None:
    given = tables(
        projects=[road("V03", "甲路", 3), road("V03", "乙路", 8), road("V08", "甲路", 10.3), road("V09", "甲路", 1.7)]
    )
    assert [(each.name, each.value, each.villages) for each in roads(given)] == [
        ("甲路", 15.0, ("V03", "V08", "V09")),
        ("乙路", 8.0, ("V03",)),
    ]
    assert all_roads(given).value == 23.0


def test_lower_bounds_stay_lower_bounds(tables) -> None:
    assert all_roads(tables(projects=[road("V03", "甲路", 3), road("V08", "甲路", 10, ">=")])).bound == ">="


def test_lamps(tables) -> None:
    lamp = {"village": "V03", "kind": "路灯", "unit": "盏", "amount_bound": "="}
    assert (
        lamps(tables(projects=[{**lamp, "project": "1", "amount": 38}, {**lamp, "project": "2", "amount": 17}])).value
        == 55
    )
    assert lamps(tables()) is None


def test_areas_are_never_added_across_kinds(tables) -> None:
    rows = [("中药材", 1400, "新增"), ("中药材", 2400, "新增"), ("中药材", 1000, "改种"), ("中药材", 10000, "基地目标")]
    given = tables(
        industries=[
            {"village": "V05", "category": c, "area": a, "area_bound": ">=", "area_kind": k} for c, a, k in rows
        ]
    )
    assert {key: (total.value, total.bound) for key, total in areas(given).items()} == {
        ("中药材", "新增"): (3800, ">="),
        ("中药材", "改种"): (1000, ">="),
    }


@pytest.mark.parametrize(("incomes", "value", "bound"), [((3, 5), 8, "="), ((4, 4), 4, ">="), ((4, None), 4, "=")])
def test_cooperation_income_is_not_counted_twice(incomes: tuple, value: float, bound: str, tables) -> None:
    sides = zip(("V01", "V07"), incomes, strict=True)
    found = cooperation_income(
        tables(cooperations=[{"kind": "跨村联建", "project": "GJ-1", "village": v, "income": i} for v, i in sides])
    )
    assert (found.value, found.bound) == (value, bound)


def work(**more) -> dict:
    return {
        "villages": TWO,
        "key_tasks": [
            {"task": "1", "village": "V01", "status": "推进中"},
            {"task": "2", "village": "V01", "status": "已完成"},
        ],
        "inspections": [{"village": "V02", "month": "2023-01", "item": "环境"}],
        **more,
    }


def test_workload_by_the_formula(tables, policy) -> None:
    found = workloads(tables(**work()), policy.workload, as_of=DAY)
    assert [(each.village, each.points) for each in found] == [("V01", 3 + 4), ("V02", 1 + 2)]


def test_postings_go_where_nobody_is_posted(tables, policy) -> None:
    given = tables(
        **work(
            postings=[
                {"village": "V01", "kind": "村大", "start": "2022-01-01"},
                {"village": "V02", "start": "2021-01-01", "end": "2022-01-01"},
            ]
        )
    )
    assert [each.village for each in proposed_postings(given, policy.workload, as_of=DAY)] == ["V02"]


def test_appraisal_by_hand_and_none_where_a_part_is_missing(tables, policy) -> None:
    rows = [
        {"village": "V01", "year": 2022, "supervision": 90, "results": 80, "ballot": 70, "adjustment": -1.5},
        {"village": "V02", "year": 2022, "supervision": 90, "ballot": 70},
        {"village": "V01", "year": 2021, "supervision": 10, "results": 10, "ballot": 10},
    ]
    first, second = appraisals(tables(annual_assessments=rows), policy.appraisal)
    assert first.score == pytest.approx(27 + 32 + 21 - 1.5)
    assert (second.score, second.missing) == (None, "缺工作实绩分")


def test_training_needs_name_what_a_village_lacks(tables, policy) -> None:
    held = [
        {"village": "V01", "kind": kind, "ability": "基层治理", "date": "2022-05-01"} for kind in policy.training.kinds
    ]
    found = needs.training_needs(tables(trainings=held), policy.training, start=dt.date(2021, 1, 1), end=DAY)
    assert [each.what for each in found] == ["乡村振兴", "矛盾化解", "应急应变"]
    assert all(each.sources for each in found)


def test_trainings_of_another_term_do_not_count(tables, policy) -> None:
    held = [{"village": "V01", "kind": "警示", "ability": "其他", "date": "2019-05-01"}]
    found = needs.training_needs(tables(trainings=held), policy.training, start=dt.date(2021, 1, 1), end=DAY)
    assert "警示" in [each.what for each in found]


def test_knowledge_below_the_line(tables, policy) -> None:
    rows = [
        {"village": "V01", "form": str(i), "q1": 5, "k1": "对" if i < 7 else "不知道", "k2": "对"} for i in range(10)
    ]
    found = needs.knowledge_needs(tables(questionnaires=rows), policy.training)
    assert [(each.what, each.value) for each in found] == [("书记项目", pytest.approx(70))]


def test_weak_dimensions_start_with_the_weakest(tables, policy) -> None:
    answers = {f"q{i}": 5 for i in range(1, 16)} | {"q9": 3, "q10": 3, "q13": 3, "q5": 4, "q14": 4, "q15": 4}
    rows = [{"village": "V01", "form": str(i), **answers} for i in range(10)]
    found = needs.weak_dimensions(tables(questionnaires=rows), policy)
    assert [(each.what, each.value) for each in found] == [("群众反映", 50), ("廉洁自律", 75)]


def test_inspection_gaps_by_village_and_month(tables) -> None:
    rows = [
        {"village": v, "month": m, "item": "环境"}
        for v, m in (("V01", "2023-01"), ("V01", "2023-02"), ("V02", "2023-01"), ("V01", "2023-03"))
    ]
    found = needs.inspection_gaps(tables(villages=TWO, inspections=rows), last="2023-03")
    assert [(each.village, each.what) for each in found] == [("V02", "2023-02"), ("V02", "2023-03")]


def test_reserves_against_the_norm(tables, policy) -> None:
    found = needs.reserve_needs(tables(reserves=[{"code": "1", "village": "V01", "maturity": "可用"}]), policy.reserves)
    assert [(each.what, each.value, each.norm) for each in found] == [
        ("后备人才", 1, 2),
        ("成熟人选", 0, 1),
        ("导师", 0, 1),
    ]


def test_education_share_counts_serving_members(tables, policy) -> None:
    team = [("大专", True), ("高中或中专", True), ("初中及以下", True), ("本科", False)]
    rows = [{"member": str(i), "village": "V01", "education": e, "serving": s} for i, (e, s) in enumerate(team)]
    assert [(each.value, each.norm) for each in needs.education_needs(tables(members=rows), policy.team)] == [(1, 1.5)]


def test_overdue_by_status_or_by_date(tables) -> None:
    rows = [
        ("1", "逾期", "2023-12-31"),
        ("2", "推进中", "2023-04-19"),
        ("3", "推进中", "2023-04-20"),
        ("4", "已完成", "2022-01-01"),
    ]
    given = tables(key_tasks=[{"task": t, "village": "V01", "status": s, "deadline": d} for t, s, d in rows])
    assert list(needs.overdue_tasks(given, as_of=DAY)["task"]) == ["1", "2"]


def test_former_cadres_outside_the_advisers(tables) -> None:
    rows = [{"code": str(i), "village": "V01", "adviser": i == 0} for i in range(3)]
    assert [(each.value, each.norm) for each in needs.former_cadres(tables(retired_cadres=rows))] == [(1, 3)]
