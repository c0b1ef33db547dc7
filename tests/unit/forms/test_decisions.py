"""The committee's form with teams, members and suggestions reads back as 党委定档; open rows are no rows."""

import openpyxl
import pytest

from yanpan.forms import known_of, write_forms
from yanpan.forms.decisions import NAME, Candidate, write_decision_form
from yanpan.intake import read_round
from yanpan.schema.values import Target

ROUND = "2023-mid"
CANDIDATES = (
    Candidate(Target.TEAM, "V01", "河口社区班子", "好", "较稳定"),
    Candidate(Target.TEAM, "V02", "青山村班子", "正常", "稳定"),
)


@pytest.fixture
def handed_in(in_round, bare, tables, fill):
    """A round with roster and members handed in, and its folder."""
    folder = in_round(ROUND)
    write_forms(folder, known_of({key: read_round(bare, ROUND).tables[key] for key in ("villages", "members")}))
    fill(folder, tables, only=["村社名册", "班子成员"])
    return folder


def enter(path, **rows):
    """Type grade, reason and day beside a target."""
    book = openpyxl.load_workbook(path)
    sheet = book["党委定档"]
    place = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if entry := rows.get(str(sheet.cell(row, place["对象"]).value)):
            for heading, value in zip(("档次", "理由", "会议日期"), entry, strict=True):
                sheet.cell(row, place[heading], value)
    book.save(path)


def decided(intake):
    frame = intake.tables["decisions"]
    return [tuple(row) for row in frame[["target_kind", "target", "grade", "met"]].itertuples(index=False)]


def test_what_the_committee_fills_in_reads_back_and_open_rows_are_left_out(handed_in, bare, tables):
    member = tables["班子成员"][0]["成员编号"]
    person = Candidate(Target.MEMBER, member, "某某（村书记）", "好", "临界")
    write_decision_form(handed_in / NAME, [*CANDIDATES, person])
    enter(handed_in / NAME, V01=("正常", "综合研究", "2023-04-18"), **{member: ("好", None, "2023-04-18")})
    intake = read_round(bare, ROUND)
    assert [str(fault) for fault in intake.faults] == []
    assert [str(fault) for fault in intake.warnings if "党委定档" in fault.file] == []
    assert decided(intake) == [("班子", "V01", "正常", "2023-04-18"), ("成员", member, "好", "2023-04-18")]
    assert intake.tables["decisions"]["reason"].tolist()[0] == "综合研究"


def test_a_grade_without_the_day_of_the_meeting_is_refused_by_row(handed_in, bare):
    write_decision_form(handed_in / NAME, CANDIDATES)
    enter(handed_in / NAME, V02=("正常", None, None))
    assert [(fault.code, fault.row) for fault in read_round(bare, ROUND).faults] == [("ERR16", 3)]


def test_untouched_it_says_nothing(handed_in, bare):
    write_decision_form(handed_in / NAME, CANDIDATES)
    intake = read_round(bare, ROUND)
    assert intake.faults == ()
    assert intake.tables["decisions"].empty


def test_lists_stand_at_their_columns_and_bytes_are_the_same(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_decision_form(tmp_path / name, CANDIDATES)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["党委定档"]
    places = {cell.value: cell.column_letter for cell in sheet[1]}
    offered = {
        str(rule.sqref).split("2:")[0]: rule.formula1
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert offered == {places["对象类型"]: '"班子,成员"', places["档次"]: '"好,正常,较差"'}
