"""The sealed slip: every village, always, for the owner of the file only, and in the committee's edition only."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from yanpan import store
from yanpan.batch.plan import make_plan
from yanpan.config.paths import Project
from yanpan.intake.tidy import empty_frame
from yanpan.review.sealed import write_slip
from yanpan.schema import TABLES

NAMES = {"V01": "河口社区", "V02": "青山村"}
MANIFEST = SimpleNamespace(villages=tuple(SimpleNamespace(id=key, name=name) for key, name in NAMES.items()))


def answers(*given: str) -> pd.DataFrame:
    """Prechecks of V02's members with these answers."""
    place = {"village": "V02", "target": "V02-M01", "source_file": "摸底反馈.csv", "source_sheet": ""}
    rows = [{**place, "answer": answer, "source_row": row} for row, answer in enumerate(given, start=2)]
    return pd.DataFrame(rows, columns=list(TABLES["prechecks"].tidy_columns))


@pytest.fixture
def slip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`slip(edition, *answers)`: the path that was written for them."""

    def write(edition: str, *given: str) -> Path | None:
        tables = {"prechecks": answers(*given), "sanctions": empty_frame(TABLES["sanctions"])}
        monkeypatch.setattr(store, "load_township", lambda project, round_id: SimpleNamespace(tables=tables))
        project = Project(tmp_path)
        plan = make_plan(project, "r", names=NAMES, township="青禾镇", edition=edition)
        return write_slip(project, plan, MANIFEST)

    return write


def test_pending_and_adverse_answers_are_counted_with_their_effect(slip) -> None:
    text = slip("committee", "无反映", "待核实", "有结论性问题").read_text(encoding="utf-8")
    assert "V02 青山村：待核实1项，有结论性问题1项，仅内部掌握的处分0件；最高评“正常”、须复核" in text
    assert "摸底反馈@摸底反馈.csv|3–4" in text
    assert "V02-M01" not in text


def test_every_village_stands_there_though_there_is_nothing_to_tell(slip) -> None:
    lines = slip("committee", "无反映").read_text(encoding="utf-8").splitlines()
    told = [line.partition("：")[2] for line in lines if line.startswith("V0")]
    assert told == ["待核实0项，有结论性问题0项，仅内部掌握的处分0件；不影响档次；依据：无。"] * 2


@pytest.mark.skipif(os.name == "nt", reason="permissions of files are of another kind there")
def test_nobody_but_the_owner_can_read_it(slip) -> None:
    path = slip("committee", "待核实")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_other_editions_have_none(slip, tmp_path: Path) -> None:
    assert slip("internal", "待核实") is None
    assert not list(tmp_path.rglob("*密件*"))
