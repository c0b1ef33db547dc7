"""A reference to rows of a sensitive table says where they stand, never whose they are."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from yanpan.errors import UserError
from yanpan.evidence import EvidenceRow, SourceRef
from yanpan.facts import Fact
from yanpan.report.evidence_rows import allowed, evidence_rows, graded
from yanpan.schema import TABLES, Level
from yanpan.store import RawRows


@pytest.mark.parametrize(("table", "printed"), [("members", "班子成员@名册.xlsx|3"), ("talks", "谈心谈话@名册.xlsx|3")])
def test_ids_of_sensitive_tables_are_dropped(table: str, printed: str) -> None:
    ref = SourceRef(table=table, file="名册.xlsx", rows=(3,), ids=("V01-M01",))
    assert ref.ids == ()
    assert str(ref) == printed


def problem(evidence: str) -> EvidenceRow:
    return EvidenceRow(table="problems", file="问题清单.xlsx", row=3, cells={"证据": evidence, "主题": "集体经济"})


@pytest.mark.parametrize(
    ("level", "shown"),
    [(Level.L2, "资料查阅#69、谈心谈话"), (Level.L3, "资料查阅#69、谈心谈话#TH-V01-03")],
)
def test_a_cited_row_is_named_as_far_as_its_own_level_allows(level: Level, shown: str) -> None:
    row = problem("资料查阅#69、谈心谈话#TH-V01-03、摸底反馈#12")
    assert allowed(row, level) == {"证据": shown, "主题": "集体经济"}


def test_a_column_without_a_level_is_not_exported() -> None:
    row = EvidenceRow(table="projects", file="项目建设.xlsx", row=3, cells={"名称": "路灯安装", "经办人电话": "x"})
    with pytest.raises(UserError, match=r"项目建设.*“经办人电话”没有定密级，拒绝导出"):
        allowed(row, Level.L2)
    with pytest.raises(UserError, match="拒绝导出"):
        evidence_rows(RawRows(raw(row)), [fact(row)], level=Level.L3)


def test_every_column_of_every_table_has_a_level() -> None:
    assert all(isinstance(graded(table, column.zh), Level) for table in TABLES.values() for column in table.columns)


def raw(row: EvidenceRow) -> pd.DataFrame:
    cells = json.dumps(row.cells, ensure_ascii=False)
    return pd.DataFrame([{"table": row.table, "file": row.file, "sheet": row.sheet, "row": row.row, "cells": cells}])


def fact(row: EvidenceRow) -> Fact:
    source = SourceRef(table=row.table, file=row.file, rows=(row.row,))
    return Fact(key="V01.项目.名称", owner="V01", label="名称", text="路灯安装", sources=(source,))


def test_ids_of_the_townships_own_tables_stay() -> None:
    ref = SourceRef(table="problems", file="问题清单.xlsx", rows=(3,), ids=("WT-V01-01",))
    assert str(ref) == "问题清单@问题清单.xlsx#WT-V01-01"


def test_a_reference_to_many_rows_is_written_folded_and_read_back():
    rows = (*range(4, 1400), 2000, 2002)
    ref = SourceRef(table="problems", file="问题清单.csv", rows=rows, ids=tuple(map(str, rows)))
    written = ref.model_dump_json()
    assert '"rows":"4–1399,2000,2002"' in written
    assert SourceRef.model_validate_json(written).rows == rows
    few = SourceRef(table="problems", file="问题清单.csv", rows=(4, 5, 6))
    assert '"rows":[4,5,6]' in few.model_dump_json()
