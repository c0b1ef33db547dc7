"""A table as a blank sheet: headings with units, drop-down lists, hints at the cells, rows that are known."""

from __future__ import annotations

from yanpan.forms.known import Known
from yanpan.forms.rows import given_rows
from yanpan.schema import Column, Kind, Table
from yanpan.schema.codebook import KINDS, values_of
from yanpan.schema.examples import example_of
from yanpan.schema.prefilled import PREFILLED
from yanpan.workbooks import Choice, Sheet, Value

TYPED = frozenset({Kind.INT, Kind.NUMBER, Kind.YEAR})
"""Kinds whose cells hold numbers; all others keep what is typed as text, so that 001 stays 001."""
_MARGIN = 4.0


def blank_sheet(table: Table, known: Known, *, combined: bool = False) -> Sheet:
    """The table's sheet. Every heading is one that intake knows; units stand in a second line of the heading."""
    records = given_rows(table, known, combined=combined)
    rows: list[list[Value]] = [[record.get(column.key) or None for column in table.columns] for record in records]
    top: list[Value] = [heading(column) for column in table.columns]
    return Sheet(
        table.zh,
        [top, *rows],
        choices=tuple(_choice(table, column, number, known) for number, column in enumerate(table.columns, start=1)),
        text_columns=tuple(n for n, column in enumerate(table.columns, start=1) if column.kind not in TYPED),
        widths=tuple(_width(table, column) for column in table.columns),
        frozen="B2",
    )


def heading(column: Column) -> str:
    """The schema's heading, with the unit below where the heading does not end in it.

    >>> from yanpan.schema import TABLES
    >>> heading(TABLES["villages"].by_key["population"]), heading(TABLES["industries"].by_key["area"])
    ('人口\\n（人）', '面积亩')
    """
    unit = column.unit
    return column.zh if not unit or column.zh.endswith(unit) or unit.startswith("见") else f"{column.zh}\n（{unit}）"


def hint_of(table: Table, column: Column) -> str:
    """What the spreadsheet shows beside a chosen cell: kind, values, whether it may stay empty, an example."""
    must = "必填" if column.required else "可空"
    name, how, _ = KINDS[column.kind]
    kind = name if column.kind in (Kind.TEXT, Kind.ENUM) else f"{name}：{how}"
    said = [f"{must}。{kind}", column.note, "" if column.kind is Kind.ENUM else values_of(column)]
    return "；".join(filter(None, said)) + f"。例：{example_of(table, column)}"


def _choice(table: Table, column: Column, number: int, known: Known) -> Choice:
    values = tuple(known.names().values()) if column.kind is Kind.VILLAGE else ()
    if column.kind in (Kind.ENUM, Kind.BOOL):
        values = column.allowed
    return Choice(number, values, hint_of(table, column), strict=column.required)


def _width(table: Table, column: Column) -> float:
    longest = max([column.zh, example_of(table, column), *column.allowed], key=len)
    given = column.key in PREFILLED.get(table.key, ())
    return max(10.0 if given else 8.0, min(30.0, 2 * len(longest) + _MARGIN))
