"""整改台账.xlsx as the program writes it, filled in, is the hand-in of the next check and of the next round."""

from __future__ import annotations

import io
import shutil
import subprocess

import openpyxl
import pandas as pd
import pytest

from yanpan.config.policy import load_policy
from yanpan.config.township import load_round
from yanpan.findings.township.data import TownshipData
from yanpan.intake import read_round
from yanpan.report.ledger import HEAD_ROW, carried_problems, ledger_bytes
from yanpan.summary import Problem, TownshipSummary

ROUND, NEXT = "2023-mid", "2024-mid"
KEPT = ["problem", "direction", "measure", "owner", "deadline", "status", "revisit_ok", "closed"]


@pytest.fixture
def summary(sample_tables) -> TownshipSummary:
    """The township's summary with the sample's problems and plans."""
    problems = sample_tables["problems"].set_index("problem")
    rows = tuple(
        Problem(
            problem=plan.problem,
            owner=problems.loc[plan.problem, "village"],
            themes=tuple(problems.loc[plan.problem, "themes"].split("、")),
            statement=problems.loc[plan.problem, "gist"],
            evidence=("谈心谈话@谈心谈话.xlsx/谈心谈话|12", "资料查阅@资料查阅.xlsx/资料查阅|4–6"),
            severity=problems.loc[plan.problem, "severity"],
            direction=plan.direction,
            measure=plan.measure,
            person=plan.owner,
            deadline=plan.deadline,
            status=plan.status,
        )
        for plan in sample_tables["rectifications"].itertuples()
    )
    names = dict(zip(sample_tables["villages"]["village"], sample_tables["villages"]["name"], strict=True))
    return TownshipSummary(
        round=ROUND, edition="internal", owner="镇", title="青禾镇报告", as_of="2023-04-20", inputs="x", facts=(),
        rows=(), villages=tuple(names), problems=rows, names=names,
    )  # fmt: skip


def filled(data: bytes) -> bytes:
    """The workbook after somebody has signed off the first problem and left the second undone."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["整改台账"]
    places = {cell.value: cell.column for cell in sheet[HEAD_ROW]}
    for name, value in (("状态", "已销号"), ("回访满意", "是"), ("销号日期", "2023-06-20")):
        sheet.cell(HEAD_ROW + 1, places[name]).value = value
    sheet.cell(HEAD_ROW + 2, places["状态"]).value = "逾期"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.fixture
def handed_in(own_project, summary):
    """The project whose 整改台账 is the filled-in ledger."""
    path = own_project.raw(ROUND) / "整改台账.xlsx"
    path.write_bytes(filled(ledger_bytes(summary)))
    return own_project


def test_what_the_program_writes_it_reads_again(own_project, summary, sample_tables) -> None:
    (own_project.raw(ROUND) / "整改台账.xlsx").write_bytes(ledger_bytes(summary))
    again = read_round(own_project, ROUND)
    assert again.faults == ()
    pd.testing.assert_frame_equal(again.tables["rectifications"][KEPT], sample_tables["rectifications"][KEPT])
    assert again.tables["rectifications"]["village"].tolist() == sample_tables["problems"]["village"].tolist()


def test_what_was_filled_in_comes_back(handed_in) -> None:
    intake = read_round(handed_in, ROUND)
    assert intake.faults == ()
    first, second, *_ = intake.tables["rectifications"].to_dict("records")
    assert (first["status"], first["revisit_ok"], first["closed"]) == ("已销号", True, "2023-06-20")
    assert second["status"] == "逾期"


def carry_on(project) -> None:
    """The next round: the same registers, no problems of its own yet, last round's ledger."""
    shutil.copytree(project.raw(ROUND), project.raw(NEXT))
    shutil.copytree(project.round_params(ROUND), project.round_params(NEXT))
    (project.raw(NEXT) / "问题清单.xlsx").unlink()


def test_the_next_round_goes_on_with_the_ledger(handed_in) -> None:
    carry_on(handed_in)
    intake = read_round(handed_in, NEXT)
    assert intake.faults == ()
    data = TownshipData(
        load_round(handed_in.round_params(NEXT)), load_policy(handed_in.params), intake.tables, (), {}, {}
    )
    first, second, *_ = carried_problems(data)
    assert (first.owner, first.status, first.revisit, first.closed) == ("V01", "已销号", "是", "2023-06-20")
    assert (second.statement, second.status) == ("党建带动产业力度小、标准偏低", "逾期")
    assert len(first.evidence) == 2


def test_a_number_that_no_round_knows_is_refused(handed_in) -> None:
    carry_on(handed_in)
    shutil.rmtree(handed_in.raw(ROUND))
    faults = read_round(handed_in, NEXT).faults
    assert {(fault.code, fault.file, fault.column) for fault in faults} == {("ERR19", "整改台账.xlsx", "问题编号")}


def test_a_number_is_not_given_to_another_problem_in_the_next_round(handed_in) -> None:
    carry_on(handed_in)
    path = handed_in.raw(NEXT) / "问题清单.xlsx"
    shutil.copy(handed_in.raw(ROUND) / "问题清单.xlsx", path)
    book = openpyxl.load_workbook(path)
    book.active["E2"] = "村集体资产底数不清"
    book.save(path)
    (fault,) = read_round(handed_in, NEXT).faults
    assert (fault.code, fault.row, fault.value) == ("ERR18", 2, "WT-V01-01")
    assert ROUND in fault.expected


@pytest.mark.desk
def test_saved_by_libreoffice_it_is_read_with_its_drop_downs(handed_in, tmp_path) -> None:
    path = handed_in.raw(ROUND) / "整改台账.xlsx"
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"]
    command = [*office, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "saved", path]
    subprocess.run(command, check=True, capture_output=True)
    saved = tmp_path / "saved" / path.name
    rules = openpyxl.load_workbook(saved)["整改台账"].data_validations.dataValidation
    assert {rule.formula1.strip('"') for rule in rules} >= {"未启动,推进中,待验收,已销号,逾期,长期", "是,否"}
    shutil.copy(saved, path)
    intake = read_round(handed_in, ROUND)
    assert intake.faults == ()
    assert intake.tables["rectifications"].loc[0, "status"] == "已销号"
