"""整改台账.xlsx opens again with the same text, holds no formula, and its bytes do not depend on the clock."""

import io
import time
import zipfile

import openpyxl
import pytest

from yanpan.errors import UserError
from yanpan.report.ledger import COLUMNS, HEAD_ROW, check_levels, ledger_bytes, ledger_rows
from yanpan.schema import TABLES

NASTY = ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "<script>", "第一行\n第二行")


@pytest.fixture
def summary(make_report):
    handed = make_report().summary().summary
    problems = [
        p.model_copy(update={"statement": text, "measure": text})
        for p, text in zip(handed.problems * 2, NASTY, strict=True)
    ]
    return handed.model_copy(update={"problems": tuple(problems)})


@pytest.fixture
def sheet(summary):
    return openpyxl.load_workbook(io.BytesIO(ledger_bytes(summary)))["整改台账"]


def test_a_column_without_a_level_is_not_written() -> None:
    check_levels(name for name, _ in COLUMNS)
    with pytest.raises(UserError, match="“举报人”没有定密级"):
        check_levels(["问题编号", "举报人"])


def test_it_holds_every_problem_as_written(summary, sheet):
    read = [tuple(cell.value or "" for cell in row) for row in sheet.iter_rows(min_row=HEAD_ROW + 1)]
    assert read == list(ledger_rows(summary))


def test_text_that_looks_like_a_formula_stays_text(sheet):
    cells = [sheet.cell(HEAD_ROW + number, 4) for number in range(1, 5)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_no_formula_stands_in_the_archive(summary):
    with zipfile.ZipFile(io.BytesIO(ledger_bytes(summary))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_status_is_chosen_from_the_contracts_list(sheet):
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    allowed = ",".join(TABLES["rectifications"].by_key["status"].allowed)
    assert rules["K4:K9"] == f'"{allowed}"'


def test_headings_stand_above(sheet):
    assert [cell.value for cell in sheet[HEAD_ROW]] == [name for name, _ in COLUMNS]


def test_the_same_summary_makes_the_same_bytes(summary):
    first = ledger_bytes(summary)
    time.sleep(2.1)  # zip members carry dates in steps of two seconds
    assert ledger_bytes(summary) == first


def test_a_ledger_without_problems_opens(summary):
    empty = summary.model_copy(update={"problems": ()})
    assert openpyxl.load_workbook(io.BytesIO(ledger_bytes(empty)))["整改台账"].max_row == HEAD_ROW
