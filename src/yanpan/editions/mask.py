"""Names out of texts: a name becomes its code, everywhere the same; the style with stars is put on at the very end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from yanpan.config.masks import Style
from yanpan.config.township import RoundConfig
from yanpan.editions.entities import Entity
from yanpan.schema import TABLES, Kind


class Mask:
    """Replaces every spelling of every entity. Calling it gives code names, `face` what the edition prints."""

    def __init__(self, known: Iterable[Entity], *, keep: Iterable[str] = (), style: Style = Style.CODE) -> None:
        self.entities = tuple(known)
        self.style = style
        self._codes = {name: entity.code for entity in self.entities for name in entity.spellings}
        self._stars = {entity.code: entity.star for entity in self.entities}
        self._names = _longest_first({**self._codes, **{phrase: phrase for phrase in keep}})
        self._coded = _longest_first(self._stars)

    @property
    def words(self) -> tuple[str, ...]:
        """Every spelling, longest first."""
        return tuple(sorted(self._codes, key=lambda name: (-len(name), name)))

    def __call__(self, text: str) -> str:
        """The text with code names for names; phrases to keep stay as they are."""
        return self._names.sub(lambda found: self._codes.get(found[0], found[0]), text)

    def face(self, text: str) -> str:
        """The text as the edition prints it."""
        coded = self(text)
        return coded if self.style is Style.CODE else self._coded.sub(lambda found: self._stars[found[0]], coded)


def _longest_first(names: Mapping[str, str]) -> re.Pattern[str]:
    """One of the names, the longest that fits; a pattern that finds nothing if there are none."""
    ordered = sorted(filter(None, names), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


def masked_tables(tables: Mapping[str, pd.DataFrame], mask: Mask) -> dict[str, pd.DataFrame]:
    """The tables with code names in every text column; ids of rows and references to villages stay."""
    return {key: _masked(key, frame, mask) for key, frame in tables.items()}


def _masked(key: str, frame: pd.DataFrame, mask: Mask) -> pd.DataFrame:
    table = TABLES[key]
    texts = {
        column.key: frame[column.key].map(mask, na_action="ignore").astype(frame[column.key].dtype)
        for column in table.columns
        if column.kind in (Kind.TEXT, Kind.LIST) and column.key != table.id_column and column.key in frame
    }
    return frame.assign(**texts)


def masked_config(config: RoundConfig, mask: Mask) -> RoundConfig:
    """The round's settings with code names."""
    texts = {name: mask(value) for name, value in config if isinstance(value, str)}
    return config.model_copy(update=texts)
