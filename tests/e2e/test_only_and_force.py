"""`--only` runs these villages and no other, `--force` also what is fresh; the index page marks what is out of date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from tiny_township import ROUND, make_project

from yanpan.config.paths import Project

FAIL = """
from pathlib import Path
1 / (village != "V03" or not Path("../fail").exists())
"""


@pytest.fixture
def township(tmp_path: Path, yanpan) -> Project:
    """Three villages, run once; V03 fails while there is a file `fail`."""
    project = Project(make_project(tmp_path / "project", 3, extra=FAIL))
    assert yanpan(project, "run", "--format", "html").code == 0
    return project


def change(project: Project, *villages: str) -> None:
    """Change what these villages are made from: a setting of each one's own file."""
    for village in villages:
        path = project.round_params(ROUND) / "villages" / f"{village}.yml"
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("# 又改了一处\n")


def ran(project: Project) -> tuple[list[str], bool, list[str]]:
    """Villages that the last run redid, whether it redid the township, villages that it left out of date."""
    told = json.loads((project.outputs(ROUND) / "run.json").read_text(encoding="utf-8"))
    return [each["owner"] for each in told["villages"]], told["township"] is not None, told["stale"]


def written(project: Project) -> dict[str, int]:
    """When each report was written."""
    return {path.parent.name: path.stat().st_mtime_ns for path in project.outputs(ROUND).rglob("report.ipynb")}


def township_on_index(project: Project) -> str:
    """What the index page says of the township's report."""
    root = html.parse(str(project.outputs(ROUND) / "index.html")).getroot()
    return " ".join(root.xpath("//section[@aria-labelledby='township']")[0].text_content().split())


def test_force_alone_redoes_everything(township: Project, yanpan) -> None:
    before = written(township)
    assert yanpan(township, "run", "--format", "html", "--force").code == 0
    assert ran(township) == (["V01", "V02", "V03"], True, [])
    assert all(when > before[name] for name, when in written(township).items())


def test_only_leaves_a_fresh_village_alone_and_with_force_redoes_it_and_no_other(township: Project, yanpan) -> None:
    before = written(township)
    assert "没有变化" in yanpan(township, "run", "--format", "html", "--only", "V02").out
    assert written(township) == before
    assert yanpan(township, "run", "--format", "html", "--only", "V02", "--force").code == 0
    assert ran(township) == (["V02"], True, [])
    after = written(township)
    assert {name for name in after if after[name] != before[name]} == {"V02", "township"}


def test_what_only_leaves_out_is_told_and_stays_out_of_date(township: Project, yanpan) -> None:
    change(township, "V02", "V03")
    done = yanpan(township, "run", "--format", "html", "--only", "V02")
    assert done.code == 0, done.err
    assert ran(township) == (["V02"], True, ["V03"])
    assert "V03 没有结果或结果已经过期，全镇报告按未完成处理；运行 yanpan run 更新全部。" in done.err
    assert yanpan(township, "run", "--format", "html").code == 0
    assert ran(township) == (["V03"], True, [])


def test_a_township_report_older_than_a_village_is_marked(township: Project, yanpan) -> None:
    assert "过期" not in township_on_index(township)
    change(township, "V01", "V03")
    (township.root / "fail").touch()
    assert yanpan(township, "run", "--format", "html", "--jobs", "1", "--fail-fast").code == 1
    assert ran(township)[:2] == (["V01", "V03"], False)
    said = township_on_index(township)
    assert "未完成：结果已经过期（" in said
    assert "新桥村 的结果过期或没有完成" in said
    (township.root / "fail").unlink()
    assert yanpan(township, "run", "--format", "html").code == 0
    assert "过期" not in township_on_index(township)
