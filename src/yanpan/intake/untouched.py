"""Whether a file is one of our blank forms as it was handed out, so that a newer one may take its place."""

from __future__ import annotations

from pathlib import Path

from yanpan.intake.faults import Fault
from yanpan.intake.files import HandIn, table_of
from yanpan.intake.headings import find_layout
from yanpan.intake.names import VillageNames
from yanpan.intake.sheets import Sheet, open_file
from yanpan.intake.tidy import make_part


def is_untouched(path: Path) -> bool:
    """True if every sheet of the workbook is a form without entries; False for anything else, read or not."""
    table, rest = table_of(path.stem)
    sheets, told = open_file(HandIn(path, path.name, table, rest), path.read_bytes())
    return bool(sheets) and not told and all(map(_is_blank, sheets))


def _is_blank(sheet: Sheet) -> bool:
    layout, faults = find_layout(sheet.grid, sheet.table, village_known=True)
    if layout is None or not sheet.form or any(isinstance(fault, Fault) for fault in faults):
        return False
    return not make_part(sheet.grid, layout, VillageNames(), form=True).said
