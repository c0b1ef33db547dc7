"""A reference to rows of a sensitive table says where they stand, never whose they are."""

from __future__ import annotations

import pytest

from yanpan.evidence import SourceRef


@pytest.mark.parametrize(("table", "printed"), [("members", "班子成员@名册.xlsx|3"), ("talks", "谈心谈话@名册.xlsx|3")])
def test_ids_of_sensitive_tables_are_dropped(table: str, printed: str) -> None:
    ref = SourceRef(table=table, file="名册.xlsx", rows=(3,), ids=("V01-M01",))
    assert ref.ids == ()
    assert str(ref) == printed


def test_ids_of_the_townships_own_tables_stay() -> None:
    ref = SourceRef(table="problems", file="问题清单.xlsx", rows=(3,), ids=("WT-V01-01",))
    assert str(ref) == "问题清单@问题清单.xlsx#WT-V01-01"
