"""Which columns a heading names, in whatever table: as the template has it, numbering and units in brackets aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from yanpan.chinese.parse import squeeze
from yanpan.schema import TABLES, Kind

VILLAGE_WORDS = frozenset(
    {"村", "村名", "村社", "村(社区)", "所在村", "村别", "所属村", "社区", "村社区", "村(社区)名称"}
)
_NUMBERING = re.compile(r"^(?:\d{1,2}[、.．)]|\*|★)+")
_UNIT = re.compile(r"\(([^()]*)\)")
_QUESTION = re.compile(r"([QRAK]\d{1,2})(?!\d)")


@lru_cache(maxsize=20_000)
def columns_named(heading: str) -> Mapping[str, str]:
    """Key of the column that the heading names, by key of the table; empty if no table has such a column.

    >>> columns_named('面积（亩）')['industries'], columns_named('村（社区）')['honours']
    ('area', 'village')
    >>> columns_named('5、Q1 宣传落实上级决策')
    {'questionnaires': 'q1'}
    """
    plain = _NUMBERING.sub("", squeeze(heading)).rstrip("*:：")
    question = _QUESTION.match(plain)
    last = _index().get(question[1], {}) if question else _village_columns() if plain in VILLAGE_WORDS else {}
    found = dict(last)
    for form in (_UNIT.sub("", plain), _UNIT.sub(r"\1", plain), plain):
        found |= _index().get(form, {})
    return found


@cache
def _index() -> dict[str, dict[str, str]]:
    """Squeezed heading of the schema to its column, by table."""
    index: dict[str, dict[str, str]] = {}
    for table in TABLES.values():
        for column in table.columns:
            index.setdefault(squeeze(column.zh), {})[table.key] = column.key
    return index


@cache
def _village_columns() -> dict[str, str]:
    return {
        key: table.village_column
        for key, table in TABLES.items()
        if table.village_column and table.by_key[table.village_column].kind is Kind.VILLAGE
    }
