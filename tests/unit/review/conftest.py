"""An edition of two villages as a run leaves it, made without a kernel; freshness is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pandas as pd
import pytest

from yanpan.batch.plan import Plan, make_plan
from yanpan.config.paths import Project
from yanpan.intake.tidy import empty_frame
from yanpan.review import condition, obstacles
from yanpan.schema import TABLES
from yanpan.summary import DecisionSheet, MemberLine, TownshipSummary, VillageSummary

ROUND = """
名称: 届中分析
届别: 一届
本届起: 2021-01-01
本届止: 2025-12-31
截止日: 2023-04-20
依据: 要求
方案: 方案
镇名: 青禾镇
镇定位: 中心镇
公开版签批: [校核人, 保密审查人]
"""
NAMES = {"V01": "河口社区", "V02": "青山村"}
COMMON = {"round": "r", "as_of": "2023-04-20", "facts": (), "rows": ()}
SHEET = DecisionSheet(
    suggested="“好”；综合得分90.1分",
    firmness="试算5000次，“好”占82%，这一档次属“较稳定”。",
    label="较稳定",
    reasons=("综合得分90.1分，达到“好”的分界85分", "满意率区间下限不低于80%", "<b>得分较低</b>的是产业"),
    changes="测评表总体评价再有3份改为不满意，档次就成为“正常”。",
    doubts="廉洁自律（矛盾）",
    members=(MemberLine(member="V01-M01", name="吕某", posts="村书记", suggested="好", label="临界"),),
)


@dataclass(frozen=True)
class Edition:
    """What sign and release look at. `decide` enters rows of 党委定档."""

    project: Project
    plan: Plan
    manifest: Any
    decide: Callable[..., None]


def _write(folder: Path, summary: VillageSummary | TownshipSummary) -> None:
    folder.mkdir(parents=True)
    (folder / "summary.json").write_text(summary.model_dump_json(), encoding="utf-8")
    cells = [nbformat.v4.new_markdown_cell(f"# {summary.title}\n\n正文。")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "report.ipynb")
    (folder / "report.html").write_text(summary.title, encoding="utf-8")


def village_summary(village: str, edition: str, **changes: Any) -> VillageSummary:
    """A village's hand-over, graded 好."""
    values = {
        **COMMON,
        "edition": edition,
        "owner": village,
        "title": f"{NAMES[village]}报告",
        "inputs": "fresh",
        "name": NAMES[village],
        "village_kind": "村",
        "grade": "好",
        "firm": True,
        **dict.fromkeys(("achievements", "problems_text", "problems"), ()),
        **{key: {} for key in ("states", "matrix")},
        "decision": SHEET if edition == "committee" and village == "V01" else None,
    }
    return VillageSummary.model_validate(values | changes)


@pytest.fixture
def make_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Edition]:
    """Makes the edition on disk."""

    def make(edition: str = "internal", *, missing: tuple[str, ...] = ()) -> Edition:
        project = Project(tmp_path)
        for name in ("params/r/township.yml", "params/policy.yml", "notebooks/village.ipynb"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text('{"cells": []}', encoding="utf-8")
        (tmp_path / "params/r/township.yml").write_text(ROUND, encoding="utf-8")
        plan = make_plan(project, "r", names=NAMES, township="青禾镇", edition=edition)
        for task in plan.villages:
            _write(task.folder, village_summary(task.owner, edition))
        own = {"edition": edition, "owner": "镇", "title": "全镇报告", "inputs": "fresh", "villages": tuple(NAMES)}
        township = {**COMMON, **own}
        _write(plan.township.folder, TownshipSummary.model_validate(township))
        rows: list[dict[str, str | None]] = []

        def load_township(project: Project, round_id: str) -> SimpleNamespace:
            frame = empty_frame(TABLES["decisions"])
            return SimpleNamespace(tables={"decisions": pd.DataFrame(rows).reindex(columns=frame.columns)})

        def decide(**grades: tuple[str, str | None]) -> None:
            for target, (grade, reason) in grades.items():
                name, kind = target.replace("_", "-"), "成员" if "_" in target else "班子"
                row = {"target_kind": kind, "target": name, "grade": grade, "reason": reason, "met": "2023-04-25"}
                rows.append(row | {"source_file": "党委定档.xlsx", "source_sheet": "党委定档", "source_row": 2})

        monkeypatch.setattr(obstacles.store, "load_township", load_township)
        monkeypatch.setattr(condition, "is_fresh", lambda project, plan, village: True)
        monkeypatch.setattr(condition, "township_faults", lambda here: ())
        villages = [SimpleNamespace(id=village, name=name) for village, name in NAMES.items()]
        manifest = SimpleNamespace(villages=villages, missing=missing, files={"会议.xlsx": "1"})
        return Edition(project, plan, manifest, decide)

    return make


@pytest.fixture
def without() -> Callable[..., Edition]:
    """The same edition with other files of the hand-in."""

    def changed(edition: Edition, **files: str) -> Edition:
        manifest = SimpleNamespace(**{**vars(edition.manifest), "files": files})
        return replace(edition, manifest=manifest)

    return changed
