"""Which files are read as what, and what is said of the others."""

from __future__ import annotations

import openpyxl
import pytest

from yanpan.errors import UserError
from yanpan.intake import read_round

ROUND = "2023-mid"


def test_a_consistent_hand_in_has_no_faults_and_no_warnings(hand_in):
    intake = hand_in.read()
    assert intake.faults == ()
    assert intake.warnings == ()


def test_every_table_of_the_schema_is_there(hand_in):
    tables = hand_in.read().tables
    assert list(tables["talks"].columns)[-3:] == ["source_file", "source_sheet", "source_row"]
    assert len(tables["talks"]) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_every_accepted_encoding(hand_in, encoding):
    rows = hand_in.tables.pop("创先争优")
    hand_in.csv("创先争优.csv", [list(rows[0]), list(rows[0].values())], encoding=encoding)
    assert hand_in.read().tables["honours"]["name"].tolist() == ["文明村"]


def test_bytes_of_no_accepted_encoding_are_refused(hand_in):
    del hand_in.tables["创先争优"]
    (hand_in.folder / "创先争优.csv").write_bytes("村,名称\n青山,文明村".encode() + b"\xff\xff\x80")
    assert [fault.code for fault in hand_in.faults()] == ["ERR01"]


def test_a_table_may_be_several_files_and_the_village_may_stand_in_the_name(hand_in):
    forms = hand_in.tables.pop("满意度测评表")
    for village, name in (("V01", "满意度测评表_河口居委.csv"), ("V02", "满意度测评表（青山村）.csv")):
        rows = [{k: v for k, v in form.items() if k != "村"} for form in forms if form["村"] == village]
        hand_in.csv(name, [list(rows[0]), *(list(row.values()) for row in rows)])
    frame = hand_in.read().tables["satisfaction_forms"]
    assert frame.groupby("village")["form"].agg(list).to_dict() == {"V01": ["001", "002"], "V02": ["001", "002"]}


def test_rows_of_another_village_than_the_file_name_says_are_refused(hand_in):
    rows = hand_in.tables.pop("创先争优")
    hand_in.csv("创先争优_河口社区.csv", [list(rows[0]), list(rows[0].values())])
    (fault,) = hand_in.faults()
    assert str(fault) == (
        "ERR13 文件名的村与表内的村不一致｜文件 创先争优_河口社区.csv｜第 2 行“村”｜原值“青山”"
        "｜按文件名（或工作表名）应是 V01 河口社区"
    )


def test_a_village_in_the_file_name_that_nobody_knows_is_refused(hand_in):
    rows = hand_in.tables.pop("创先争优")
    hand_in.csv("创先争优_桃源村.csv", [list(rows[0]), list(rows[0].values())])
    assert [(fault.code, fault.value) for fault in hand_in.faults()] == [("ERR03", "桃源村")]


def test_one_workbook_may_hold_several_tables(hand_in):
    tables = {name: hand_in.tables.pop(name) for name in ("会议", "村社名册", "职数")}

    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "说明"
        book.active["A1"] = "填表前请看"
        for name, rows in tables.items():
            sheet = book.create_sheet(f"{name}（2023）")
            for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
                sheet.append(row)

    hand_in.workbook("镇级登记簿.xlsx", fill)
    intake = hand_in.read()
    assert intake.faults == ()
    assert [(warning.code, warning.sheet) for warning in intake.warnings] == [("W06", "说明")]
    assert intake.tables["meetings"]["source_sheet"].tolist() == ["会议（2023）"] * 2


def test_lock_files_and_files_of_no_table_are_told_and_skipped(hand_in):
    (hand_in.folder / "~$会议.xlsx").write_bytes(b"lock")
    hand_in.csv("花名册.csv", [["甲"]])
    (hand_in.folder / "会议照片.jpg").write_bytes(b"jpg")
    intake = hand_in.read()
    assert intake.faults == ()
    assert {(warning.code, warning.file) for warning in intake.warnings} == {
        ("W07", "~$会议.xlsx"),
        ("W06", "花名册.csv"),
        ("W06", "会议照片.jpg"),
    }


def test_a_workbook_that_does_not_open_is_refused(hand_in):
    (hand_in.folder / "活动.xlsx").write_bytes(b"PK\x03\x04 cut short")
    assert [(fault.code, fault.file) for fault in hand_in.faults()] == [("ERR15", "活动.xlsx")]


def test_a_formula_without_a_result_is_refused_at_its_cell(hand_in):
    rows = hand_in.tables.pop("职数")
    rows[1]["空缺数"] = "=C3-D3"

    def fill(book: openpyxl.Workbook) -> None:
        for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
            book.active.append(row)

    hand_in.workbook("职数.xlsx", fill)
    faults = [fault for fault in hand_in.faults() if fault.code == "ERR14"]
    assert [(fault.row, fault.column) for fault in faults] == [(3, "E")]


def test_a_changed_file_is_told_not_refused(hand_in):
    hand_in.write()
    register = "\n".join(f"  {path.name}: {{sha256: {'0' * 64}}}" for path in hand_in.folder.glob("会议.csv"))
    (hand_in.folder / "SOURCES.yml").write_text(f"files:\n{register}\n", encoding="utf-8")
    intake = hand_in.read()
    assert intake.faults == ()
    assert ("W05", "会议.csv") in [(warning.code, warning.file) for warning in intake.warnings]


def test_without_the_roster_nothing_is_read_and_one_fault_says_why(hand_in):
    del hand_in.tables["村社名册"]
    (fault,) = hand_in.faults()
    assert "村社名册" in str(fault)


def test_an_unknown_round_names_the_rounds_there_are(hand_in):
    with pytest.raises(UserError, match="2023-mid"):
        read_round(hand_in.project, "2024-mid")
