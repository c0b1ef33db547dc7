"""Every rule N01 to N20 of the field on a file that really has that form."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from yanpan.intake import Intake, read_round
from yanpan.schema import BY_NAME
from yanpan.schema.examples import example_of

FIXTURES = Path(__file__).parent / "fixtures"
ROUND = "2023-mid"


def rows_of(hand_in, name):
    rows = hand_in.tables.pop(name)
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def book(hand_in, name, change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None], *, above=()):
    """The table as a workbook with lines above, changed before it is saved."""
    rows = rows_of(hand_in, name)

    def fill(made):
        for row in (*above, *rows):
            made.active.append(row)
        change(made.active)

    hand_in.workbook(f"{name}.xlsx", fill)


def put(name, column, value, row=0):
    return lambda h: h.tables[name][row].__setitem__(column, value)


def legacy(h):
    h.csv("创先争优.csv", rows_of(h, "创先争优"), encoding="gb18030")


def mangled(h):
    del h.tables["创先争优"]
    (h.folder / "创先争优.csv").write_bytes("村,名称\n青山,文明村".encode() + b"\xff\xff\x80")


def three_heads(h):
    """A title, then headings of three rows: a merged one above, the names, and a line of blanks merged into them."""

    def merge(sheet):
        sheet.insert_rows(2)
        sheet["C2"] = "人数"
        sheet.merge_cells("C2:E2")
        sheet.insert_rows(4)
        for letter in "ABCDEF":
            sheet.merge_cells(f"{letter}3:{letter}4")

    book(h, "职数", merge, above=(["职数登记表（2023年）"],))


def wrong_heads(h):
    h.csv("活动.csv", [["甲", "乙", "丙"], [1, 2, 3]])


def footer_with_phone(h):
    def sign(sheet):
        sheet.append(["合计", "", 2, 2, 0, ""])
        sheet.append(["填表人：甲某", "", "联系电话：13800000000"])

    book(h, "职数", sign)


def wrong_total(h):
    book(h, "职数", lambda sheet: sheet.append(["合计", "", 5, 2, 0, ""]))


def twin_rows(h):
    h.tables["会议"].append(dict(h.tables["会议"][0]))


def blank_overall(h):
    h.tables["满意度测评表"][0]["总体评价"] = ""
    for row in h.tables["票表回收"]:
        if row["表种"] == "满意度测评表" and row["村"] == "V01":
            row |= {"有效": 1, "无效": 1}


def double_overall(h):
    blank_overall(h)
    h.tables["满意度测评表"][0]["总体评价"] = "满意、不满意"


def road(h, length):
    first = {"项目号": "XM-1", "村": "V01", "名称": "路", "类别": "道路", "地点": "", "路名": "", "路段起止": ""}
    size = {"数量": length, "单位": "公里", "第二数量": "", "第二单位": "", "群众参与": "无", "资金来源": "财政"}
    h.tables["项目建设"] = [first | size | {"金额元": "", "状态": "完成", "完成日期": "", "说明": ""}]


def forbidden(h):
    for row in h.tables["摸底反馈"]:
        row["详情"] = ""


def hidden_forbidden(h):
    forbidden(h)
    book(h, "摸底反馈", lambda sheet: setattr(sheet.column_dimensions["J"], "hidden", True))


def wrong_village_in_name(h):
    h.csv("创先争优_河口社区.csv", rows_of(h, "创先争优"))


def earlier_term(h):
    h.tables["资料查阅"][0]["期间"] = "2019年"


def dead_formula(h):
    book(h, "职数", lambda sheet: sheet.__setitem__("E2", "=C2-D2"))


def error_cell(h):
    def spoil(sheet):
        sheet["E2"] = "#REF!"
        sheet["E2"].data_type = "e"

    book(h, "职数", spoil)


def old_workbook(h):
    del h.tables["职数"]
    (h.folder / "职数.xls").write_bytes((FIXTURES / "posts.xls").read_bytes())


def truncated(h):
    book(h, "职数", lambda sheet: None)
    path = h.folder / "职数.xlsx"
    path.write_bytes(path.read_bytes()[:-400])


def encrypted(h):
    """A workbook that really is encrypted, with a password as a spreadsheet program asks for one."""
    book(h, "职数", lambda sheet: None)
    path = h.folder / "职数.xlsx"
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(path.read_bytes())).encrypt("密码123", locked)
    path.write_bytes(locked.getvalue())


def amount(table, column, value, **more):
    """The first row of a table that the small hand-in lacks, with a figure in it."""

    def change(h):
        columns = BY_NAME[table].columns
        h.tables[table] = [{c.zh: example_of(BY_NAME[table], c) if c.required else "" for c in columns}]
        h.tables[table][0] |= {"村": "V01", column: value, **more} if "村" in h.tables[table][0] else {column: value}

    return change


def codes(intake: Intake) -> set[str]:
    return {told.code for told in (*intake.faults, *intake.warnings)}


RULES = [
    ("N01", legacy, set()),
    ("N01", mangled, {"ERR01"}),
    ("N02", put("满意度测评表", "总体评价", "满　意 "), set()),
    ("N03", put("满意度测评表", "总体评价", "A．很满意。"), set()),
    ("N03", put("满意度测评表", "总体评价", "还行"), {"ERR05"}),
    ("N04", put("会议", "日期", "二〇二三年三月七日"), set()),
    ("N04", put("会议", "日期", "44992"), set()),
    ("N04", put("会议", "日期", "3/4/22"), {"ERR06"}),
    ("N04", put("会议", "日期", "23.3.7"), {"ERR06"}),
    ("N05", put("产业发展", "面积亩", "100公顷"), set()),
    ("N05", put("产业发展", "面积亩", "100 担"), {"ERR07"}),
    ("N06", three_heads, set()),
    ("N06", wrong_heads, {"ERR02"}),
    ("N07", footer_with_phone, set()),
    ("N07", wrong_total, {"ERR08"}),
    ("N08", put("会议", "村", "河口居委"), set()),
    ("N08", put("会议", "村", "河囗"), {"ERR03"}),
    ("N09", twin_rows, {"ERR09"}),
    ("N10", blank_overall, set()),
    ("N10", put("满意度测评表", "工作态度", "—"), set()),
    ("N11", double_overall, {"W08"}),
    ("N11", put("满意度测评表", "工作态度", "满意、不满意"), {"W08"}),
    ("N12", put("票表回收", "收回", 3), {"ERR10"}),
    ("N13", put("产业发展", "面积亩", "-3"), {"ERR17"}),
    ("N13", lambda h: road(h, 60), {"W01"}),
    ("N13", lambda h: road(h, "60公里"), {"W01"}),
    ("N13", put("产业发展", "面积亩", "15万亩"), {"W01"}),
    ("N13", put("产业发展", "集体收益万元", "120000"), {"W01"}),
    ("N13", put("村社名册", "人口", 90000), {"W01"}),
    ("N13", amount("集体经济", "净收益万元", 53000), {"W01"}),
    ("N13", amount("项目建设", "金额元", "9000万元"), {"W01"}),
    ("N13", amount("教育培训", "人次", 20230307), {"W01"}),
    ("N14", put("创先争优", "名称", "文明村１３８００００００００"), {"ERR11"}),
    ("N15", forbidden, {"ERR12"}),
    ("N15", hidden_forbidden, {"ERR12", "W11"}),
    ("N17", wrong_village_in_name, {"ERR13"}),
    ("N18", earlier_term, {"W02"}),
    ("N19", dead_formula, {"ERR14"}),
    ("N19", error_cell, {"ERR14"}),
    ("N20", old_workbook, set()),
    ("N20", truncated, {"ERR15"}),
    ("N20", encrypted, {"ERR15"}),
]


@pytest.mark.parametrize(("rule", "form", "told"), RULES)
def test_each_rule_on_a_file_of_that_form(hand_in, rule, form, told):
    form(hand_in)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        intake = hand_in.read()
    assert told <= codes(intake)
    if not any(code.startswith("ERR") for code in told):
        assert intake.faults == ()
    if not told and rule in LOGGED:
        assert rule in {change.rule for change in intake.changes}


LOGGED = {"N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08"}
"""Rules by which a cell or row is read as something else; their accepted forms stand in the change log."""


def test_figures_below_the_bounds_are_not_told_as_outliers(hand_in):
    road(hand_in, 50)
    assert not [told for told in hand_in.read().warnings if told.code == "W01"]


def test_an_outlier_is_told_with_its_bound_and_taken_in(hand_in):
    put("产业发展", "面积亩", "15万亩")(hand_in)
    intake = hand_in.read()
    (told,) = [told for told in intake.warnings if told.code == "W01"]
    assert (told.file, told.row, told.column, told.value) == ("产业发展.csv", 2, "面积亩", "150000")
    assert "超过 30000 亩" in told.expected
    assert intake.tables["industries"]["area"].iloc[0] == 150000


def test_an_encrypted_file_is_told_as_such(hand_in):
    encrypted(hand_in)
    assert [fault.expected for fault in hand_in.faults()] == ["文件有密码"]


def test_every_rule_of_the_field_stands_in_the_table():
    elsewhere = {"N16"}  # below
    assert {rule for rule, _, _ in RULES} | elsewhere == {f"N{number:02d}" for number in range(1, 21)}


def test_n16_a_village_that_is_absent_makes_the_round_incomplete_not_wrong(hand_in):
    hand_in.tables["会议"] = [row for row in hand_in.tables["会议"] if row["村"] != "V02"]
    missing = hand_in.read().missing
    assert any("会议" in line and "青山村" in line for line in missing)


def test_n09_equal_rows_of_a_file_are_kept_once_when_accepted(hand_in):
    twin_rows(hand_in)
    hand_in.write()
    intake = read_round(hand_in.project, ROUND, accept_dup=True)
    assert intake.faults == ()
    assert [(told.code, told.row) for told in intake.warnings] == [("W10", 4)]
    assert len(intake.tables["meetings"]) == 2
    assert (intake.raw["table"] == "meetings").sum() == 2


def test_n09_equal_numbers_with_different_rows_stay_refused(hand_in):
    twin_rows(hand_in)
    hand_in.tables["会议"][-1]["实到"] = 35
    hand_in.write()
    assert {fault.code for fault in read_round(hand_in.project, ROUND, accept_dup=True).faults} == {"ERR09"}


def test_hidden_rows_are_read_and_hidden_helper_columns_are_not(hand_in):
    def hide(sheet):
        sheet["G1"], sheet["G2"] = "辅助", 7
        sheet.column_dimensions["G"].hidden = True
        sheet.row_dimensions[3].hidden = True

    book(hand_in, "职数", hide)
    intake = hand_in.read()
    assert intake.faults == ()
    (told,) = [warning for warning in intake.warnings if warning.code == "W11"]
    assert "隐藏的行 3" in told.expected
    assert "隐藏的列 G" in told.expected
    assert len(intake.tables["positions"]) == 2


def test_an_old_workbook_is_read_like_a_new_one(hand_in):
    old_workbook(hand_in)
    assert hand_in.read().tables["positions"]["approved"].tolist() == [1, 1]
