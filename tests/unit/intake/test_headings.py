"""Headings are found under titles, in two rows, under merged cells; a fault says what differs."""

from __future__ import annotations

import openpyxl

from yanpan.schema.values import SATISFACTION_ITEMS

FORM = ["村", "份号", "身份"]
ITEMS = [*SATISFACTION_ITEMS.values(), "总体评价"]


def forms_sheet(book: openpyxl.Workbook) -> None:
    """Title, two rows of merged headings, village merged over its forms, footer with a phone number."""
    sheet = book.active
    sheet["A1"] = "青禾镇群众满意度测评表"
    sheet.merge_cells("A1:M1")
    for column, heading in enumerate([*FORM, "测评项目"], 1):
        sheet.cell(2, column, heading)
    for column in "ABCM":
        sheet.merge_cells(f"{column}2:{column}3")
    sheet["M2"] = "意见"
    sheet.merge_cells("D2:L2")
    for column, item in enumerate(ITEMS, 4):
        sheet.cell(3, column, item)
    for row, (village, number) in enumerate([("河口", 1), ("", 2), ("青　山", 1), ("", 2)], 4):
        for column, value in enumerate([village, f"{number:03d}", "党员", *["满 意"] * 8, "A．满意"], 1):
            sheet.cell(row, column, value or None)
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("A6:A7")
    sheet["A8"], sheet["C8"] = "填表人：某某", "联系电话：13800000000"


def test_merged_headings_villages_and_footers(hand_in):
    del hand_in.tables["满意度测评表"]
    hand_in.workbook("满意度测评表.xlsx", forms_sheet)
    intake = hand_in.read()
    assert intake.faults == ()
    frame = intake.tables["satisfaction_forms"]
    assert frame["village"].tolist() == ["V01", "V01", "V02", "V02"]
    assert frame["source_row"].tolist() == [4, 5, 6, 7]
    assert set(frame["overall"]) == {"满意"}


def test_a_misspelt_heading_is_one_fault_with_the_nearest(hand_in):
    hand_in.tables["会议"] = [
        {("实到人" if key == "实到" else key): value for key, value in row.items()} for row in hand_in.tables["会议"]
    ]
    (fault,) = hand_in.faults()
    assert (fault.code, fault.file, fault.row, fault.column) == ("ERR02", "会议.csv", 1, "实到人")
    assert "最接近的是“实到”" in fault.expected


def test_a_missing_column_is_named(hand_in):
    for row in hand_in.tables["会议"]:
        del row["应到"]
    assert [(fault.code, fault.column) for fault in hand_in.faults()] == [("ERR02", "应到")]


def test_a_missing_optional_column_is_told(hand_in):
    for row in hand_in.tables["会议"]:
        row["备注"] = "无"
    for row in hand_in.tables["资料查阅"]:
        del row["问题"]
    intake = hand_in.read()
    assert intake.faults == ()
    assert [(warning.code, warning.expected) for warning in intake.warnings] == [("W03", "按空白处理：问题")]


def test_a_sheet_of_another_table_is_told_with_the_template_it_looks_like(hand_in):
    hand_in.csv("活动.csv", [list(row) for row in [hand_in.tables["会议"][0], hand_in.tables["会议"][0].values()]])
    (fault,) = hand_in.faults()
    assert "最接近的模板是《会议》" in fault.expected


def test_a_forbidden_column_is_refused_whatever_it_holds(hand_in):
    for row in hand_in.tables["摸底反馈"]:
        row["线索详情"] = ""
    (fault,) = hand_in.faults()
    assert (fault.code, fault.column) == ("ERR12", "线索详情")


def test_headings_repeated_on_every_page_are_no_rows(hand_in):
    headings = {key: key for key in hand_in.tables["会议"][0]}
    hand_in.tables["会议"].insert(1, headings)
    intake = hand_in.read()
    assert intake.faults == ()
    assert intake.tables["meetings"]["source_row"].tolist() == [2, 4]


def test_a_total_that_agrees_is_skipped_and_one_that_does_not_is_refused(hand_in):
    blank = dict.fromkeys(hand_in.tables["会议"][0], "")
    hand_in.tables["会议"].append({**blank, "会议编号": "合计", "应到": 80, "实到": 73})
    (fault,) = hand_in.faults()
    assert (fault.code, fault.row, fault.column, fault.value, fault.expected) == (
        "ERR08",
        4,
        "实到",
        "73",
        "明细相加是 72",
    )
