"""What a round's store keeps of the round before it: each village's own slice, copied, and the settings it was made by.

A village reads nothing else of earlier rounds, so that its key says whose rows have changed and its task can travel.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yanpan.config.paths import Project
from yanpan.config.township import RoundConfig
from yanpan.store.load import VillageSlice, manifest, read_slice
from yanpan.store.write import VILLAGES

EARLIER = "earlier.json"
ROWS = "villages/{}.rows.json"
SLICE = "villages/{}.earlier.zip"
SLICE_ROWS = "villages/{}.earlier.rows.json"


@dataclass(frozen=True)
class EarlierRound:
    """The round compared with (None: there is none that can be read), and rounds that were refused, with the reason."""

    round_id: str | None
    config: RoundConfig | None
    left_out: tuple[tuple[str, str], ...] = ()


def write_earlier(
    project: Project,
    round_id: str,
    base: str | None,
    *,
    config: RoundConfig | None,
    left_out: Sequence[tuple[str, str]],
) -> None:
    """Copy what the round's villages have in the store of `base`; nothing is written where no earlier round is."""
    if base is None and not left_out:
        return
    home = project.store(round_id)
    if base is not None:
        known = {each.id for each in manifest(project, base).villages}
        for village in known & {each.id for each in manifest(project, round_id).villages}:
            _copy(project.store(base), home, village, base)
    told = {
        "round": base,
        "config": None if config is None else config.model_dump(mode="json", by_alias=True),
        "left_out": list(left_out),
    }
    (home / EARLIER).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def read_earlier(project: Project, round_id: str) -> EarlierRound | None:
    """What is known of the round before; None if there was none."""
    path = project.store(round_id) / EARLIER
    if not path.is_file():
        return None
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    config = None if told["config"] is None else RoundConfig.model_validate(told["config"])
    left_out = tuple((str(name), str(reason)) for name, reason in told["left_out"])
    return EarlierRound(told["round"], config, left_out)


def load_earlier(project: Project, round_id: str, village: str) -> VillageSlice | None:
    """The village's slice of the round before; None if that round does not have the village."""
    path = project.store(round_id) / SLICE.format(village)
    return read_slice(path, village) if path.is_file() else None


def _copy(source: Path, home: Path, village: str, base: str) -> None:
    """The slice as it is; the hashes of its rows with the round in front of every place."""
    slice_ = source / VILLAGES / f"{village}.zip"
    (home / SLICE.format(village)).write_bytes(slice_.read_bytes())
    rows = json.loads((source / ROWS.format(village)).read_text(encoding="utf-8"))
    placed = {table: {f"{base}/{place}": pairs for place, pairs in places.items()} for table, places in rows.items()}
    (home / SLICE_ROWS.format(village)).write_text(json.dumps(placed, ensure_ascii=False), encoding="utf-8")
