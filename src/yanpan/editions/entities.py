"""The dictionary of names to hide: what the tables' columns hold, then what `masks.yml` adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from yanpan.config.masks import Masks, Sort
from yanpan.config.township import RoundConfig
from yanpan.editions.codes import codes
from yanpan.schema.values import Target

ENDING = {
    Sort.ROAD: "路",
    Sort.SCHOOL: "校",
    Sort.COMPANY: "企业",
    Sort.BRAND: "牌",
    Sort.PLACE: "地",
    Sort.AREA: "市",
    Sort.PERSON: "某",
}
"""What a code name ends in: 甲路, 甲某."""

STARRED = {Sort.ROAD: "*路", Sort.SCHOOL: "*学校", Sort.COMPANY: "*公司", Sort.TOWNSHIP: "*镇", Sort.AREA: "*市"}
"""What the style with stars prints; of other sorts a star alone."""

COLUMNS = (
    (Sort.ROAD, "projects", "road"),
    (Sort.PLACE, "projects", "place"),
    (Sort.BRAND, "industries", "brand"),
    (Sort.PERSON, "members", "name"),
    (Sort.PERSON, "work_groups", "leader"),
    (Sort.PERSON, "work_groups", "members"),
    (Sort.PERSON, "talks", "talkers"),
    (Sort.PERSON, "reserves", "mentor"),
    (Sort.PERSON, "retired_cadres", "paired_with"),
    (Sort.COMPANY, "cooperations", "partner"),
)
"""Columns whose cells are names; several in a cell are joined with 、."""

SHORTEST = 2
"""Letters below which a name is not looked for: it would be found in any text."""


@dataclass(frozen=True)
class Entity:
    """One thing with all its spellings, and what stands for it in either style."""

    sort: Sort
    spellings: tuple[str, ...]
    code: str
    star: str


def entities(tables: Mapping[str, pd.DataFrame], config: RoundConfig, masks: Masks) -> tuple[Entity, ...]:
    """Every entity, each once: villages in roster order, the township, names of the tables, those of the file.

    A spelling that an earlier entity has is not given to a later one; names in `masks.keep` are none.
    """
    taken: set[str] = set(masks.keep)
    found: list[Entity] = []
    sequences = {sort: codes() for sort in Sort}
    own = [*_villages(tables["villages"]), (Sort.TOWNSHIP, _township(config, masks), "某镇", "*镇")]
    for sort, spellings, code, star in own:
        found += _entity(sort, spellings, taken, code=code, star=star)
    for sort, spellings in (*_listed(masks), *_named(tables)):
        fresh = [each for each in spellings if each not in taken and len(each) >= SHORTEST]
        if fresh:
            code = next(sequences[sort]) + ENDING[sort]
            found += _entity(sort, spellings, taken, code=code, star=STARRED.get(sort, "*"))
    return tuple(found)


def _entity(sort: Sort, spellings: Iterable[str], taken: set[str], *, code: str, star: str) -> Iterator[Entity]:
    fresh = tuple(dict.fromkeys(name for name in spellings if name not in taken and len(name) >= SHORTEST))
    taken.update(fresh)
    if fresh:
        yield Entity(sort, fresh, code, star)


def _villages(roster: pd.DataFrame) -> Iterator[tuple[Sort, list[str], str, str]]:
    """Villages with aliases and former names; the roster's own code if it has one."""
    sequence = codes()
    for row in roster.to_dict("records"):
        given = next(sequence) + str(row["kind"])
        code = str(row["public_code"]) if _there(row["public_code"]) else given
        names = [str(row["name"]), *_items(row["aliases"]), *_items(row["merged_from"])]
        former = [name.removesuffix("村") for name in _items(row["merged_from"])]
        yield Sort.VILLAGE, [*names, *former], code, f"*{row['kind']}"


def _township(config: RoundConfig, masks: Masks) -> list[str]:
    listed = [name for spellings in masks.dictionary.get(Sort.TOWNSHIP, ()) for name in spellings]
    stem = config.township.removesuffix("镇").removesuffix("乡").removesuffix("街道")
    return [config.township, stem, *listed]


def _listed(masks: Masks) -> Iterator[tuple[Sort, list[str]]]:
    """What the file adds; the township's own spellings stand with the township."""
    for sort, things in masks.dictionary.items():
        if sort is not Sort.TOWNSHIP:
            yield from ((sort, list(spellings)) for spellings in things)


def _named(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[Sort, list[str]]]:
    """Cells of the naming columns; a partner that is a village of the roster is named there."""
    ids = set(tables["villages"]["village"].astype(str))
    for sort, table, column in COLUMNS:
        cells = tables[table][column].dropna() if table in tables else ()
        names = dict.fromkeys(item for cell in cells for item in _items(cell))
        yield from ((sort, [name]) for name in names if name not in ids and name != str(Target.TEAM))


def _items(cell: object) -> list[str]:
    return [item for item in str(cell).split("、") if item] if _there(cell) else []


def _there(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell)
