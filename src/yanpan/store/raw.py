"""Raw rows as handed in, found by file, sheet and row."""

from __future__ import annotations

import json
from functools import cached_property

import pandas as pd

from yanpan.evidence import EvidenceRow, SourceRef


class RawRows:
    """Raw rows of a slice. `frame` has the columns of `Intake.raw`; no two rows share file, sheet and row."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def row(self, file: str, sheet: str, row: int) -> EvidenceRow | None:
        """The row as handed in (headings of the schema, texts of the cells); None if it is not in the slice."""
        position = self._places.get((file, sheet, row))
        if position is None:
            return None
        found = self.frame.iloc[position]
        return EvidenceRow(table=found["table"], file=file, sheet=sheet, row=row, cells=json.loads(found["cells"]))

    def rows(self, ref: SourceRef) -> list[EvidenceRow]:
        """The rows that a reference names, in order of row; those outside the slice are left out."""
        return [found for row in ref.rows if (found := self.row(ref.file, ref.sheet, row)) is not None]

    @cached_property
    def _places(self) -> dict[tuple[str, str, int], int]:
        keys = zip(self.frame["file"], self.frame["sheet"], self.frame["row"], strict=True)
        return {(file, sheet, int(row)): position for position, (file, sheet, row) in enumerate(keys)}
