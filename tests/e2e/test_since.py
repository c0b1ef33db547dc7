"""Two rounds through the command line: status names the earlier rows, verify derives from both folders."""

from __future__ import annotations

import pytest

ROUND, BEFORE = "2023-mid", "2022-annual"


@pytest.fixture
def done(two_rounds, yanpan):
    """A finished run of the newer round, HTML only."""

    def dissatisfied(tables):
        own = [row for row in tables["满意度测评表"] if row["村"] == "V02"]
        for row in own[:35]:
            row["总体评价"] = "不满意"

    found = yanpan(two_rounds(before=dissatisfied), "run", "--round", ROUND, "--format", "html", "--jobs", "1")
    assert found.code == 0, found.err
    return found


def test_earlier_rows_are_read_named_when_they_change_and_verified(done, yanpan):
    project = done.project
    assert "没有差异" in yanpan(project, "verify", "--round", ROUND).out
    assert yanpan(project, "status", "--round", ROUND).code == 0
    roster = project.raw(BEFORE) / "村社名册.csv"
    lines = roster.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("V02"))
    cells = lines[at].split(",")
    members = lines[0].split(",").index("党员数")
    cells[members] = str(int(cells[members]) - 4)
    roster.write_text("\n".join([*lines[:at], ",".join(cells), *lines[at + 1 :]]), "utf-8")
    status = yanpan(project, "status", "--round", ROUND).out
    assert f"村社名册（{BEFORE}/村社名册.csv） 第 {at + 1} 行已变" in status
    verdict = yanpan(project, "verify", "--round", ROUND)
    assert verdict.code == 1
    assert "V02｜V02.纵向.人员.党员.基数" in verdict.out
    assert "V01｜" not in verdict.out
