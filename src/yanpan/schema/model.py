"""What a raw table is: columns with a type, allowed values, a unit and a sensitivity level.

Every raw table of the data contract is declared once with these types (see the sibling modules);
intake, store, analysis, exports, the sample generator and the codebook all read the declarations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property

SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")
"""Added to every tidy row: file name, sheet name ('' for csv), row number as the spreadsheet shows it."""

BOUND_SUFFIX = "_bound"
"""A QUANTITY column `x` has a companion `x_bound` with a `Bound` value."""


class Level(IntEnum):
    """Sensitivity: who may read a value. An edition of level n shows values of level <= n."""

    L1 = 1  # may be published (masked)
    L2 = 2  # inside the township
    L3 = 3  # the party committee's special meeting only
    L4 = 4  # prechecks and sanctions, sealed


class Kind(StrEnum):
    """How a cell is read, and the type of the tidy column that comes of it."""

    TEXT = "text"  # str; absent: missing (pandas.isna), as in every str column
    LIST = "list"  # str, items joined with "、"
    ENUM = "enum"  # str out of `allowed`
    BOOL = "bool"  # pandas 'boolean' (是/否); absent: NA
    INT = "int"  # pandas 'Int64'; absent: NA
    NUMBER = "number"  # float64; absent: NaN
    QUANTITY = "quantity"  # float64 plus `<key>_bound`; absent: NaN in both
    YEAR = "year"  # pandas 'Int64'
    MONTH = "month"  # str 'YYYY-MM'
    DATE = "date"  # str 'YYYY-MM-DD'
    PERIOD = "period"  # str: 'YYYY', 'YYYY-MM', 'YYYY-Qn', 'YYYY-YYYY' or 'YYYY-MM/YYYY-MM'
    VILLAGE = "village"  # str, the village id (V01), whatever alias stood in the cell


class Bound(StrEnum):
    """What a written figure says of the true one ('1500余' is at least 1500)."""

    EXACT = "="
    AT_LEAST = ">="
    ABOUT = "~"
    BELOW = "<"  # 近


@dataclass(frozen=True)
class Column:
    """One column of a raw table.

    `key` is the name in code and in tidy tables, `zh` the heading in the hand-in. `required` means that the
    cell may not be empty; `absent_ok` that the whole column may be missing (it is then empty).
    """

    key: str
    zh: str
    kind: Kind
    allowed: tuple[str, ...] = ()
    required: bool = True
    absent_ok: bool = False
    level: Level | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    note: str = ""
    example: str = ""


@dataclass(frozen=True)
class Table:
    """One raw table: its Chinese and code names, what one row is, its columns, keys and sensitivity."""

    key: str
    zh: str
    row_is: str
    level: Level
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    """Columns that together identify a row."""
    id_column: str | None = None
    """The column used in evidence references after '#'; None: the row number is used."""
    village_column: str | None = "village"
    """The column that says whose row it is; None for tables of the whole township."""
    core: bool = True
    """False: a table whose absence does not make the round incomplete (filled in after the review)."""
    forbidden: tuple[str, ...] = ()
    """Headings that must not be handed in (ERR12)."""

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """Columns by their key in code."""
        return {column.key: column for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """Columns by their heading in the hand-in."""
        return {column.zh: column for column in self.columns}

    def level_of(self, key: str) -> Level:
        """Level of a column: its own, else the table's."""
        own = self.by_key[key].level
        return self.level if own is None else own

    @cached_property
    def tidy_columns(self) -> tuple[str, ...]:
        """Column names of the tidy table in order, bounds and source columns included."""
        names: list[str] = []
        for column in self.columns:
            names.append(column.key)
            if column.kind is Kind.QUANTITY:
                names.append(column.key + BOUND_SUFFIX)
        return (*names, *SOURCE_COLUMNS)


def text(
    key: str,
    zh: str,
    *,
    required: bool = True,
    level: Level | None = None,
    note: str = "",
    example: str = "",
    absent_ok: bool = False,
) -> Column:
    """A free-text column."""
    return Column(key, zh, Kind.TEXT, required=required, level=level, note=note, example=example, absent_ok=absent_ok)


def listing(
    key: str,
    zh: str,
    *,
    required: bool = True,
    allowed: Iterable[str] = (),
    note: str = "",
    example: str = "",
    level: Level | None = None,
    absent_ok: bool = False,
) -> Column:
    """A column of several items joined with '、'."""
    return Column(
        key,
        zh,
        Kind.LIST,
        tuple(allowed),
        required=required,
        note=note,
        example=example,
        level=level,
        absent_ok=absent_ok,
    )


def enum(
    key: str,
    zh: str,
    allowed: Iterable[str],
    *,
    required: bool = True,
    level: Level | None = None,
    note: str = "",
    absent_ok: bool = False,
) -> Column:
    """A column with a closed list of values."""
    values = tuple(str(value) for value in allowed)
    return Column(
        key,
        str(zh),
        Kind.ENUM,
        values,
        required=required,
        level=level,
        note=note,
        example=values[0],
        absent_ok=absent_ok,
    )


def yes_no(key: str, zh: str, *, required: bool = True, note: str = "") -> Column:
    """A 是/否 column."""
    return Column(key, zh, Kind.BOOL, ("是", "否"), required=required, note=note, example="是")


def count(
    key: str,
    zh: str,
    unit: str,
    *,
    required: bool = True,
    high: float | None = None,
    note: str = "",
    example: str = "12",
) -> Column:
    """A whole number, zero or more."""
    return Column(key, zh, Kind.INT, required=required, unit=unit, low=0, high=high, note=note, example=example)


def number(
    key: str,
    zh: str,
    unit: str,
    *,
    required: bool = False,
    low: float | None = 0,
    high: float | None = None,
    note: str = "",
    example: str = "3.5",
) -> Column:
    """A decimal number."""
    return Column(key, zh, Kind.NUMBER, required=required, unit=unit, low=low, high=high, note=note, example=example)


def quantity(
    key: str,
    zh: str,
    unit: str,
    *,
    required: bool = False,
    high: float | None = None,
    note: str = "",
    example: str = "1500余",
) -> Column:
    """A figure that may be written with 余, 约 or 近; comes with a bound."""
    return Column(key, zh, Kind.QUANTITY, required=required, unit=unit, low=0, high=high, note=note, example=example)


def date(key: str, zh: str, *, required: bool = True, note: str = "", absent_ok: bool = False) -> Column:
    """A day."""
    return Column(key, zh, Kind.DATE, required=required, note=note, example="2023-03-07", absent_ok=absent_ok)


def month(key: str, zh: str, *, required: bool = True, note: str = "") -> Column:
    """A month."""
    return Column(key, zh, Kind.MONTH, required=required, note=note, example="2023-03")


def year(key: str, zh: str, *, required: bool = True, note: str = "") -> Column:
    """A year."""
    return Column(key, zh, Kind.YEAR, required=required, low=1949, high=2100, note=note, example="2023")


def village(
    key: str = "village", zh: str = "村", *, required: bool = True, note: str = "", absent_ok: bool = False
) -> Column:
    """A village, by id, official name or alias."""
    return Column(key, zh, Kind.VILLAGE, required=required, note=note, example="V01", absent_ok=absent_ok)
