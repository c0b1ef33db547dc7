"""The edition's face, and its material: masked before anything is derived from it where names are hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from yanpan import store
from yanpan.config.masks import load_masks
from yanpan.config.paths import Project
from yanpan.config.policy import Policy
from yanpan.config.township import RoundConfig
from yanpan.editions.dictionary import mask_of
from yanpan.editions.face import Face
from yanpan.editions.mask import Mask, masked_config, masked_tables
from yanpan.editions.public import PublicFace
from yanpan.errors import UserError
from yanpan.schema import Level
from yanpan.summary import Edition

LEVELS: dict[Edition, Level] = {"internal": Level.L2, "committee": Level.L3, "public": Level.L1}
"""Editions that a notebook can be run in, and the most sensitive level that each shows."""


@dataclass(frozen=True)
class Material:
    """What an edition's report may be derived from: no name in it that the edition hides."""

    face: Face
    tables: Mapping[str, pd.DataFrame]
    config: RoundConfig
    names: dict[str, str]
    missing: tuple[str, ...]


def checked_edition(edition: str, *, without: Edition | None = None) -> Edition:
    """The edition if there is such a one; `without` the one that a report is not made in."""
    offered = [known for known in LEVELS if known != without]
    for known in offered:
        if edition == known:
            return known
    raise UserError(f"没有版本“{edition}”；可选：{'、'.join(offered)}。")


def material(
    project: Project,
    round_id: str,
    edition: Edition,
    *,
    tables: Mapping[str, pd.DataFrame],
    config: RoundConfig,
    policy: Policy,
) -> Material:
    """The tables (of a village or of all), settings and names as the edition may know them, with its face."""
    manifest = store.manifest(project, round_id)
    names = {each.id: each.name for each in manifest.villages}
    if edition != "public":
        least = policy.small_cells.internal if edition == "internal" else 1
        return Material(Face(LEVELS[edition], least=least), tables, config, names, tuple(manifest.missing))
    masks = load_masks(project.params)
    mask = mask_of(store.load_township(project, round_id).tables, config, masks)
    return Material(
        PublicFace(mask, least=policy.small_cells.public, hide_workload=masks.hide_workload),
        masked_tables(tables, mask),
        masked_config(config, mask),
        {village: mask(name) for village, name in names.items()},
        _masked(manifest.missing, mask),
    )


def _masked(texts: Iterable[str], mask: Mask) -> tuple[str, ...]:
    return tuple(mask(text) for text in texts)
