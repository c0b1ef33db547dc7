"""What is typed into the forms is read back as the same tables; a form that nobody touched says nothing."""

import subprocess

import openpyxl
import pandas as pd
import pytest

from yanpan.forms import Known, known_of, write_forms
from yanpan.forms.sheets import blank_sheet
from yanpan.forms.write import village_tables
from yanpan.intake import read_round
from yanpan.sample.layout import lay_out
from yanpan.schema import BY_NAME, TABLES
from yanpan.schema.model import SOURCE_COLUMNS
from yanpan.workbooks import write_csv, write_workbook

ROUND = "2023-mid"
SHORT = ("月督查", "创先争优", "监督处分", "活动")


def values(frame):
    return frame.drop(columns=list(SOURCE_COLUMNS))


@pytest.fixture
def as_csv(in_round, bare, tables):
    """The same tables handed in as plain csv files."""
    folder = in_round("2022-mid")
    for piece in lay_out(tables, plain=True):
        write_csv(folder / piece.file, piece.sheet.cells)
    return read_round(bare, "2022-mid")


def test_forms_filled_with_the_sample_give_its_tables(in_round, bare, tables, as_csv, fill):
    folder = in_round(ROUND)
    write_forms(folder, known_of(as_csv.tables))
    fill(folder, tables)
    intake = read_round(bare, ROUND)
    assert [str(fault) for fault in intake.faults] == []
    assert intake.missing == ()
    for key in TABLES:
        pd.testing.assert_frame_equal(values(intake.tables[key]), values(as_csv.tables[key]), obj=key)


def test_a_village_may_fill_in_its_workbook_instead(in_round, bare, tables, as_csv, fill, type_in):
    folder = in_round(ROUND)
    write_forms(folder, known_of(as_csv.tables))
    own = {"会议", "票表回收", "满意度测评表", "谈心谈话"}
    assert own < {table.zh for table in village_tables()}
    fill(folder, tables, only=sorted(set(tables) - own))
    for village, name in (("V01", "河口社区"), ("V02", "青山村")):
        for table in sorted(own):
            heading = BY_NAME[table].by_key[BY_NAME[table].village_column].zh
            mine = [row for row in tables[table] if row[heading] == village]
            type_in(folder / "各村" / f"{name}.xlsx", table, mine)
    intake = read_round(bare, ROUND)
    assert {fault.code for fault in intake.faults} <= {"ERR19"}, "only evidence that names rows of the other layout"
    assert len(intake.tables["satisfaction_forms"]) == len(as_csv.tables["satisfaction_forms"])


def test_untouched_forms_are_empty_tables_that_nobody_handed_in(in_round, bare, as_csv):
    folder = in_round(ROUND)
    write_forms(folder, known_of(as_csv.tables))
    intake = read_round(bare, ROUND)
    assert intake.faults == ()
    assert intake.warnings == ()
    assert len(intake.tables["villages"]) == 2
    assert all(not len(frame) for key, frame in intake.tables.items() if key != "villages")
    assert "没有收到《监督处分》" in intake.missing


def test_a_form_that_says_none_is_handed_in_empty(in_round, bare, as_csv, type_in):
    folder = in_round(ROUND)
    write_forms(folder, known_of(as_csv.tables))
    type_in(folder / "监督处分.xlsx", "监督处分", [{"村": "无"}])
    intake = read_round(bare, ROUND)
    assert intake.faults == ()
    assert "没有收到《监督处分》" not in intake.missing


def test_a_row_that_was_begun_must_be_finished(in_round, bare, tables, as_csv):
    folder = in_round(ROUND)
    write_forms(folder, known_of(as_csv.tables))
    book = openpyxl.load_workbook(folder / "集体经济.xlsx")
    book["集体经济"]["B2"] = 2022
    book.save(folder / "集体经济.xlsx")
    assert {fault.code for fault in read_round(bare, ROUND).faults} == {"ERR16"}


