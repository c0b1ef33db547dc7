"""Respondents by identity: nobody can be picked out, nobody is lost."""

from __future__ import annotations

import pandas as pd
import pytest

from yanpan.analysis.strata import OTHERS, UNSTATED, by_identity, merge_small


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
