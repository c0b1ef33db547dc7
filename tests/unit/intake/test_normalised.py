"""What 5.3 of the field's notes says people write: read as one certain value, and every change kept with its rule."""

from __future__ import annotations

import pytest

from yanpan.schema import BY_NAME

OPEN = [
    ("产业发展", "面积亩", "1,500余", 1500, ("N05", "1,500余", ">=1500亩")),
    ("产业发展", "面积亩", "１５００余亩", 1500, ("N05", "１５００余亩", ">=1500亩")),
    ("产业发展", "面积亩", "一千五百余亩", 1500, ("N05", "一千五百余亩", ">=1500亩")),
    ("产业发展", "面积亩", "0.15万亩", 1500, ("N05", "0.15万亩", "1500亩")),
    ("产业发展", "面积亩", "100公顷", 1500, ("N05", "100公顷", "1500亩")),
    ("产业发展", "面积亩", "近5000", 5000, ("N05", "近5000", "<5000亩")),
    ("产业发展", "集体收益万元", "３．５", 3.5, ("N02", "３．５", "3.5万元")),
    ("产业发展", "品牌注册", "✔", True, ("N03", "✔", "是")),
    ("产业发展", "品牌注册", "√", True, ("N03", "√", "是")),
    ("产业发展", "性质", "新 增。", "新增", ("N03", "新 增。", "新增")),
    ("会议", "日期", "2023.3.7", "2023-03-07", ("N04", "2023.3.7", "2023-03-07")),
    ("会议", "日期", "二〇二三年三月七日", "2023-03-07", ("N04", "二〇二三年三月七日", "2023-03-07")),
    ("会议", "日期", "44992", "2023-03-07", ("N04", "44992", "2023-03-07")),
    ("会议", "日期", "２０２３年３月７日", "2023-03-07", ("N04", "２０２３年３月７日", "2023-03-07")),
    ("会议", "应到", "四十", 40, ("N05", "四十", "40人")),
    ("会议", "应到", "４０人", 40, ("N05", "４０人", "40人")),
    ("会议", "类型", "座談會", "座谈会", ("N03", "座談會", "座谈会")),
    ("会议", "村", "河口居委", "V01", ("N08", "河口居委", "V01 河口社区")),
    ("创先争优", "级别", "市級", "市", ("N03", "市級", "市")),
    ("创先争优", "授予年", "二〇二二年", 2022, ("N05", "二〇二二年", "2022")),
    ("创先争优", "考核期", "2019－2021年度", "2019-2021", ("N04", "2019－2021年度", "2019-2021")),
]


@pytest.mark.parametrize(("table", "heading", "written", "value", "change"), OPEN)
def test_a_way_of_writing_is_read_and_told(hand_in, table, heading, written, value, change):
    hand_in.tables[table][0][heading] = written
    intake = hand_in.read()
    assert intake.faults == ()
    column = BY_NAME[table].by_heading[heading].key
    assert intake.tables[BY_NAME[table].key][column].iloc[0] == value
    told = [c for c in intake.changes if (c.file, c.row, c.column) == (f"{table}.csv", 2, heading)]
    assert [(c.rule, c.before, c.after) for c in told] == [change]


@pytest.mark.parametrize(
    "written", ["基本滿意", "B.基本满意", "基 本 满意", "基本满意。", "Ｂ．基本满意", "b、基本满意"]
)
def test_the_middle_grade_in_other_writings(hand_in, written):
    hand_in.tables["满意度测评表"][0]["工作态度"] = written
    intake = hand_in.read()
    assert intake.faults == ()
    assert intake.tables["satisfaction_forms"]["attitude"].iloc[0] == "基本满意"
    told = [c for c in intake.changes if (c.file, c.row) == ("满意度测评表.csv", 2)]
    assert [(c.column, c.before, c.after) for c in told] == [("工作态度", None, None)], "place only: forms are L3"


@pytest.mark.parametrize("written", ["无", "/", "—", "", "　", "未填"])
def test_nothing_written_in_an_optional_cell_is_missing(hand_in, written):
    hand_in.tables["产业发展"][0]["品牌"] = written
    intake = hand_in.read()
    assert intake.faults == ()
    assert intake.tables["industries"]["brand"].isna().iloc[0]


@pytest.mark.parametrize(
    ("table", "heading", "written", "code"),
    [
        ("会议", "日期", "22/5/3", "ERR06"),
        ("会议", "日期", "3/4/22", "ERR06"),
        ("产业发展", "面积亩", "1500亩/0.15万亩", "ERR07"),
        ("产业发展", "面积亩", "一千五", "ERR07"),
        ("产业发展", "面积亩", "约1500余", "ERR07"),
        ("会议", "实到", "三十几", "ERR07"),
        ("会议", "实到", "约36", "ERR07"),
        ("满意度测评表", "工作态度", "还可以", "ERR05"),
    ],
)
def test_what_may_mean_two_things_is_refused(hand_in, table, heading, written, code):
    hand_in.tables[table][0][heading] = written
    assert [(fault.code, fault.row, fault.column) for fault in hand_in.faults()] == [(code, 2, heading)]
