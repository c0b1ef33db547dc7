"""Putting out the public edition: looked through file by file, published whole or not at all."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from yanpan import store
from yanpan.batch.names import NOTEBOOK
from yanpan.batch.plan import Plan, staging_of
from yanpan.config.masks import load_masks
from yanpan.config.paths import Project
from yanpan.config.township import load_round
from yanpan.editions.dictionary import mask_of, scanner_of
from yanpan.editions.mask import Mask
from yanpan.editions.scan import Leak, Scanner
from yanpan.errors import UserError
from yanpan.export.body import read_body
from yanpan.export.references import dangling
from yanpan.review.content import RELEASED, sha256

TOWNSHIP = "township"
"""What is published: the township's report. The villages' runs, from which it is made, stay out of the outputs."""


class LeakError(UserError):
    """The public edition gives something away; nothing of it was written."""

    def __init__(self, leaks: list[Leak]) -> None:
        super().__init__("\n".join([f"公开版没有写出：泄漏扫描发现 {len(leaks)} 处。", *map(str, leaks), _WHAT_TO_DO]))
        self.faults = leaks


_WHAT_TO_DO = "是名称的，写进 params/masks.yml 的“词典”；核对过不是名称的，写进“已核对”；然后重新运行。"


def round_mask(project: Project, round_id: str) -> Mask:
    """The mask over the round's own names. The store must be current."""
    masks, config = load_masks(project.params), load_round(project.round_params(round_id))
    return mask_of(store.load_township(project, round_id).tables, config, masks)


def round_scanner(project: Project, round_id: str) -> Scanner:
    """The scanner with the round's own dictionary. The store must be current."""
    return scanner_of(round_mask(project, round_id), load_masks(project.params))


def published_home(project: Project, round_id: str) -> Path:
    """Where the public edition is put."""
    return project.outputs(round_id) / "public"


def reviewed(project: Project, plan: Plan) -> Plan:
    """The plan over what reviewers sign and release: of the public edition what was put out, else the plan itself."""
    if plan.edition != "public":
        return plan
    home = published_home(project, plan.round_id)
    township = replace(plan.township, folder=home / TOWNSHIP, staging=staging_of(home) / TOWNSHIP)
    return replace(plan, home=home, villages=(), township=township)


def publish(project: Project, plan: Plan) -> Path:
    """The folder of the public edition, replaced as a whole; released copies stay beside, and so does a report that
    has not changed.

    LeakError, or UserError where the text refers to what is not there: nothing written, an earlier edition stays.
    """
    made, place = plan.home / TOWNSHIP, published_home(project, plan.round_id)
    if leaks := round_scanner(project, plan.round_id).folder(made):
        raise LeakError(leaks)
    if lost := dangling(read_body(made / NOTEBOOK).root):
        raise UserError("\n".join([f"公开版没有写出：文中有 {len(lost)} 处所指的附件、图、表不在本版。", *lost]))
    if _hashes(made) == _hashes(place / TOWNSHIP):
        return place
    beside, old = place.with_name(".public.new"), place.with_name(".public.old")
    for leftover in (beside, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(made, beside / TOWNSHIP)
    if (place / RELEASED).is_dir():
        shutil.copytree(place / RELEASED, beside / RELEASED)
    if place.exists():
        place.replace(old)
    beside.replace(place)
    shutil.rmtree(old, ignore_errors=True)
    return place


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path) for path in folder.iterdir()} if folder.is_dir() else {}
