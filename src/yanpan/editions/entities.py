"""The dictionary of names to hide: what the tables' columns hold, then what `masks.yml` adds.

Each thing has one code (甲村) and one face in the style with stars: `*镇` where there is only one of its kind, else
with the code before the star (`甲*村`), so that a reader can tell two things apart in either style.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

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

STARRED = {Sort.SCHOOL: "学校", Sort.COMPANY: "公司", Sort.PERSON: ""}
"""What stands after the star where it is not what the code name ends in."""

KINDS = ("村", "社区", "镇")
"""What a code name of these may end in (a roster may call a 社区 甲村); the star stands before what it is."""

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
    own = [*_villages(tables["villages"]), (Sort.TOWNSHIP, _township(config, masks), "某镇", "镇")]
    for sort, spellings, code, ending in own:
        stem = next((code.removesuffix(kind) for kind in KINDS if code.endswith(kind)), code)
        found += _entity(sort, spellings, taken, code=code, star=f"{stem}*{ending}")
    for sort, spellings in (*_listed(masks), *_named(tables)):
        fresh = [each for each in spellings if each not in taken and len(each) >= SHORTEST]
        if fresh:
            stem, ending = next(sequences[sort]), ENDING[sort]
            star = f"{stem}*{STARRED.get(sort, ending)}"
            found += _entity(sort, spellings, taken, code=f"{stem}{ending}", star=star)
    return tuple(_told_apart(found))


def _entity(sort: Sort, spellings: Iterable[str], taken: set[str], *, code: str, star: str) -> Iterator[Entity]:
    fresh = tuple(dict.fromkeys(name for name in spellings if name not in taken and len(name) >= SHORTEST))
    taken.update(fresh)
    if fresh:
        yield Entity(sort, fresh, code, star)


def _told_apart(found: list[Entity]) -> Iterator[Entity]:
    """Of what there is only one the star goes without a code; no two things are printed the same."""
    often = Counter((each.sort, each.star.partition("*")[2]) for each in found)
    for each in found:
        ending = each.star.partition("*")[2]
        alone = bool(ending) and often[each.sort, ending] == 1
        yield replace(each, star=f"*{ending}") if alone else each


def _villages(roster: pd.DataFrame) -> Iterator[tuple[Sort, list[str], str, str]]:
    """Villages with aliases and former names, their code and kind; the roster's own code if it has one."""
    sequence = codes()
    for row in roster.to_dict("records"):
        kind, given = str(row["kind"]), next(sequence)
        code = str(row["public_code"]) if _there(row["public_code"]) else given + kind
        names = [str(row["name"]), *_items(row["aliases"]), *_items(row["merged_from"])]
        former = [name.removesuffix("村") for name in _items(row["merged_from"])]
        yield Sort.VILLAGE, [*names, *former], code, kind


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
