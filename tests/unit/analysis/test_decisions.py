"""The committee's decisions beside the suggestions: what stops a release."""

from __future__ import annotations

import pytest

from yanpan.analysis.decisions import Decision, decisions, unsettled
from yanpan.schema.values import Grade, Target

ROWS = [
    {"target_kind": "班子", "target": "V01", "grade": "好", "reason": " 班子得力 ", "met": "2023-04-25"},
    {"target_kind": "成员", "target": "V01-M01", "grade": "正常", "met": "2023-04-25"},
]


def test_decisions_by_target(tables) -> None:
    found = tables(decisions=ROWS)
    assert list(decisions(found, Target.TEAM)) == ["V01"]
    assert list(decisions(found, Target.MEMBER)) == ["V01-M01"]
    assert decisions(found, Target.TEAM)["V01"].reason == "班子得力"


@pytest.mark.parametrize(
    ("suggested", "grade", "reason", "why"),
    [
        ("好", Grade.GOOD, "", None),
        ("好", Grade.NORMAL, "摸底情况已核实", None),
        ("好", Grade.NORMAL, "", "定档与建议不同，没有写理由（建议“好”，定为“正常”）"),
        (None, Grade.NORMAL, "", None),
        ("好", None, "", "还没有定档"),
        (None, None, "", "还没有定档"),
    ],
)
def test_what_stops_a_release(suggested, grade, reason, why) -> None:
    decided = {"V01": Decision("V01", grade, reason, "")} if grade else {}
    assert [told for _, told in unsettled({"V01": suggested}, decided)] == ([why] if why else [])
