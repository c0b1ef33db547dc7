"""What the chapter on the grade says of firmness: label, shares, what flips the grade, a changed policy."""

import datetime as dt

import pytest

from yanpan.config.policy_lock import PolicyChange
from yanpan.facts import FactBook
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Theme
from yanpan.findings.policy_change import policy_change
from yanpan.findings.village.firmness import _tenths, share_text


@pytest.mark.parametrize(
    ("share", "text"), [(1.0, "99%以上"), (0.995, "99%以上"), (0.994, "99%"), (0.01, "1%"), (0.0099, "不足1%")]
)
def test_shares_are_never_certain(share, text):
    assert share_text(share) == text


@pytest.mark.parametrize(
    ("points", "up", "told"),
    [(1.187, False, 1.2), (1.2, False, 1.3), (0.0, False, 0.1), (1.2, True, 1.2), (1.21, True, 1.3)],
)
def test_points_told_are_enough_to_flip(points, up, told):
    assert _tenths(points, up=up) == told


def test_a_village_that_is_not_graded_has_no_finding_on_firmness(make_village):
    codes = [finding.code for finding in make_village().grade]
    assert codes == ["档次.不能评"]


def test_a_changed_policy_is_told_with_its_keys():
    change = PolicyChange(dt.datetime(2023, 3, 1), "镇党委专题会", ("档次分界→好",))
    (finding,) = policy_change(FactMaker("V03", FactBook()), change, code="档次.口径变动", theme=Theme.GRADE)
    assert [fact.text for fact in finding.facts] == ["2023年3月1日", "镇党委专题会", "档次分界→好"]
    assert not list(policy_change(FactMaker("V03", FactBook()), None, code="档次.口径变动", theme=Theme.GRADE))
