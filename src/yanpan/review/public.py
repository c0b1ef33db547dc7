"""Putting out the public edition: looked through file by file, published whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from yanpan import store
from yanpan.batch.plan import Plan
from yanpan.config.masks import load_masks
from yanpan.config.paths import Project
from yanpan.config.township import load_round
from yanpan.editions.dictionary import mask_of, scanner_of
from yanpan.editions.scan import Leak, Scanner
from yanpan.errors import UserError

TOWNSHIP = "township"
"""What is published: the township's report. The villages' runs, from which it is made, stay out of the outputs."""


class LeakError(UserError):
    """The public edition gives something away; nothing of it was written."""

    def __init__(self, leaks: list[Leak]) -> None:
        super().__init__("\n".join([f"公开版没有写出：泄漏扫描发现 {len(leaks)} 处。", *map(str, leaks), _WHAT_TO_DO]))
        self.faults = leaks


_WHAT_TO_DO = "是名称的，写进 params/masks.yml 的“词典”；核对过不是名称的，写进“已核对”；然后重新运行。"


def round_scanner(project: Project, round_id: str) -> Scanner:
    """The scanner with the round's own dictionary. The store must be current."""
    masks, config = load_masks(project.params), load_round(project.round_params(round_id))
    return scanner_of(mask_of(store.load_township(project, round_id).tables, config, masks), masks)


def published_home(project: Project, round_id: str) -> Path:
    """Where the public edition is put."""
    return project.outputs(round_id) / "public"


def publish(project: Project, plan: Plan) -> Path:
    """The folder of the public edition, replaced as a whole. LeakError: nothing written, an earlier edition stays."""
    made, place = plan.home / TOWNSHIP, published_home(project, plan.round_id)
    if leaks := round_scanner(project, plan.round_id).folder(made):
        raise LeakError(leaks)
    beside, old = place.with_name(".public.new"), place.with_name(".public.old")
    for leftover in (beside, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(made, beside / TOWNSHIP)
    if place.exists():
        place.replace(old)
    beside.replace(place)
    shutil.rmtree(old, ignore_errors=True)
    return place
