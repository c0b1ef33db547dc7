"""What a village's rules look at: its tables, its analysis, the round, and the maker that its facts come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from yanpan.analysis.benchmark_results import Benchmarks
from yanpan.analysis.results import VillageAnalysis
from yanpan.config.township import RoundConfig
from yanpan.facts import Fact
from yanpan.findings.earlier import Earlier
from yanpan.findings.make import FactMaker, Row, Rows
from yanpan.schema import TABLES


@dataclass(frozen=True)
class Subject:
    """One village under review. `names` are the names of all villages by id; `tables` the village's own slice."""

    village: str
    tables: Mapping[str, pd.DataFrame]
    analysis: VillageAnalysis
    round: RoundConfig
    benchmarks: Benchmarks
    names: Mapping[str, str]
    make: FactMaker
    earlier: Earlier | None = None
    """The round before, as far as it is the village's; None if there is none."""

    def rows(self, table: str) -> Rows:
        """The village's rows of a table (of tables without a village column: the slice as it is), in file order."""
        if table not in self._sorted:
            frame = self.tables[table]
            column = TABLES[table].village_column
            if column is not None:
                frame = frame[frame[column] == self.village]
            in_order = frame.sort_values(["source_file", "source_sheet", "source_row"], kind="stable")
            self._sorted[table] = Rows(table, in_order)
        return self._sorted[table]

    @cached_property
    def _sorted(self) -> dict[str, Rows]:
        """Rows by table, once they have been asked for."""
        return {}

    @cached_property
    def roster(self) -> Row:
        """The village's row of the roster."""
        return Row("villages", self.rows("villages").frame.iloc[[0]])

    @property
    def kind(self) -> str:
        """村 or 社区."""
        return self.roster.text("kind")

    @cached_property
    def name(self) -> Fact:
        """The village's name."""
        return self.make.words("村情.名称", self.roster.text("name"), label="名称", rows=self.roster, name="村名")

    def village_name(self, detail: str, reference: str, rows: Rows) -> Fact:
        """Another village (or any partner), named as in the roster where it stands there."""
        return self.make.words(detail, self.names.get(reference, reference), label="对方", rows=rows)
