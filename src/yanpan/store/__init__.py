"""Tidy tables on disk: whole for the township, and a small file per village that it reads alone."""

from __future__ import annotations

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
    "Manifest",
    "RawRows",
    "TownshipSlice",
    "VillageEntry",
    "VillageSlice",
    "load_benchmarks",
    "load_township",
    "load_village",
    "manifest",
    "village_ids",
    "write",
    "write_benchmarks",
]
