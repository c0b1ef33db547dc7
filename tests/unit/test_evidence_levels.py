"""A reference to rows of a sensitive table says where they stand, never whose they are."""

from __future__ import annotations

import pytest

from yanpan.evidence import EvidenceRow, SourceRef
from yanpan.report.evidence_rows import allowed
from yanpan.schema import Level


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


def test_ids_of_the_townships_own_tables_stay() -> None:
    ref = SourceRef(table="problems", file="问题清单.xlsx", rows=(3,), ids=("WT-V01-01",))
    assert str(ref) == "问题清单@问题清单.xlsx#WT-V01-01"
