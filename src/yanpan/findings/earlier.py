"""The village in the round before: its rows, each with that round's name before the file's, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yanpan.analysis.results import VillageAnalysis
from yanpan.chinese.dates import format_date
from yanpan.config.township import RoundConfig
from yanpan.findings.make import Rows


@dataclass(frozen=True)
class Earlier:
    """`config` is None where no earlier round could be read; `left_out` are those, with the reason.

    `analysis` (by this round's policy) is None where the round does not have the village; `tables` are empty then.
    """

    config: RoundConfig | None
    tables: Mapping[str, pd.DataFrame]
    analysis: VillageAnalysis | None
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def period(self) -> str:
        """How prose names the round: by its closing day; '' without one."""
        return "" if self.config is None else f"上一轮研判（截至{format_date(self.config.as_of.isoformat())}）"

    def rows(self, table: str) -> Rows:
        """The village's rows of a table in that round."""
        return Rows(table, self.tables[table])
