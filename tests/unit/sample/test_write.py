"""Bytes depend on the arguments alone; files have the habits of real hand-ins."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from yanpan.intake.csvs import decode
from yanpan.sample import write_sample
from yanpan.workbooks import Sheet, write_workbook


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    write_sample(folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_another_seed_gives_other_answers_but_the_same_reported_figures(written: Path, tmp_path: Path) -> None:
    write_sample(tmp_path, seed=7)
    changed = {name for name, data in contents(tmp_path).items() if data != contents(written)[name]}
    assert "谈心谈话.xlsx" in changed
    assert not changed & {"项目建设.xlsx", "创先争优.xlsx", "村社名册.xlsx", "整改台账.xlsx"}


def test_workbooks_carry_no_clock(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [Sheet("表", [["甲"], [1]])])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert {item.date_time for item in book.infolist()} == {(2023, 4, 20, 9, 0, 0)}
        assert book.read("docProps/core.xml").count(b"2023-04-20T09:00:00Z") == 2


def test_the_sample_is_small(written: Path) -> None:
    assert sum(len(data) for data in contents(written).values()) < 2 * 1024**2


def test_sources_name_every_file_and_sort_every_column(written: Path) -> None:
    register = yaml.safe_load((written / "SOURCES.yml").read_text(encoding="utf-8"))
    assert set(register["files"]) == set(contents(written)) - {"SOURCES.yml"}
    assert all(not set(each["reported"]) & set(each["simulated"]) for each in register["tables"].values())
    assert "数量" in register["tables"]["项目建设"]["reported"]


def test_one_csv_is_in_gb18030_and_one_file_is_a_platforms_export(written: Path) -> None:
    with pytest.raises(UnicodeDecodeError):
        (written / "问卷调查表_新桥村.csv").read_bytes().decode("utf-8")
    assert decode((written / "问卷调查表_新桥村.csv").read_bytes()).startswith("份号")
    export = load_workbook(written / "问卷调查表_云峰村.xlsx").active
    assert [cell.value for cell in export[1]][:4] == ["序号", "提交答卷时间", "所用时间", "来源"]


def test_the_hand_in_shows_the_habits_of_real_ones(written: Path) -> None:
    """A total above a signature, a hidden helper column, two-row headings, full-width digits, a double tick."""
    returns = load_workbook(written / "票表回收.xlsx").active
    assert [returns.cell(returns.max_row - down, 1).value for down in (1, 0)] == ["合计", "填表人：镇党群办"]
    tasks = load_workbook(written / "党建任务.xlsx").active
    assert tasks.column_dimensions["G"].hidden
    forms = load_workbook(written / "满意度测评表.xlsx").active
    assert "八项评价" in [cell.value for cell in forms[2]]
    assert "满意、不满意" in [cell.value for column in forms.columns for cell in column]
    lamps = [cell.value for cell in next(load_workbook(written / "项目建设.xlsx").active.iter_cols(8, 8))]
    assert "１７" in lamps
