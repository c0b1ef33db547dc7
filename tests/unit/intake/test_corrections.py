"""Names and corrections as data: applied, logged, and refused where they fit nothing."""

from __future__ import annotations

import json

import pytest

from yanpan.errors import UserError

ITEM = "更正:\n  - {文件: 会议.csv, 行: 2, 列: 实到, 原值: 36, 新值: 35, 理由: 签到表, 确认人: 某某}\n"


def correct(hand_in, text):
    (hand_in.project.round_params("2023-mid") / "corrections.yml").write_text(text, encoding="utf-8")


def test_a_correction_is_read_in_place_of_the_cell_and_logged(hand_in):
    correct(hand_in, ITEM)
    intake = hand_in.read()
    assert intake.faults == ()
    assert intake.tables["meetings"]["present"].tolist() == [
        35,
        36,
    ]
    (change,) = [change for change in intake.changes if change.rule == "更正"]
    assert (change.file, change.row, change.column, change.before) == ("会议.csv", 2, "实到", "36")
    assert change.after == "35（签到表；某某确认）"


def test_the_raw_row_keeps_what_was_handed_in(hand_in):
    correct(hand_in, ITEM)
    raw = hand_in.read().raw
    cells = json.loads(raw.loc[(raw["table"] == "meetings") & (raw["row"] == 2), "cells"].item())
    assert cells["实到"] == "36"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (("原值: 36", "原值: 37"), "单元格里现在的值与“原值”不同"),
        (("会议.csv", "会议二.csv"), "材料里找不到这个文件、工作表、行或列"),
        (("行: 2", "行: 99"), "材料里找不到这个文件、工作表、行或列"),
        (("行: 2", "行: 1"), "材料里找不到这个文件、工作表、行或列"),
        (("列: 实到", "列: 实到数"), "材料里找不到这个文件、工作表、行或列"),
    ],
)
def test_a_correction_that_fits_nothing_stops_the_run(hand_in, changed, why):
    correct(hand_in, ITEM.replace(*changed))
    (fault,) = hand_in.faults()
    assert (fault.code, fault.file) == ("ERR20", "2023-mid/corrections.yml")
    assert fault.expected.endswith(why)


def test_a_correction_without_a_confirmation_is_a_faulty_parameter_file(hand_in):
    correct(hand_in, ITEM.replace(", 确认人: 某某", ""))
    with pytest.raises(UserError, match="确认人"):
        hand_in.read()


@pytest.mark.parametrize("folder", ["", "2023-mid"])
def test_further_names_and_former_names_mean_their_village(hand_in, folder):
    path = hand_in.project.params / folder / "names.yml"
    path.write_text("别名: {V02: [青山坪]}\n合并前村名: {V02: [孙家岩村]}\n", encoding="utf-8")
    hand_in.tables["创先争优"] = [
        {**row, "村": name} for row in hand_in.tables["创先争优"] for name in ("青山坪", "孙家岩村")
    ]
    intake = hand_in.read()
    assert intake.faults == ()
    assert intake.tables["honours"]["village"].tolist() == ["V02", "V02"]
    assert [(c.before, c.after) for c in intake.changes if c.rule == "N08" and c.file == "创先争优.csv"] == [
        ("青山坪", "V02 青山村"),
        ("孙家岩村", "V02 青山村"),
    ]


def test_names_of_a_village_that_is_not_in_the_roster_stop_the_run(hand_in):
    (hand_in.project.params / "names.yml").write_text("别名: {V77: [青山坪]}\n", encoding="utf-8")
    (fault,) = hand_in.faults()
    assert (fault.code, fault.file) == ("ERR20", "names.yml")
    assert "V77" in fault.expected
