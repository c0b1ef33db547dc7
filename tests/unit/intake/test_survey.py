"""A survey platform's export becomes a questionnaire sheet in place; what identifies a device stays outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanpan.config.survey import SurveyExport, load_survey
from yanpan.errors import UserError
from yanpan.intake.grid import Grid
from yanpan.intake.survey import as_questionnaire

PARAMS = Path(__file__).resolve().parents[3] / "params"
EXPORT = [
    [
        "序号",
        "提交答卷时间",
        "所用时间",
        "来自IP",
        "微信昵称",
        "1、您所在的村（社区）",
        "２、您的身份",
        "3、宣传落实",
        "25、您的年龄",
    ],
    ["1", "2023/3/7 9:05:12", "1分27秒", "192.0.2.1", "清风", "云峰村", "A.党员", "B．认 同", "40"],
    [],
    ["2", "2023/3/7 9:06:01", "50秒", "192.0.2.2", "明月", "云峰村", "F.普通群众", "A.非常认同", "51"],
]


@pytest.fixture(scope="module")
def survey() -> SurveyExport:
    return load_survey(PARAMS)


@pytest.fixture(scope="module")
def mapped(survey) -> Grid:
    return as_questionnaire(Grid("问卷调查表.xlsx", "Sheet1", EXPORT), survey)


def test_numbered_headings_become_columns_and_an_unknown_question_stays_to_be_told(mapped: Grid) -> None:
    assert mapped.rows[0] == ["份号", "用时秒", "村", "身份", "Q1", "25、您的年龄", "渠道"]


def test_options_become_values_and_rows_keep_their_numbers(mapped: Grid) -> None:
    assert mapped.rows[1] == ["1", "1分27秒", "云峰村", "A.党员", 4, "40", "线上"]
    assert (mapped.rows[2], mapped.rows[3][4]) == ([], 5)


def test_addresses_and_exact_times_are_left_outside(mapped: Grid) -> None:
    assert not any(word in str(cell) for word in ("192", ":", "清风") for row in mapped.rows for cell in row)


def test_an_ordinary_sheet_is_left_alone(survey) -> None:
    grid = Grid("问卷调查表.xlsx", "", [["村", "份号", "Q1"], ["云峰村", "001", 4]])
    assert as_questionnaire(grid, survey) is grid
    assert as_questionnaire(grid, None) is grid


def test_a_folder_without_the_file_maps_nothing(tmp_path: Path) -> None:
    assert load_survey(tmp_path) is None


@pytest.mark.parametrize(
    ("questions", "words"),
    [("{1: 村, 2: 年龄}", "没有“年龄”这一列"), ("{1: 村, 2: 村}", "“村”对应了两次")],
)
def test_a_wrong_target_is_refused_by_name(tmp_path: Path, questions: str, words: str) -> None:
    (tmp_path / "survey_export.yml").write_text(f"认出: [提交答卷时间]\n题号: {questions}\n", encoding="utf-8")
    with pytest.raises(UserError, match=words):
        load_survey(tmp_path)
