"""What is verified beside the reports: reminder slips, performance files, a quarter's figures, links of the index."""

from __future__ import annotations

import json
import re

import pytest
from docx import Document

from yanpan.verify.check import verify

ROUND = "2023-mid"


@pytest.fixture
def beside(hand_in, yanpan):
    """Two villages with reports, a quarter's report with its slips, and performance files."""
    project = hand_in(lambda tables: None)
    for command in (
        ("run", "--round", ROUND, "--format", "html", "--jobs", "1"),
        ("quarterly", "--quarter", "2023Q1", "--format", "html,docx"),
        ("archive", "--format", "html,docx"),
    ):
        found = yanpan(project, *command)
        assert found.code == 0, found.err
    return project


def change_word(path, old, new):
    document = Document(str(path))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
    assert runs
    runs[0].text = runs[0].text.replace(old, new, 1)
    document.save(str(path))


def change_text(path, pattern, new):
    text, number = re.subn(pattern, new, path.read_text("utf-8"), count=1)
    assert number
    path.write_text(text, "utf-8")


def test_what_lies_beside_the_reports_is_verified(beside, yanpan):
    project, home = beside, beside.outputs(ROUND)
    sound = yanpan(project, "verify", "--round", ROUND)
    assert sound.code == 0, sound.out
    assert "其中履职档案 2 份，另有提醒单" in sound.out

    archive = next(project.archives("internal").glob("V02*.html"))
    change_text(archive, r">6条<", ">7条<")
    slip = next((home / "quarterly" / "2023Q1" / "提醒单").glob("V02*.docx"))
    change_word(slip, "分，", "8分，")
    summary = home / "quarterly" / "2023Q1" / "summary.json"
    told = json.loads(summary.read_text("utf-8"))
    fact = next(each for each in told["facts"] if each["key"] == "镇.督查.实查")
    fact |= {"text": "1村次", "value": 1}
    summary.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    (home / "villages" / "V02" / "report.html").unlink()

    verdict = verify(project, home, project.raw(ROUND))
    assert any(fault.report.startswith("履职档案 V02") and "7条" in fault.quote for fault in verdict.lock)
    assert any(fault.report.startswith("履职档案 V02") for fault in verdict.derived)
    assert any(fault.report == "V02" and fault.place == "Word" for fault in verdict.formats)
    assert any(fault.place == "镇.督查.实查" for fault in verdict.derived)
    assert [fault.reason for fault in verdict.links] == ["所指的 villages/V02/report.html 不在"]
    assert not verdict.sound
