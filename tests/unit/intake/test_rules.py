"""Rules across tables, warnings and gaps."""

from __future__ import annotations

import pytest

from yanpan.intake import describe


def codes(faults):
    return [fault.code for fault in faults]


def test_a_blank_overall_answer_makes_a_form_invalid_not_wrong(hand_in):
    hand_in.tables["满意度测评表"][0]["总体评价"] = ""
    counts = next(r for r in hand_in.tables["票表回收"] if r["村"] == "V01" and r["表种"] == "满意度测评表")
    counts |= {"有效": 1, "无效": 1}
    assert hand_in.faults() == []


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"有效": 1}, "收回"),
        ({"发出": 1}, "发出"),
        ({"有效": 1, "无效": 1}, "有效"),
        ({"发出": 3, "收回": 3, "有效": 3}, "有效"),
    ],
)
def test_counts_of_forms_that_do_not_balance(hand_in, change, column):
    counts = next(r for r in hand_in.tables["票表回收"] if r["村"] == "V01" and r["表种"] == "满意度测评表")
    counts |= change
    (fault,) = hand_in.faults()
    assert (fault.code, fault.column) == ("ERR10", column)


def test_more_valid_forms_than_people_in_the_room(hand_in):
    hand_in.tables["会议"][0]["实到"] = 1
    faults = hand_in.faults()
    assert codes(faults) == ["ERR10"] * 3
    assert {fault.expected for fault in faults} == {"有效数不得多于会议实到 1 人"}


def test_a_repeated_number_names_the_first_row(hand_in):
    hand_in.tables["会议"][1]["会议编号"] = "HY-V01"
    fault = next(fault for fault in hand_in.faults() if fault.code == "ERR09")
    assert (fault.row, fault.expected) == (3, "会议编号不得重复，会议.csv 第 2 行已有")


def test_two_members_with_both_posts(hand_in):
    hand_in.tables["班子成员"].append({**hand_in.tables["班子成员"][0], "成员编号": "V01-M02", "职务": "副书记"})
    assert [(fault.code, fault.column) for fault in hand_in.faults()] == [("ERR18", "一肩挑")]


def test_posts_held_agree_with_the_members_in_office(hand_in):
    hand_in.tables["班子成员"][0]["在任"] = "否"
    assert [(fault.code, fault.column) for fault in hand_in.faults()] == [("ERR18", "在岗数")]


def test_a_joint_project_needs_both_sides(hand_in):
    hand_in.tables["共建合作"].pop()
    (fault,) = hand_in.faults()
    assert (fault.code, fault.file, fault.column) == ("ERR18", "共建合作.csv", "对方")


def test_a_partner_village_may_be_written_by_name(hand_in):
    hand_in.tables["共建合作"][0]["对方"] = "青山村"
    assert hand_in.read().tables["cooperations"]["partner"].tolist() == ["V02", "V01"]


def test_a_precheck_answered_after_the_first_meeting_is_told(hand_in):
    hand_in.tables["摸底反馈"][0]["回复日期"] = "2023-03-07"
    intake = hand_in.read()
    assert intake.faults == ()
    assert codes(intake.warnings) == ["W04"]


@pytest.mark.parametrize(
    ("period", "told"), [("2020", True), ("2020-2021", False), ("2021-01", False), ("2020-12", True)]
)
def test_a_document_of_an_earlier_term_is_kept_and_told(hand_in, period, told):
    hand_in.tables["资料查阅"][0]["期间"] = period
    intake = hand_in.read()
    assert intake.tables["document_checks"]["period"].iloc[0] == period
    assert codes(intake.warnings) == ["W02"] * told


def test_gaps_make_the_round_incomplete_but_not_wrong(hand_in):
    hand_in.tables["满意度测评表"] = hand_in.tables["满意度测评表"][:2]
    intake = hand_in.read()
    assert intake.faults == ()
    assert "《满意度测评表》里没有青山村" in intake.missing
    assert "没有收到《谈心谈话》" in intake.missing
    assert "《摸底反馈》里没有镇派出所的回复" in intake.missing


def test_evidence_in_a_table_that_was_not_handed_in_does_not_refuse_the_round(hand_in):
    hand_in.tables["问题清单"][0]["证据"] = "谈心谈话#TH-V01-01"
    intake = hand_in.read()
    assert intake.faults == ()
    assert "没有收到《谈心谈话》" in intake.missing


def test_the_report_groups_by_file_and_ends_with_a_verdict(hand_in):
    hand_in.tables["会议"][0]["应到"] = "多"
    text = describe(hand_in.read())
    assert "\n错误｜会议.csv\n  · ERR07" in text
    assert text.endswith("有 1 处错误，全部材料未收；改正后请重新检查。")


def test_a_round_without_meetings_is_incomplete_not_wrong(hand_in):
    del hand_in.tables["会议"]
    intake = hand_in.read()
    assert "没有收到《会议》" in intake.missing
    assert intake.faults == ()
