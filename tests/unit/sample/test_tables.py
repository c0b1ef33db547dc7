"""What the simulated tables keep to: counts of the report, totals that add up, people who make sense."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from yanpan.config.paths import Project
from yanpan.intake import read_round
from yanpan.sample import write_sample
from yanpan.schema import TABLES
from yanpan.schema.validity import valid_forms

NAMES = ["三兴路", "三凤路", "文井江", "孙家湾", "河北古街", "银杏小学", "洪雅", "志成", "禅茶", "花果田园", "河边走廊"]


def returns(tables: dict[str, pd.DataFrame], instrument: str) -> pd.Series:
    frame = tables["form_returns"]
    return frame[frame["instrument"] == instrument].set_index("village")["valid"]


@pytest.mark.parametrize(
    ("key", "instrument"), [("questionnaires", "问卷调查表"), ("satisfaction_forms", "满意度测评表")]
)
def test_every_village_has_a_few_invalid_forms_and_the_counts_agree(
    sample_tables: dict[str, pd.DataFrame], key: str, instrument: str
) -> None:
    forms = sample_tables[key]
    valid = valid_forms(key, forms).groupby(forms["village"]).sum()
    pd.testing.assert_series_equal(
        valid.astype("int64"), returns(sample_tables, instrument).astype("int64"), check_names=False
    )
    assert (forms.groupby("village").size() > valid).all()


def test_every_serving_member_is_prechecked_by_three_departments_voted_on_and_talked_with(
    sample_tables: dict[str, pd.DataFrame],
) -> None:
    members = sample_tables["members"].query("serving")
    asked = sample_tables["prechecks"].groupby("target")["department"].nunique()
    voted = set(sample_tables["ballot_tallies"].query("target_kind == '成员'")["target"])
    talked = sample_tables["talks"].query("partner == '两委成员'").groupby("village").size()
    assert asked[members["member"]].eq(3).all()
    assert voted == set(members["member"])
    assert (talked >= members.groupby("village").size()).all()
    assert (sample_tables["prechecks"]["answer"] == "无反映").all()


def test_names_are_unique_in_a_village_and_talkers_are_two_people(sample_tables: dict[str, pd.DataFrame]) -> None:
    members = sample_tables["members"]
    assert not members.duplicated(["village", "name"]).any()
    assert all(len(set(talkers.split("、"))) >= 2 for talkers in sample_tables["talks"]["talkers"])


def test_talkers_belong_to_the_villages_group(sample_tables: dict[str, pd.DataFrame]) -> None:
    groups = sample_tables["work_groups"].set_index("village")
    people = {village: {row["leader"], *row["members"].split("、")} for village, row in groups.iterrows()}
    talks = sample_tables["talks"]
    assert all(set(talk.talkers.split("、")) <= people[talk.village] for talk in talks.itertuples())


def test_no_training_holds_more_people_than_there_are(sample_tables: dict[str, pd.DataFrame]) -> None:
    room = {
        "班子成员": sample_tables["members"].groupby("village").size(),
        "后备干部": sample_tables["reserves"].groupby("village").size(),
        "党员": sample_tables["villages"].set_index("village")["party_members"],
    }
    trainings = sample_tables["trainings"]
    assert all(row.people <= room[row.audience][row.village] for row in trainings.itertuples())


def test_all_seven_identities_answered(sample_tables: dict[str, pd.DataFrame]) -> None:
    assert sample_tables["questionnaires"]["identity"].nunique() == 7
    assert sample_tables["satisfaction_forms"]["identity"].nunique() == 7


def test_knowledge_is_weakest_where_the_report_found_it_so(sample_tables: dict[str, pd.DataFrame]) -> None:
    forms = sample_tables["questionnaires"]
    right = forms[["k1", "k2"]].eq("对").mean(axis="columns").groupby(forms["village"]).mean()
    assert right.idxmin() == "V02"
    assert right["V02"] < 0.6


def test_the_reverse_item_runs_against_the_others(sample_tables: dict[str, pd.DataFrame]) -> None:
    forms = sample_tables["questionnaires"].astype({"q5": "float", "r1": "float"})
    answered = forms[(forms["q5"] > 0) & (forms["r1"] > 0)]
    assert answered["q5"].corr(answered["r1"]) < -0.2


def test_exactly_one_month_of_one_village_has_no_inspection(sample_tables: dict[str, pd.DataFrame]) -> None:
    seen = sample_tables["inspections"].groupby("village")["month"].nunique()
    assert Counter(seen) == {6: 8, 5: 1}


def test_the_neighbours_cold_store_stands_on_both_sides(sample_tables: dict[str, pd.DataFrame]) -> None:
    joint = sample_tables["cooperations"].query("kind == '跨村联建'")
    assert set(zip(joint["village"], joint["partner"], strict=True)) == {("V01", "V07"), ("V07", "V01")}
    assert joint["project"].nunique() == 1


def test_only_the_ninth_village_lacks_a_deputy_and_a_ready_reserve(sample_tables: dict[str, pd.DataFrame]) -> None:
    vacant = sample_tables["positions"].query("vacant > 0")
    ready = sample_tables["reserves"].query("maturity == '成熟'")["village"]
    assert vacant[["village", "post"]].to_numpy().tolist() == [["V09", "村副主任"]]
    assert set(sample_tables["villages"]["village"]) - set(ready) == {"V09"}
    assert "V09" in set(sample_tables["reserves"]["village"])


def test_every_problem_has_a_measure_of_its_own_with_a_post_and_a_date_ahead(
    sample_tables: dict[str, pd.DataFrame],
) -> None:
    problems, ledger = sample_tables["problems"], sample_tables["rectifications"]
    assert sorted(problems["problem"]) == sorted(ledger["problem"])
    assert ledger["measure"].is_unique
    assert (ledger["deadline"] > "2023-04-20").all()
    assert ledger["owner"].str.contains("书记|主任").all()


def test_gists_are_notes_not_sentences(sample_tables: dict[str, pd.DataFrame]) -> None:
    assert not sample_tables["problems"]["gist"].str.contains("[。；！]").any()


def test_no_proper_name_of_the_source_is_left(sample_intake) -> None:
    texts = "\n".join(sample_intake.raw["cells"])
    assert [name for name in NAMES if name in texts] == []


@pytest.mark.parametrize("villages", [3, 12, 61])
def test_townships_of_other_sizes_pass_intake(project: Project, tmp_path, villages: int) -> None:
    write_sample(tmp_path / "data" / "raw" / "2023-mid", villages=villages)
    (tmp_path / "params").symlink_to(project.params)
    intake = read_round(Project(tmp_path), "2023-mid")
    assert [str(fault) for fault in intake.faults] == []
    assert intake.missing == ()
    assert len(intake.tables["villages"]) == villages
    assert set(intake.tables) == set(TABLES)