def test_same_knowledge_gives_the_same_bytes(tmp_path, as_csv):
    for name in ("a", "b"):
        write_forms(tmp_path / name, known_of(as_csv.tables))
    first, second = (sorted(p for p in (tmp_path / name).rglob("*.xlsx")) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_forms_that_hold_something_are_kept_and_untouched_ones_renewed(tmp_path, tables, as_csv, fill):
    write_forms(tmp_path, Known())
    fill(tmp_path, tables, only=["会议"])
    before = (tmp_path / "会议.xlsx").read_bytes()
    written = write_forms(tmp_path, known_of(as_csv.tables))
    assert written.kept == ("会议.xlsx",)
    assert (tmp_path / "会议.xlsx").read_bytes() == before
    assert openpyxl.load_workbook(tmp_path / "集体经济.xlsx")["集体经济"]["A2"].value == "河口社区"


@pytest.mark.parametrize("table", [t for t in TABLES.values() if t.zh in SHORT], ids=lambda table: table.zh)
def test_closed_lists_are_drop_downs_and_the_example_stands_apart(tmp_path, table):
    write_forms(tmp_path, Known())
    book = openpyxl.load_workbook(tmp_path / f"{table.zh}.xlsx")
    offered = {rule.formula1 for rule in book[table.zh].data_validations.dataValidation if rule.type == "list"}
    assert offered >= {f'"{",".join(column.allowed)}"' for column in table.columns if column.kind == "enum"}
    assert book[table.zh].max_row == 1
    assert "示例（照这样填，不要填在这里）" in [row[0].value for row in book["填表说明"].rows]


def test_prechecks_and_ballots_list_every_member(tmp_path, tables, as_csv):
    write_forms(tmp_path, known_of(as_csv.tables))
    for name, key in (("摸底反馈", "prechecks"), ("民主测评票", "ballot_tallies")):
        given = [row[2].value for row in openpyxl.load_workbook(tmp_path / f"{name}.xlsx")[name].iter_rows(min_row=2)]
        assert given == as_csv.tables[key]["target"].tolist()


def test_the_villages_of_a_large_township_are_still_a_list(tmp_path):
    many = Known(tuple({"village": f"V{n:03d}", "name": f"第{n}村"} for n in range(1, 101)))
    write_workbook(tmp_path / "会议.xlsx", [blank_sheet(TABLES["meetings"], many)])
    book = openpyxl.load_workbook(tmp_path / "会议.xlsx")
    rules = [r.formula1 for r in book["会议"].data_validations.dataValidation if r.type == "list"]
    assert "'选项'!$A$1:$A$100" in rules


def converted(folder, form, kind):
    """The form as LibreOffice writes it in another format, or anew."""
    office = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    out = folder / "out" / form.parent.name
    subprocess.run([*office, "--convert-to", kind, "--outdir", out, form], check=True, capture_output=True)
    return out / f"{form.stem}.{kind}"


@pytest.mark.desk
def test_forms_open_in_libreoffice(tmp_path, as_csv):
    write_forms(tmp_path, known_of(as_csv.tables))
    for form in (tmp_path / "资料查阅.xlsx", tmp_path / "各村" / "河口社区.xlsx"):
        assert converted(tmp_path, form, "pdf").stat().st_size > 5000


def choices(path):
    """Sheet and column -> what a list offers and whether anything else is refused; LibreOffice ends at row 1001."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        for rule in sheet.data_validations.dataValidation:
            offered = (rule.formula1 or "").replace("$", "").replace("'", "")
            for part in rule.sqref.ranges if rule.type == "list" else ():
                assert part.min_row == 2
                assert part.max_row > 1000
                found[sheet.title, part.min_col] = offered, bool(rule.showErrorMessage)
    return found


@pytest.mark.desk
@pytest.mark.parametrize("name", ["会议.xlsx", "谈心谈话.xlsx", "满意度测评表.xlsx", "各村/河口社区.xlsx"])
def test_drop_down_lists_survive_libreoffice(tmp_path, as_csv, name):
    write_forms(tmp_path, known_of(as_csv.tables))
    before = choices(tmp_path / name)
    assert before
    assert choices(converted(tmp_path, tmp_path / name, "xlsx")) == before
