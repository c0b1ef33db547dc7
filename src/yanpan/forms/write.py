"""Forms on disk: one workbook per table and one per village; what somebody has filled in is never written over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yanpan.errors import UserError
from yanpan.forms.guide import guide_sheet
from yanpan.forms.known import Known
from yanpan.forms.sheets import blank_sheet
from yanpan.intake.untouched import is_untouched
from yanpan.schema import TABLES, Kind, Level, Table
from yanpan.workbooks import Sheet, write_workbook

VILLAGES_FOLDER = "各村"
"""Folder, below the forms, of the workbooks with all tables of a village."""

_TOWNSHIPS_OWN = frozenset({"villages", "work_groups", "decisions"})
"""Tables that the township fills in for all villages together, besides those of level L4."""


@dataclass(frozen=True)
class Written:
    """Files made anew and files left alone because they hold something, relative to the folder, in order of name."""

    made: tuple[str, ...]
    kept: tuple[str, ...]


def village_tables() -> tuple[Table, ...]:
    """Tables that stand in a village's workbook: its own, prechecks and sanctions apart, which departments fill in."""
    return tuple(
        table
        for table in TABLES.values()
        if table.village_column is not None
        and table.by_key[table.village_column].kind is Kind.VILLAGE
        and table.level < Level.L4
        and table.key not in _TOWNSHIPS_OWN
    )


def write_forms(folder: Path, known: Known) -> Written:
    """Write all forms into `folder` (made if missing); same knowledge, same bytes.

    UserError if `folder` is a file. A form that lies there untouched is replaced, any other file of its name kept.
    """
    if folder.exists() and not folder.is_dir():
        raise UserError(f"“{folder.name}”是一个文件；请给出一个文件夹。")
    made, kept = [], []
    for name, sheets in _workbooks(known):
        path = folder / name
        if path.exists() and not is_untouched(path):
            kept.append(name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(path, sheets)
        made.append(name)
    return Written(tuple(sorted(made)), tuple(sorted(kept)))


def _workbooks(known: Known) -> Iterator[tuple[str, list[Sheet]]]:
    for table in TABLES.values():
        yield f"{table.zh}.xlsx", [blank_sheet(table, known), guide_sheet([table])]
    own = village_tables()
    guide = guide_sheet(own)
    for village, name in known.names().items():
        sheets = [blank_sheet(table, known.of(village), combined=True) for table in own]
        yield f"{VILLAGES_FOLDER}/{name}.xlsx", [*sheets, guide]
