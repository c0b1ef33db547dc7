"""The validity gate: each line, on the line, and what is not on record."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from yanpan.analysis.results import InstrumentReturn
from yanpan.analysis.validity import validities, validity
from yanpan.config.policy import Policy
from yanpan.schema.values import Instrument

ON_THE_LINE = InstrumentReturn(
    Instrument.SATISFACTION, expected=45, present=30, issued=30, returned=20, valid=16, invalid=4
)


def test_on_every_line_it_passes(policy: Policy) -> None:
    found = validity(ON_THE_LINE, policy.meetings)
    assert (found.passed, found.told) == (True, "")
    assert (found.turnout, found.returned, found.valid) == (Fraction(2, 3), Fraction(2, 3), Fraction(4, 5))


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"present": 29, "expected": 40}, "present", "实到29人，少于30人"),
        ({"expected": 46}, "quorum", "应到46人、实到30人，不足三分之二"),
        ({"issued": 31}, "returned", "回收率64.5%，低于三分之二"),
        ({"valid": 15}, "valid", "有效率75.0%，低于五分之四"),
        ({"expected": None, "present": None}, "meeting", "没有登记对应会议的到会人数"),
        ({"returned": 0, "valid": 0, "issued": 0}, "returned", "回收率无从计算"),
    ],
)
def test_below_a_line_it_fails_with_the_reason(policy: Policy, change: dict, code: str, words: str) -> None:
    found = validity(replace(ON_THE_LINE, **change), policy.meetings)
    assert found.failures[0].code == code
    assert found.failures[0].text == words
    assert not found.passed


def test_a_questionnaire_needs_no_meeting(policy: Policy) -> None:
    free = replace(ON_THE_LINE, instrument=Instrument.QUESTIONNAIRE, expected=None, present=None)
    assert validity(free, policy.meetings).passed


def test_what_was_not_handed_in_fails_for_that_alone(policy: Policy) -> None:
    nothing = InstrumentReturn(Instrument.BALLOT, None, None, None, None, None, None)
    found = validities((ON_THE_LINE, nothing), policy.meetings)
    assert [reason.code for reason in found[Instrument.BALLOT].failures] == ["missing"]
    assert found[Instrument.SATISFACTION].passed


def test_all_reasons_are_told_at_once(policy: Policy) -> None:
    found = validity(replace(ON_THE_LINE, present=20, valid=3), policy.meetings)
    assert [reason.code for reason in found.failures] == ["present", "quorum", "valid"]
    assert found.told.count("；") == 2
