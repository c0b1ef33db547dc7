"""The closing table keeps its columns in line whatever the script; what went wrong stands below in sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.cells import cell_len

from yanpan.batch.plan import make_plan
from yanpan.batch.run_record import RunResult
from yanpan.batch.worker import Event, Outcome, Stage
from yanpan.cli.console import ProgressBar, closing_table, remarks
from yanpan.config.paths import Project

NAMES = {"V01": "河口社区", "V02": "A村", "V03": "新桥村"}
FILES = ("report.docx", "report.html", "report.ipynb", "summary.json")


@pytest.fixture
def result(tmp_path: Path) -> RunResult:
    """V01 done, V02 failed, V03 left alone and stale."""
    now = dt.datetime(2023, 4, 20, tzinfo=dt.UTC)
    note = "本机缺少部分公文字体。"
    done = Outcome("V01", "河口社区", ok=True, seconds=3.25, files=FILES, grade="好", warnings=2, notes=(note,))
    failed = Outcome("V02", "A村", ok=False, seconds=0, message="没有名为“满意”的数据。", cell="In [5]（“say()”）")
    township = Outcome("镇", "青禾镇", ok=True, seconds=4, files=(*FILES, "整改台账.xlsx"), notes=(note,))
    plan = make_plan(Project(tmp_path), "r", names=NAMES, township="青禾镇", only=("V01,V02",))
    return RunResult(plan, SimpleNamespace(missing=()), (done, failed), township, ("V03",), now, now)  # type: ignore[arg-type]


def test_columns_are_in_line(result: RunResult, capsys: pytest.CaptureFixture[str]) -> None:
    closing_table(result)
    lines = capsys.readouterr().out.rstrip("\n").splitlines()[1:]
    assert len({cell_len(line) for line in lines}) == 1
    assert "│ V01 河口社区 │ 好       │    2 │ 3.2 秒 │ docx html" in "\n".join(lines)
    assert "docx html 整改台账.xlsx" in "\n".join(lines)


def test_failures_and_stale_villages_are_told_in_sentences_and_notes_once(
    result: RunResult, capsys: pytest.CaptureFixture[str]
) -> None:
    closing_table(result)
    assert capsys.readouterr().err.splitlines() == [
        "A村（V02）未完成：In [5]（“say()”） 出错：没有名为“满意”的数据。",
        "本机缺少部分公文字体。",
        "V03 没有结果或结果已经过期，全镇报告按未完成处理；运行 yanpan run 更新全部。",
    ]


def test_an_incomplete_round_is_told_first(result: RunResult) -> None:
    lacking = SimpleNamespace(missing=("没有收到《月督查》", "《职数》里没有A村"))
    lines = remarks(replace(result, manifest=lacking))  # type: ignore[arg-type]
    assert lines[0] == "批次不完整，缺：没有收到《月督查》；《职数》里没有A村。"


def test_bar_tells_village_and_stage_and_counts_what_is_settled(
    result: RunResult, capsys: pytest.CaptureFixture[str]
) -> None:
    with ProgressBar() as bar:
        bar.begin(result.plan)
        for stage in (Stage.NOTEBOOK, Stage.DONE):
            bar.tell(Event("V01", "河口社区", stage))
        bar.tell(Event("V02", "A村", Stage.FAILED))
    shown = capsys.readouterr().err
    assert "河口社区：运行笔记本" in shown
    assert "2/3" in shown
