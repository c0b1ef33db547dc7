"""The page of the intake and the marked copies: enough to mend from, nothing that must not be seen."""

from __future__ import annotations

import json
import zipfile

import openpyxl
from lxml import html

from yanpan.review.intake_page import write_intake

ROUND = "2023-mid"
PHONE = "13800000000"
IDENTITY = "510000197501011234"


def written(hand_in):
    intake = hand_in.read()
    page, copies = write_intake(hand_in.project, ROUND, intake)
    return page, {path.name: path for path in copies}


def broken(hand_in):
    hand_in.tables["会议"][0]["实到"] = "三十六几"
    hand_in.tables["创先争优"][0]["名称"] = f"<b>文明村</b>联系{PHONE}"
    hand_in.tables["满意度测评表"][0]["总体评价"] = "还行得很"
    hand_in.tables["满意度测评表"][1]["意见"] = "路灯不亮。 请修　一修"
    return written(hand_in)


def test_the_page_is_inert_and_tells_faults_changes_and_copies(hand_in):
    page, _ = broken(hand_in)
    text = page.read_text(encoding="utf-8")
    root = html.fromstring(text)
    assert not root.xpath("//script|//link|//img|//*[@style]|//@onclick")
    assert "default-src 'none'" in text
    assert "有 3 处错误" in text
    assert "退改/会议.xlsx" in text
    assert "三十六几" in text
    assert "1500余" in text
    assert "&gt;=1500亩" in text


def test_page_and_data_keep_numbers_of_people_and_contents_of_forms_to_themselves(hand_in):
    page, _ = broken(hand_in)
    for path in (page, page.with_name("intake.json")):
        text = path.read_text(encoding="utf-8")
        assert PHONE not in text
        assert "还行得很" not in text
        assert "路灯不亮" not in text


def test_the_data_hold_every_change_with_before_and_after(hand_in):
    page, _ = written(hand_in)
    data = json.loads(page.with_name("intake.json").read_text(encoding="utf-8"))
    assert data["accepted"] is True
    change = next(change for change in data["changes"] if change["before"] == "2023年3月7日")
    assert (change["rule"], change["file"], change["after"]) == ("N04", "会议.csv", "2023-03-07")
    forms = [change for change in data["changes"] if change["file"].startswith("班子成员")]
    assert forms
    assert {(change["before"], change["after"]) for change in forms} == {(None, None)}


def test_a_clerk_finds_the_faulty_cell_coloured_with_what_to_do(hand_in):
    _, copies = broken(hand_in)
    assert sorted(copies) == ["会议.xlsx", "创先争优.xlsx", "满意度测评表.xlsx"]
    book = openpyxl.load_workbook(copies["会议.xlsx"])
    cell = book.worksheets[0]["F2"]
    assert cell.value == "三十六几"
    assert cell.fill.fgColor.rgb == "FFFFC7CE"
    assert cell.comment.text.startswith("ERR07")
    assert "改法：" in cell.comment.text
    assert book.worksheets[0]["F3"].comment is None
    assert copies["会议.xlsx"].stat().st_mode & 0o077 == 0


def test_numbers_of_people_are_blank_in_the_copy(hand_in):
    _, copies = broken(hand_in)
    book = openpyxl.load_workbook(copies["创先争优.xlsx"])
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(PHONE in text for text in texts)
    assert "ERR11" in book.worksheets[0]["B2"].comment.text


def test_a_workbook_keeps_its_looks_and_loses_every_personal_number(hand_in):
    rows = hand_in.tables.pop("职数")
    rows[1]["核定职数"] = 3

    def fill(book):
        book.active.append(["职数登记"])
        for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
            book.active.append(row)
        book.active.append(["填表人：甲", f"电话{PHONE}", IDENTITY])
        book.active.column_dimensions["A"].width = 31

    hand_in.workbook("职数.xlsx", fill)
    _, copies = written(hand_in)
    sheet = openpyxl.load_workbook(copies["职数.xlsx"]).worksheets[0]
    assert sheet.column_dimensions["A"].width == 31
    assert "ERR18" in sheet["C4"].comment.text
    assert [sheet["B5"].value, sheet["C5"].value] == [None, None]


def test_text_that_looks_like_a_formula_stays_text_in_the_copy_of_a_csv(hand_in):
    hand_in.tables["会议"][0] |= {"实到": "x", "会议编号": "=1+1"}
    _, copies = written(hand_in)
    assert openpyxl.load_workbook(copies["会议.xlsx"]).worksheets[0]["A2"].data_type == "s"


def test_mending_the_copy_mends_the_hand_in(hand_in):
    hand_in.tables["会议"][0]["实到"] = "三十六几"
    _, copies = written(hand_in)
    book = openpyxl.load_workbook(copies["会议.xlsx"])
    book.worksheets[0]["F2"] = 36
    del hand_in.tables["会议"]
    (hand_in.folder / "会议.csv").unlink()
    book.save(hand_in.folder / "会议.xlsx")
    assert hand_in.faults() == []
    page, copies = written(hand_in)
    assert copies == {}
    assert not (page.parent / "退改").exists()


def test_control_characters_and_odd_file_names_do_not_hinder_the_copy(hand_in):
    rows = hand_in.tables.pop("会议")
    rows[0] |= {"实到": "x\x01", "会议编号": "HY\x02-V01"}
    odd = [list(rows[0]), *(list(row.values()) for row in rows)]
    odd[0].append("附\x03注")
    hand_in.csv("会议[一稿].csv", odd)
    _, copies = written(hand_in)
    book = openpyxl.load_workbook(copies["会议[一稿].xlsx"])
    assert book.sheetnames == ["会议_一稿_", "说明（退改）"]
    assert book.worksheets[0]["A2"].value == "HY-V01"
    assert "ERR07" in book.worksheets[0]["F2"].comment.text


def test_a_workbook_that_only_the_quick_reader_opens_still_gets_its_copy(hand_in):
    rows = hand_in.tables.pop("会议")
    rows[0]["实到"] = "x"

    def fill(book):
        for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
            book.active.append(row)

    hand_in.workbook("会议.xlsx", fill)
    path = hand_in.folder / "会议.xlsx"
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            book.writestr(name, b"\xff\xfe<broken" if name == "docProps/core.xml" else part)
    _, copies = written(hand_in)
    assert "ERR07" in openpyxl.load_workbook(copies["会议.xlsx"]).worksheets[0]["F2"].comment.text


def test_marks_of_an_earlier_copy_come_off(hand_in):
    hand_in.tables["会议"][0]["实到"] = "x"
    hand_in.tables["会议"][1]["应到"] = "y"
    _, copies = written(hand_in)
    book = openpyxl.load_workbook(copies["会议.xlsx"])
    book.worksheets[0]["F2"] = 36
    del hand_in.tables["会议"]
    (hand_in.folder / "会议.csv").unlink()
    book.save(hand_in.folder / "会议.xlsx")
    _, copies = written(hand_in)
    book = openpyxl.load_workbook(copies["会议.xlsx"])
    assert book.sheetnames == ["会议", "说明（退改）"]
    red = [c.coordinate for row in book.worksheets[0].iter_rows() for c in row if c.fill.fgColor.rgb == "FFFFC7CE"]
    assert red == ["E3"]
    assert book.worksheets[0]["F2"].comment is None
