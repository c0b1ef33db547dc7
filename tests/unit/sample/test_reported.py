"""What the source report gives stands in the registers: figures, bounds, who with whom, and evidence that fits."""

from __future__ import annotations

import pandas as pd
import pytest

from yanpan.schema import BY_NAME, TABLES


@pytest.mark.parametrize(
    ("key", "village", "column", "values"),
    [
        ("projects", "V03", "amount", [3, 8, 38]),
        ("projects", "V08", "amount", [17, 10.3]),
        ("projects", "V09", "amount", [1.7]),
        ("industries", "V05", "area", [10_000, 10_000, 1500, 1400]),
        ("industries", "V06", "area", [2400, 800]),
        ("industries", "V07", "area", [1700, 1000, 400]),
        ("industries", "V09", "area", [200, 120]),
    ],
)
def test_reported_figures(
    sample_tables: dict[str, pd.DataFrame], key: str, village: str, column: str, values: list[float]
) -> None:
    frame = sample_tables[key]
    assert frame.loc[frame["village"] == village, column].tolist() == values


def test_figures_with_more_than_are_lower_bounds(sample_tables: dict[str, pd.DataFrame]) -> None:
    projects = sample_tables["projects"].set_index("project")
    assert projects.loc["XM-V08-01", ["money", "money_bound"]].tolist() == [8000, ">="]
    assert projects.loc["XM-V06-01", ["amount", "amount2", "amount2_bound"]].tolist() == [4, 20, ">="]
    grown = sample_tables["industries"].query("area_kind in ('新增', '改种')")
    assert set(grown["area_bound"]) == {">="}


def test_the_sixth_villages_organisation(sample_tables: dict[str, pd.DataFrame]) -> None:
    roster = sample_tables["villages"].set_index("village").loc["V06"]
    assert roster[["party_members", "groups", "party_org", "branches"]].tolist() == [79, 9, "党总支", 2]
    members = sample_tables["members"].query("village == 'V06'")
    assert (members["full_time"].sum(), members["dual_role"].sum()) == (5, 1)
    assert members["upgrade"].value_counts().to_dict() == {"大专": 4, "本科": 1}


def test_grid_income_and_honours(sample_tables: dict[str, pd.DataFrame]) -> None:
    roster = sample_tables["villages"].set_index("village")
    assert roster.loc["V04", ["grid", "governance"]].tolist() == ["1+2+18+N", "党建+网格"]
    income = sample_tables["collective_income"].set_index(["village", "year"])["net"]
    assert income["V05", 2022] == 12
    honours = sample_tables["honours"].set_index(["village", "level"])
    assert honours.loc[("V02", "市"), "period"].dropna().tolist() == ["2019-2021"]
    assert {("V07", "国家"), ("V05", "市")} <= set(honours.index)


def test_the_circular_is_the_city_departments_and_may_be_told(sample_tables: dict[str, pd.DataFrame]) -> None:
    rows = sample_tables["sanctions"][["village", "kind", "level", "issuer", "publicity"]].to_numpy().tolist()
    assert rows == [["V06", "通报", "市", "市委组织部", "可公开结论"]]


def test_the_record_of_the_previous_term_lacks_criticism(sample_tables: dict[str, pd.DataFrame]) -> None:
    old = sample_tables["document_checks"].query("period == '2020'")
    assert old[["village", "item", "criticism"]].to_numpy().tolist() == [["V08", "组织生活会", "无"]]


def test_evidence_lies_in_the_problems_own_village(sample_tables: dict[str, pd.DataFrame]) -> None:
    strangers = []
    for problem in sample_tables["problems"].itertuples():
        for reference in problem.evidence.split("、"):
            name, place = reference.split("#")
            table = BY_NAME[name]
            frame = sample_tables[table.key]
            rows = frame[frame[table.id_column or "source_row"].astype("str") == place]
            strangers += [] if rows[TABLES[table.key].village_column].eq(problem.village).all() else [reference]
    assert strangers == []


def test_two_coders_agree_mostly_but_not_always(sample_tables: dict[str, pd.DataFrame]) -> None:
    coded = sample_tables["problems"].dropna(subset=["recoded"])
    same = coded["themes"].eq(coded["recoded"]).mean()
    assert 0.7 < same < 1
    assert len(coded) < len(sample_tables["problems"])
