"""Reading a store: a village's slice, or the whole township."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.intake.raw_rows import empty_raw
from yanpan.intake.tidy import empty_frame
from yanpan.schema import TABLES
from yanpan.store.frames import RAW, from_bytes
from yanpan.store.manifest import Manifest
from yanpan.store.raw import RawRows
from yanpan.store.write import BENCHMARKS, MANIFEST, TABLES_FOLDER, VILLAGES


@dataclass(frozen=True)
class VillageSlice:
    """A village's rows of every table (empty frame where it has none), and those rows as handed in."""

    village: str
    tables: dict[str, pd.DataFrame]
    raw: RawRows


@dataclass(frozen=True)
class TownshipSlice:
    """All rows of every table, and the rows as handed in."""

    tables: dict[str, pd.DataFrame]
    raw: RawRows


def manifest(project: Project, round_id: str) -> Manifest:
    """What the round's store holds; UserError if it has none."""
    return Manifest.model_validate_json(_read(project, round_id, MANIFEST))


def village_ids(project: Project, round_id: str) -> list[str]:
    """Ids in roster order."""
    return [village.id for village in manifest(project, round_id).villages]


def load_village(project: Project, round_id: str, village: str) -> VillageSlice:
    """The village's own slice, from its own file alone; UserError names the villages there are."""
    path = project.store(round_id) / VILLAGES / f"{village}.zip"
    if not path.is_file():
        raise UserError(f"没有村“{village}”；可选：{'、'.join(village_ids(project, round_id))}。")
    return read_slice(path, village)


def read_slice(path: Path, village: str) -> VillageSlice:
    """A village's file as it was written, whichever round's it is."""
    with zipfile.ZipFile(path) as archive:
        members = {Path(name).stem: archive.read(name) for name in archive.namelist()}
    tables = {key: _frame(key, members.get(key)) for key in TABLES}
    raw = from_bytes(members[RAW], RAW) if RAW in members else empty_raw()
    return VillageSlice(village, tables, RawRows(raw))


def load_township(project: Project, round_id: str) -> TownshipSlice:
    """Everything."""
    tables = {key: from_bytes(_read(project, round_id, f"{TABLES_FOLDER}/{key}.arrow"), key) for key in TABLES}
    return TownshipSlice(tables, RawRows(from_bytes(_read(project, round_id, f"{TABLES_FOLDER}/{RAW}.arrow"), RAW)))


def load_benchmarks(project: Project, round_id: str, *, name: str = BENCHMARKS) -> dict[str, Any]:
    """The township's benchmarks as written by `write_benchmarks`."""
    found: dict[str, Any] = json.loads(_read(project, round_id, name))
    return found


def _frame(key: str, data: bytes | None) -> pd.DataFrame:
    return empty_frame(TABLES[key]) if data is None else from_bytes(data, key)


def _read(project: Project, round_id: str, name: str) -> bytes:
    path = project.store(round_id) / name
    if not path.is_file():
        raise UserError(f"批次“{round_id}”还没有整理好的数据；请先运行 yanpan run --round {round_id}。")
    return path.read_bytes()
