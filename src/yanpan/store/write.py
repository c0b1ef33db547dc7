"""Writing a store: everything beside, then one rename, so that a reader sees the old store or the new one."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from yanpan.config.paths import Project
from yanpan.config.township import RoundConfig
from yanpan.errors import UserError
from yanpan.intake import Intake
from yanpan.schema import TABLES
from yanpan.store.frames import RAW, to_arrow, to_bytes, to_frame
from yanpan.store.manifest import Manifest, make_manifest
from yanpan.store.row_hashes import row_hashes
from yanpan.store.slices import owners, ranges

MANIFEST, BENCHMARKS, TABLES_FOLDER, VILLAGES = "manifest.json", "benchmarks.json", "tables", "villages"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def write(project: Project, round_id: str, intake: Intake, *, config: RoundConfig) -> Manifest:
    """Replace the round's store with an accepted intake; UserError, and nothing touched, if it has faults.

    Nobody else may write it meanwhile. What a killed attempt left beside is removed.
    """
    if intake.faults:
        raise UserError(f"原始材料有 {len(intake.faults)} 处错误，没有入库；上一次的数据保持不变。")
    made = make_manifest(round_id, intake, config)
    home = project.store(round_id)
    beside = home.with_name(f".{home.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for folder in (TABLES_FOLDER, VILLAGES):
            (beside / folder).mkdir(parents=True, mode=0o700)
        beside.chmod(0o700)
        _fill(beside, intake, made)
        _swap(beside, home)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return made


def _fill(folder: Path, intake: Intake, made: Manifest) -> None:
    for key in TABLES:
        (folder / TABLES_FOLDER / f"{key}.arrow").write_bytes(to_bytes(to_arrow(intake.tables[key], key)))
    (folder / TABLES_FOLDER / f"{RAW}.arrow").write_bytes(to_bytes(to_arrow(intake.raw, RAW)))
    parts = _parts(intake)
    hashes = row_hashes({name: (to_frame(table, name), runs) for name, (table, runs) in parts.items()})
    for village in made.villages:
        (folder / VILLAGES / f"{village.id}.zip").write_bytes(_zipped(village.id, parts))
        own = json.dumps(hashes.get(village.id, {}), ensure_ascii=False)
        (folder / VILLAGES / f"{village.id}.rows.json").write_text(own, "utf-8")
    (folder / MANIFEST).write_text(made.model_dump_json(indent=1), encoding="utf-8")


def _parts(intake: Intake) -> dict[str, tuple[Any, dict[str, tuple[int, int]]]]:
    """By name: the Arrow table sorted by village, and each village's run in it. Raw rows follow their tidy rows."""
    parts, places = {}, []
    for key in TABLES:
        mine = owners(intake.tables, key)
        parts[key] = (to_arrow(intake.tables[key].iloc[mine["at"]], key), ranges(mine))
        place = intake.tables[key][["source_file", "source_sheet", "source_row"]].iloc[mine["at"]]
        places.append(place.reset_index(drop=True).assign(owner=mine["village"].to_numpy(dtype=object)))
    owned = pd.concat(places, ignore_index=True).merge(
        intake.raw,
        left_on=["source_file", "source_sheet", "source_row"],
        right_on=["file", "sheet", "row"],
        how="inner",
        validate="m:1",
    )
    owned = owned.sort_values("owner", kind="stable", ignore_index=True)
    runs = ranges(owned.assign(village=owned["owner"]))
    return {**parts, RAW: (to_arrow(owned[list(intake.raw.columns)], RAW), runs)}


def _zipped(village: str, parts: Mapping[str, tuple[Any, Mapping[str, tuple[int, int]]]]) -> bytes:
    """The village's file: one Arrow member per table that has rows of its, fixed dates, not compressed."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, (table, runs) in parts.items():
            if village in runs:
                info = zipfile.ZipInfo(f"{name}.arrow", FIXED_DATE)
                info.create_system = 3  # the same bytes on every platform
                archive.writestr(info, to_bytes(_copied(table, *runs[village])))
    return sink.getvalue()


def _copied(table: Any, start: int, length: int) -> Any:
    """Rows copied out of a table: the bits beside those of a mere slice would be another village's."""
    import pyarrow as pa

    return table.take(pa.array(range(start, start + length), type=pa.int64()))


def _swap(beside: Path, home: Path) -> None:
    old = home.with_name(f".{home.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if home.exists():
        home.rename(old)
    beside.rename(home)
    shutil.rmtree(old, ignore_errors=True)


def write_benchmarks(project: Project, round_id: str, benchmarks: Mapping[str, Any], *, name: str = BENCHMARKS) -> None:
    """Put the township's benchmarks (plain JSON values) into the round's store."""
    path = project.store(round_id) / name
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(benchmarks, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    beside.replace(path)
