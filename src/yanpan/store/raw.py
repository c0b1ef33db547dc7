"""Raw rows as handed in, found by file, sheet and row."""

from __future__ import annotations

import json
from functools import cached_property
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yanpan.evidence import EvidenceRow, SourceRef

Numbers = NDArray[np.int64]


class RawRows:
    """Raw rows of a slice. `frame` has the columns of `Intake.raw`; no two rows share file, sheet and row."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def row(self, file: str, sheet: str, row: int) -> EvidenceRow | None:
        """The row as handed in (headings of the schema, texts of the cells); None if it is not in the slice."""
        found_in = self._places.get((file, sheet))
        if found_in is None:
            return None
        numbers, positions = found_in
        at = int(np.searchsorted(numbers, row))
        if at == len(numbers) or numbers[at] != row:
            return None
        found = self.frame.iloc[int(positions[at])]
        return EvidenceRow(table=found["table"], file=file, sheet=sheet, row=row, cells=json.loads(found["cells"]))

    def rows(self, ref: SourceRef) -> list[EvidenceRow]:
        """The rows that a reference names, in order of row; those outside the slice are left out."""
        return [found for row in ref.rows if (found := self.row(ref.file, ref.sheet, row)) is not None]

    @cached_property
    def _places(self) -> dict[tuple[str, str], tuple[Numbers, Numbers]]:
        """By file and sheet the rows' numbers, ascending, and their positions in the frame."""
        found: dict[tuple[str, str], tuple[Numbers, Numbers]] = {}
        numbers = self.frame["row"].to_numpy()
        for place, positions in self.frame.groupby(["file", "sheet"], sort=False).indices.items():
            there = np.asarray(positions)
            order = there[np.argsort(numbers[there], kind="stable")]
            found[cast("tuple[str, str]", place)] = (numbers[order], order)
        return found
