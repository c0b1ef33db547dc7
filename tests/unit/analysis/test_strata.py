"""Respondents by identity: nobody can be picked out, nobody is lost."""

from __future__ import annotations

import pandas as pd
import pytest

from yanpan.analysis.strata import OTHERS, UNSTATED, by_identity, merge_small, satisfaction_strata


def views(**sizes: tuple[int, int]) -> pd.DataFrame:
    rows = [(name, answer) for name, (yes, no) in sizes.items() for answer in ["满意"] * yes + ["不满意"] * no]
    return pd.DataFrame(rows, columns=["identity", "answer"])


def test_large_groups_keep_their_own_rate() -> None:
    found = by_identity(views(党员=(8, 2), 小组长=(5, 0)), counts_as=("满意",), least=5)
    assert {each.name: each.rate.value for each in found} == {"党员": 0.8, "小组长": 1.0}


def test_small_groups_are_merged_and_named() -> None:
    found = by_identity(views(党员=(8, 2), 小组长=(3, 0), 选调生=(1, 1)), counts_as=("满意",), least=5)
    merged = next(each for each in found if each.name == OTHERS)
    assert merged.members == ("小组长", "选调生")
    assert (merged.rate.hits, merged.rate.n) == (4, 5)


def test_a_lone_small_group_takes_the_next_with_it() -> None:
    """Else 10 − 9 = 1 would tell the one form by subtraction."""
    assert merge_small({"党员": 9, "小组长": 6, "选调生": 1}, 5) == {"党员": "党员", "小组长": OTHERS, "选调生": OTHERS}


def test_too_few_forms_give_no_strata() -> None:
    assert by_identity(views(党员=(3, 1)), counts_as=("满意",), least=5) == ()


def test_blank_identity_is_a_group() -> None:
    frame = views(党员=(6, 0)).assign(identity=None)
    assert by_identity(frame, counts_as=("满意",), least=5)[0].name == UNSTATED


def test_strata_add_up_to_all_views() -> None:
    frame = views(党员=(8, 2), 小组长=(3, 0), 选调生=(1, 1), 其他=(4, 4))
    found = by_identity(frame, counts_as=("满意",), least=5)
    assert sum(each.rate.n for each in found) == len(frame)
    assert sum(each.rate.hits for each in found) == pytest.approx(frame["answer"].eq("满意").sum())


def test_a_small_group_of_one_mind_is_merged_with_another() -> None:
    """Else 100 % of six would tell what each of them said."""
    frame = views(党员=(8, 2), 小组长=(6, 0), 普通群众=(9, 3))
    found = {each.name: each for each in by_identity(frame, counts_as=("满意",), least=5, uniform=10)}
    assert set(found) == {"普通群众", OTHERS}
    assert found[OTHERS].members == ("党员", "小组长")


def test_the_merged_group_stands_last_and_one_cell_alone_is_no_stratum(tables, forms, policy) -> None:
    rows = [
        {**row, "identity": who}
        for who, row in zip(["党员", "小组长"] * 20, forms(satisfied=39, mostly=1), strict=True)
    ]
    assert [each.name for each in satisfaction_strata(tables(satisfaction_forms=rows), "V01", policy=policy)] == [
        "党员",
        "小组长",
    ]
    alone = tables(satisfaction_forms=forms(satisfied=30, unknown=5))
    assert satisfaction_strata(alone, "V01", policy=policy) == ()
    frame = views(党员=(3, 0), 小组长=(12, 2), 其他=(4, 0))
    assert [each.name for each in by_identity(frame, counts_as=("满意",), least=5)] == ["小组长", OTHERS]
