"""A cell becomes a typed value, or a fault with its place and what is allowed."""

from __future__ import annotations

import pandas as pd
import pytest

from yanpan.schema import TABLES


def first(intake, table, column):
    return intake.tables[table][column].iloc[0]


@pytest.mark.parametrize(
    ("written", "value", "bound"),
    [
        ("1500余", 1500, ">="),
        ("１５００余亩", 1500, ">="),
        ("100公顷", 1500, "="),
        ("约1500", 1500, "~"),
        ("万亩", 10000, "~"),
    ],
)
def test_areas(hand_in, written, value, bound):
    hand_in.tables["产业发展"][0]["面积亩"] = written
    intake = hand_in.read()
    assert (first(intake, "industries", "area"), first(intake, "industries", "area_bound")) == (value, bound)


def test_an_absent_area_is_missing_in_both_columns(hand_in):
    hand_in.tables["产业发展"][0]["面积亩"] = "—"
    row = hand_in.read().tables["industries"].iloc[0]
    assert pd.isna(row["area"])
    assert pd.isna(row["area_bound"])


def test_dates_and_ticks_and_levels_are_normalised(hand_in):
    tables = hand_in.read().tables
    assert tables["meetings"]["date"].tolist() == ["2023-03-07"] * 2
    assert tables["members"]["full_time"].tolist() == [True, True]
    assert tables["members"]["born"].tolist() == ["1975-06"] * 2
    assert tables["honours"][["level", "period"]].to_numpy().tolist() == [["市", "2019-2021"]]
    assert tables["document_checks"]["period"].tolist() == ["2022", "2022-Q2"]
    assert tables["industries"]["income"].tolist() == [12.0, 12.0]


@pytest.mark.parametrize(
    ("table", "column", "value", "code"),
    [
        ("满意度测评表", "工作态度", "还行", "ERR05"),
        ("满意度测评表", "村", "桃源村", "ERR03"),
        ("会议", "日期", "3/4/22", "ERR06"),
        ("会议", "应到", "四十人左右", "ERR07"),
        ("会议", "应到", "-3", "ERR17"),
        ("产业发展", "面积亩", "9" * 400, "ERR17"),
        ("票表回收", "发出", "1" + "0" * 30, "ERR17"),
        ("会议", "类型", "", "ERR16"),
        ("产业发展", "面积亩", "3公里", "ERR07"),
        ("产业发展", "集体收益万元", "1.5万", "ERR07"),
        ("产业发展", "年度", "22", "ERR06"),
        ("创先争优", "名称", "联系13800000000", "ERR11"),
        ("创先争优", "授予年", "2024", "ERR18"),
        ("班子成员", "常职", "大概", "ERR05"),
        ("摸底反馈", "对象", "V01-M09", "ERR19"),
        ("摸底反馈", "对象类型", "班子", "ERR18"),
        ("民主测评票", "好", "2", "ERR10"),
        ("职数", "核定职数", "2", "ERR18"),
        ("会议", "应到", "30", "ERR10"),
        ("工作组", "主责村", "V02", "ERR18"),
        ("问题清单", "证据", "会议#HY-V09", "ERR19"),
        ("问题清单", "证据", "会议", "ERR19"),
        ("票表回收", "会议编号", "HY-V02", "ERR18"),
    ],
)
def test_one_wrong_cell_is_one_fault_at_its_place(hand_in, table, column, value, code):
    hand_in.tables[table][0][column] = value
    (fault,) = hand_in.faults()
    assert (fault.code, fault.file) == (code, f"{table}.csv")
    assert fault.row == (3 if table == "工作组" else 2)


def test_the_message_has_the_house_form(hand_in):
    hand_in.tables["满意度测评表"][2]["总体评价"] = "还行"
    (fault,) = hand_in.faults()
    assert str(fault) == (
        "ERR05 枚举值不认识｜文件 满意度测评表.csv｜第 4 行“总体评价”｜原值“还行”｜可选：满意/基本满意/不满意/不了解"
    )


def test_personal_numbers_are_never_repeated(hand_in):
    hand_in.tables["创先争优"][0]["名称"] = "510000197501011234"
    (fault,) = hand_in.faults()
    assert fault.value is None
    assert "1975" not in str(fault)


def test_all_faults_are_told_at_once_in_order_of_place(hand_in):
    hand_in.tables["会议"][0]["应到"] = "多"
    hand_in.tables["会议"][1]["日期"] = "昨天"
    hand_in.tables["创先争优"][0]["级别"] = "世界"
    assert [(fault.file, fault.row) for fault in hand_in.faults()] == [
        ("会议.csv", 2),
        ("会议.csv", 3),
        ("创先争优.csv", 2),
    ]


def test_an_alias_of_two_villages_is_refused_with_both(hand_in):
    hand_in.tables["村社名册"][1]["别名"] = "青山、河口"
    hand_in.tables["创先争优"][0]["村"] = "河口"
    (fault,) = hand_in.faults()
    assert (fault.code, fault.expected) == ("ERR04", "可能是：河口社区/青山村")


def test_an_item_ticked_twice_is_missing_and_told(hand_in):
    hand_in.tables["满意度测评表"][0]["工作态度"] = "满意、不满意"
    intake = hand_in.read()
    assert intake.faults == ()
    assert [warning.code for warning in intake.warnings] == ["W08"]
    assert pd.isna(first(intake, "satisfaction_forms", "attitude"))


def test_the_raw_row_is_kept_as_handed_in(hand_in):
    intake = hand_in.read()
    row = intake.raw[intake.raw["table"] == "industries"].iloc[0]
    assert (row["file"], row["sheet"], row["row"], row["village"]) == ("产业发展.csv", "", 2, "V01")
    assert '"面积亩": "1500余"' in row["cells"]


def project(hand_in, **cells):
    row = dict.fromkeys(column.zh for column in TABLES["projects"].columns)
    row |= {"项目号": "XM-1", "村": "V01", "名称": "路灯", "类别": "路灯", "群众参与": "自发", "资金来源": "群众筹资"}
    hand_in.tables["项目建设"] = [{**row, "状态": "已完成", **cells}]


@pytest.mark.parametrize(
    ("written", "unit", "value"), [("１７盏", "盏", 17), ("3000米", "公里", 3), ("10.3", "公里", 10.3)]
)
def test_a_unit_in_the_cell_agrees_with_the_unit_of_its_row(hand_in, written, unit, value):
    project(hand_in, 数量=written, 单位=unit, 金额元="8000余元")
    row = hand_in.read().tables["projects"].iloc[0]
    assert (row["amount"], row["money"], row["money_bound"]) == (value, 8000, ">=")


@pytest.mark.parametrize("unit", ["公里", ""])
def test_a_unit_in_the_cell_that_differs_is_refused(hand_in, unit):
    project(hand_in, 数量="17盏", 单位=unit)
    assert [(fault.code, fault.column) for fault in hand_in.faults()] == [("ERR07", "数量")]
