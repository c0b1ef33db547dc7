"""The raw-data contract in code: every table, column, allowed value and sensitivity level, declared once."""

from __future__ import annotations

from yanpan.schema import followup, forms, people, registers
from yanpan.schema.model import Bound, Column, Kind, Level, Table

TABLES: dict[str, Table] = {
    table.key: table for table in (*people.TABLES, *forms.TABLES, *registers.TABLES, *followup.TABLES)
}
"""Tables by their key in code, in the contract's order of subject."""

BY_NAME: dict[str, Table] = {table.zh: table for table in TABLES.values()}
"""Tables by their Chinese name."""

__all__ = ["BY_NAME", "TABLES", "Bound", "Column", "Kind", "Level", "Table"]
