"""The lock of the policy: what counts as a change, and how it is named."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from yanpan.config.policy_lock import FILE, lock_policy, policy_change
from yanpan.errors import UserError

PARAMS = Path(__file__).resolve().parents[3] / "params"
NOW = dt.datetime(2023, 3, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture
def params(tmp_path: Path) -> Path:
    shutil.copy(PARAMS / "policy.yml", tmp_path)
    lock_policy(tmp_path, tmp_path / "2023-mid", by="镇党委专题会", now=NOW)
    return tmp_path


def rewrite(params: Path, old: str, new: str) -> None:
    path = params / "policy.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_unchanged_policy_is_no_change(params):
    assert policy_change(params, params / "2023-mid") is None


def test_without_a_lock_nothing_is_told(params):
    assert policy_change(params, params / "2024") is None


def test_comments_do_not_count(params):
    rewrite(params, "档次分界:", "# 说明\n档次分界:")
    assert policy_change(params, params / "2023-mid") is None


def test_changes_are_named_by_their_keys(params):
    rewrite(params, "好: 85", "好: 84")
    rewrite(params, "低标: 0, 高标: 15,", "低标: 0, 高标: 16,")
    found = policy_change(params, params / "2023-mid")
    assert found is not None
    assert found.keys == ("档次分界→好", "指标→集体经济净收益")
    assert found.sentence.startswith("研判口径已于2023年3月1日由镇党委专题会锁定，")


def test_a_lock_is_not_overwritten(params):
    with pytest.raises(UserError, match="已于 2023-03-01 09:30 锁定"):
        lock_policy(params, params / "2023-mid", by="某人", now=NOW)


def test_a_lock_needs_a_name_and_a_sound_policy(params):
    with pytest.raises(UserError, match="--by"):
        lock_policy(params, params / "2024", by=" ", now=NOW)
    rewrite(params, "好: 85", "好: 50")
    with pytest.raises(UserError, match="分界"):
        lock_policy(params, params / "2024", by="某人", now=NOW)
    assert not (params / "2024" / FILE).exists()
