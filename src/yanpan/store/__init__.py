"""Tidy tables on disk: whole for the township, and a small file per village that it reads alone."""

from __future__ import annotations

from yanpan.store.earlier import EarlierRound, load_earlier, read_earlier, write_earlier
from yanpan.store.load import (
    TownshipSlice,
    VillageSlice,
    load_benchmarks,
    load_township,
    load_village,
    manifest,
    village_ids,
)
from yanpan.store.manifest import Manifest, VillageEntry
from yanpan.store.raw import RawRows
from yanpan.store.write import write, write_benchmarks

__all__ = [
    "EarlierRound",
    "Manifest",
    "RawRows",
    "TownshipSlice",
    "VillageEntry",
    "VillageSlice",
    "load_benchmarks",
    "load_earlier",
    "load_township",
    "load_village",
    "manifest",
    "read_earlier",
    "village_ids",
    "write",
    "write_benchmarks",
    "write_earlier",
]
