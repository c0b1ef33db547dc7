"""Prechecks: completeness by person and department; the all-clear; what stays sealed."""

from __future__ import annotations

import pytest

from yanpan.analysis.prechecks import prechecks
from yanpan.analysis.sealed import sealed_slip

PAIRS = (("镇纪委", "廉洁自律"), ("镇综治办", "信访举报"), ("镇派出所", "遵纪守法"))


def rows(answer: str = "无反映", members: int = 2) -> list[dict]:
    return [
        {
            "target_kind": "成员",
            "village": "V01",
            "target": f"V01-M0{i}",
            "department": name,
            "topic": topic,
            "answer": answer,
        }
        for i in range(1, members + 1)
        for name, topic in PAIRS
    ]


@pytest.fixture
def with_rows(tables):
    team = [{"member": f"V01-M0{i}", "village": "V01", "serving": i < 3} for i in (1, 2, 3)]
    return lambda given: tables(members=team, prechecks=given)


def test_complete_and_clear(with_rows, policy) -> None:
    found = prechecks(with_rows(rows()), "V01", rules=policy.prechecks)
    assert (found.people_answered, found.people_expected, found.all_clear, found.missing) == (6, 6, True, ())


def test_one_missing_row_is_told_by_department(with_rows, policy) -> None:
    found = prechecks(with_rows(rows()[:-1]), "V01", rules=policy.prechecks)
    assert (found.people_answered, found.all_clear, found.missing) == (5, False, ("镇派出所 1人次",))


def test_unanswered_is_not_answered(with_rows, policy) -> None:
    given = [*rows()[:-1], {**rows()[-1], "answer": "未回复"}]
    assert prechecks(with_rows(given), "V01", rules=policy.prechecks).answered == 5


@pytest.mark.parametrize("answer", ["待核实", "有结论性问题"])
def test_no_all_clear_with_anything_else_than_clear(answer: str, with_rows, policy) -> None:
    found = prechecks(with_rows([*rows()[:-1], {**rows()[-1], "answer": answer}]), "V01", rules=policy.prechecks)
    assert (found.people_answered, found.all_clear) == (6, False)


def test_a_row_not_asked_for_can_still_prevent_the_all_clear(with_rows, policy) -> None:
    extra = {**rows()[0], "target": "V01-M03", "answer": "待核实"}
    assert not prechecks(with_rows([*rows(), extra]), "V01", rules=policy.prechecks).all_clear


def test_nobody_asked_is_no_all_clear(tables, policy) -> None:
    assert not prechecks(tables(), "V01", rules=policy.prechecks).all_clear


def test_a_pending_answer_caps_only_in_the_sealed_slip(with_rows) -> None:
    slip = sealed_slip(with_rows([*rows()[:-1], {**rows()[-1], "answer": "待核实"}]), "V01")
    assert (slip.cap, slip.pending) == ("正常", 1)
