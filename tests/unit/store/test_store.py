"""A village reads its own slice alone; what is written is read back equal; a refused hand-in changes nothing."""

from __future__ import annotations

import dataclasses
import hashlib
import stat
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from yanpan import store
from yanpan.config.paths import Project
from yanpan.config.township import RoundConfig
from yanpan.errors import UserError
from yanpan.evidence import refs_of
from yanpan.intake import Fault, Intake
from yanpan.intake.tidy import dtypes, empty_frame
from yanpan.schema import TABLES
from yanpan.store.frames import to_bytes
from yanpan.store.write import _copied

ROUND = "2023-mid"
CONFIG = RoundConfig.model_validate(
    {
        "名称": "届中分析",
        "届别": "一届",
        "本届起": "2021-01-01",
        "本届止": "2025-12-31",
        "截止日": "2023-04-20",
        "依据": "甲",
        "方案": "乙",
        "镇名": "青禾镇",
        "镇定位": "丙",
    }
)


def frame(key: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """A tidy table of these rows, absent cells missing, each row with its own place."""
    places = [
        {"source_file": f"{TABLES[key].zh}.csv", "source_sheet": "", "source_row": n} for n in range(2, len(rows) + 2)
    ]
    full = [{**row, **place} for row, place in zip(rows, places, strict=True)]
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in full], dtype=kind) for name, kind in dtypes(TABLES[key]).items()}
    )


def raw_of(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    rows = [
        {
            "table": key,
            "village": None,
            "file": row.source_file,
            "sheet": "",
            "row": row.source_row,
            "cells": '{"村": "x"}',
        }
        for key, table in tables.items()
        for row in table.itertuples()
    ]
    made = pd.DataFrame(rows, columns=["table", "village", "file", "sheet", "row", "cells"])
    return made.astype({name: "int64" if name == "row" else "str" for name in made})


@pytest.fixture
def intake() -> Intake:
    given = {
        "villages": [{"village": v, "name": f"{v}村", "kind": "村"} for v in ("V02", "V01")],
        "members": [
            {"member": "V01-M01", "village": "V01", "dual_role": True},
            {"member": "V02-M01", "village": "V02"},
        ],
        "industries": [{"village": "V01", "area": 1500.0, "area_bound": ">=", "year": 2022}, {"village": "V02"}],
        "cooperations": [{"village": "V01", "partner": "V02"}, {"village": "V02", "partner": "某公司"}],
        "problems": [{"problem": "WT-1", "village": "V01"}],
        "rectifications": [{"problem": "WT-1"}, {"problem": "WT-9"}],
        "decisions": [{"target": "V01"}, {"target": "V02-M01"}],
    }
    tables = {key: frame(key, given[key]) if key in given else empty_frame(TABLES[key]) for key in TABLES}
    return Intake(tables, raw_of(tables), (), (), ("没有收到《会议》",), {"a.csv": "0" * 64})


@pytest.fixture
def project(tmp_path: Path, intake: Intake) -> Project:
    made = Project(tmp_path)
    store.write(made, ROUND, intake, config=CONFIG)
    return made


def test_the_whole_is_read_back_equal(project, intake):
    read = store.load_township(project, ROUND)
    for key in TABLES:
        pd.testing.assert_frame_equal(read.tables[key], intake.tables[key])
    pd.testing.assert_frame_equal(read.raw.frame, intake.raw)


@pytest.mark.parametrize(
    ("village", "counts"),
    [
        (
            "V01",
            {
                "villages": 1,
                "members": 1,
                "industries": 1,
                "cooperations": 1,
                "problems": 1,
                "rectifications": 1,
                "decisions": 1,
            },
        ),
        ("V02", {"villages": 1, "members": 1, "industries": 1, "cooperations": 2, "decisions": 1}),
    ],
)
def test_a_village_has_its_own_rows_of_every_table(project, village, counts):
    read = store.load_village(project, ROUND, village)
    assert {key: len(table) for key, table in read.tables.items() if len(table)} == counts
    assert len(read.raw.frame) == sum(counts.values())


def test_a_slice_has_the_types_of_the_whole(project, intake):
    read = store.load_village(project, ROUND, "V01")
    for key in TABLES:
        pd.testing.assert_series_equal(read.tables[key].dtypes, intake.tables[key].dtypes)


def test_evidence_is_found_by_its_reference(project):
    read = store.load_village(project, ROUND, "V01")
    (ref,) = refs_of("industries", read.tables["industries"])
    assert [row.cells for row in read.raw.rows(ref)] == [{"村": "x"}]
    assert read.raw.row("产业发展.csv", "", 3) is None


def test_the_manifest_lists_villages_in_roster_order_and_what_is_missing(project):
    manifest = store.manifest(project, ROUND)
    assert [village.id for village in manifest.villages] == ["V02", "V01"]
    assert manifest.missing == ("没有收到《会议》",)
    assert manifest.rows["cooperations"] == 2


def test_the_same_hand_in_gives_the_same_bytes_and_leaves_nothing_beside(project, intake):
    def digests() -> dict[str, str]:
        home = project.store(ROUND)
        return {str(p.relative_to(home)): hashlib.sha256(p.read_bytes()).hexdigest() for p in home.rglob("*.*")}

    before = digests()
    store.write(project, ROUND, intake, config=CONFIG)
    assert digests() == before
    assert [path.name for path in project.store(ROUND).parent.iterdir()] == [ROUND]


def test_only_the_owner_may_look_into_the_store(project):
    assert stat.S_IMODE(project.store(ROUND).stat().st_mode) == 0o700


def test_a_refused_hand_in_leaves_the_last_store(project, intake):
    refused = dataclasses.replace(intake, tables={}, faults=(Fault("ERR05"),))
    with pytest.raises(UserError, match="1 处错误"):
        store.write(project, ROUND, refused, config=CONFIG)
    assert store.village_ids(project, ROUND) == ["V02", "V01"]


def test_an_unknown_village_names_those_there_are(project):
    with pytest.raises(UserError, match="V02、V01"):
        store.load_village(project, ROUND, "V09")


def test_no_store_says_what_to_run(tmp_path):
    with pytest.raises(UserError, match="yanpan run"):
        store.manifest(Project(tmp_path), ROUND)


def test_benchmarks_are_read_back(project):
    store.write_benchmarks(project, ROUND, {"满意率": 0.9, "villages": {"V01": 1}})
    assert store.load_benchmarks(project, ROUND) == {"满意率": 0.9, "villages": {"V01": 1}}


def test_a_villages_file_holds_not_a_bit_of_its_neighbours() -> None:
    """Missing cells are kept as bits, eight to a byte: those of the last byte must not be the next village's."""
    frame = pd.DataFrame({"flag": pd.array([True, None, True], dtype="boolean")})
    other = frame.assign(flag=pd.array([True, None, None], dtype="boolean"))
    tables = [pa.Table.from_pandas(each, preserve_index=False).replace_schema_metadata(None) for each in (frame, other)]
    first, second = (to_bytes(_copied(each, 0, 2)) for each in tables)
    assert first == second
