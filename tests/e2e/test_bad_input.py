"""What nobody should ask for, and some do: one clear sentence each, no traceback, nothing written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import openpyxl
import pytest
from tiny_township import ROUND, make_project, outputs

from yanpan.config.paths import Project
from yanpan.sample import write_sample


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory, yanpan) -> Project:
    """Two villages, run once."""
    project = Project(make_project(tmp_path_factory.mktemp("bad") / "project", 2))
    assert yanpan(project, "run", "--format", "html").code == 0
    return project


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "10.0.0.5",
            "--scheduler 应写成 tcp://主机:端口 或 tls://主机:端口（如 tcp://10.0.0.5:8786），现为“10.0.0.5”。",
        ),
        (
            "tcp://127.0.0.1:1",
            "连不上集群调度器 tcp://127.0.0.1:1；请确认已用 dask scheduler 启动，主机和端口无误，防火墙放行。",
        ),
        ("tcp://nobody.invalid:8786", "找不到集群调度器的主机“nobody.invalid”；请核对 --scheduler。"),
    ],
)
def test_a_scheduler_that_nobody_knows(township: Project, yanpan, address: str, sentence: str) -> None:
    before = outputs(township.root)
    done = yanpan(township, "run", "--force", "--scheduler", address)
    assert (done.code, done.err) == (2, f"{sentence}\n")
    assert outputs(township.root) == before


@pytest.mark.parametrize("name", ["village.ipynb", "township.ipynb"])
def test_a_notebook_without_a_parameters_cell(township: Project, yanpan, name: str) -> None:
    path, before = township.notebooks / name, outputs(township.root)
    whole = path.read_bytes()
    node = nbformat.reads(whole.decode(), as_version=4)
    del node.cells[0].metadata["tags"]
    nbformat.write(node, path)
    try:
        done = yanpan(township, "run")
    finally:
        path.write_bytes(whole)
    assert (done.code, done.err) == (2, f"{name} 应有且只有一个带 parameters 标签的参数格，现有 0 个。\n")
    assert outputs(township.root) == before


def test_a_roster_without_a_village(tmp_path: Path, yanpan) -> None:
    project = Project(make_project(tmp_path / "project", 1))
    for path in project.raw(ROUND).glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            sheet.delete_rows(2, sheet.max_row)
        book.save(path)
    done = yanpan(project, "run")
    assert done.code in (1, 2)
    assert "名册" in done.err
    assert "Traceback" not in done.err
    assert not (project.root / "outputs").exists()


def test_a_single_village_is_a_township_too(own_project: Project, yanpan) -> None:
    for path in own_project.raw(ROUND).iterdir():
        path.unlink()
    write_sample(own_project.raw(ROUND), villages=1)
    done = yanpan(own_project, "run", "--format", "html")
    assert done.code == 0, done.err
    record = json.loads((done.home / "run.json").read_text(encoding="utf-8"))
    assert ([each["owner"] for each in record["villages"]], record["failures"]) == (["V01"], [])
    assert "完成 1/1 个村" in (done.home / "index.html").read_text(encoding="utf-8")


def test_a_clock_that_was_set_back_is_told_and_fools_nothing(township: Project, yanpan) -> None:
    record = township.outputs(ROUND) / "run.json"
    told = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps({**told, "finished": "2099-01-01T00:00:00+00:00"}), encoding="utf-8")
    remarks = township.round_params(ROUND) / "villages" / "V02.yml"
    for path in (remarks, *township.raw(ROUND).iterdir()):
        if path.exists():
            os.utime(path, (4_000_000_000, 4_000_000_000))
    before = remarks.read_bytes() if remarks.exists() else None
    remarks.parent.mkdir(parents=True, exist_ok=True)
    remarks.write_bytes((before or b"") + b"# later\n")
    os.utime(remarks, (1_000_000_000, 1_000_000_000))
    done = yanpan(township, "run", "--format", "html")
    assert done.code == 0, done.err
    assert done.err.count("本机时钟被调回过（比上次运行结束时还早）：报告不受影响") == 1
    again = json.loads(record.read_text(encoding="utf-8"))
    assert [each["owner"] for each in again["villages"]] == ["V02"]
    assert "时钟" not in yanpan(township, "run", "--format", "html", "--force").err
