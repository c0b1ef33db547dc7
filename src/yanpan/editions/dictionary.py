"""A round's dictionary: its mask, and the scanner that looks for what the mask hides."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from yanpan.config.masks import Masks
from yanpan.config.township import RoundConfig
from yanpan.editions.entities import entities
from yanpan.editions.mask import Mask
from yanpan.editions.scan import Scanner


def mask_of(tables: Mapping[str, pd.DataFrame], config: RoundConfig, masks: Masks) -> Mask:
    """The mask over all names of the whole township's tables and of the file."""
    return Mask(entities(tables, config, masks), keep=masks.keep, style=masks.style)


def scanner_of(mask: Mask, masks: Masks) -> Scanner:
    """The scanner for what that mask should have hidden."""
    codes = {text for entity in mask.entities for text in (entity.code, entity.star)} - {"*"}
    return Scanner(mask.words, keep=masks.keep, cleared=masks.cleared, codes=codes)
