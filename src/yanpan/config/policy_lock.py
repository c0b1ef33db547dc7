"""The policy's lock: what was decided before the forms were opened, so that a later change can be told.

`params/<round>/policy.lock.yml` holds time, person, the hash of the policy's content and one short hash per key, by
which a change is named. Comments and the order of keys do not count.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field

from yanpan.config.policy import FILE as POLICY
from yanpan.config.policy import load_policy
from yanpan.config.strict import Strict
from yanpan.config.yaml import load_model
from yanpan.errors import UserError

FILE = "policy.lock.yml"


class PolicyLock(Strict):
    """The lock file."""

    time: dt.datetime = Field(alias="时间")
    by: str = Field(alias="锁定人", min_length=1)
    digest: str = Field(alias="指纹", pattern=r"^[0-9a-f]{64}$")
    parts: dict[str, str] = Field(alias="各项")


@dataclass(frozen=True)
class PolicyChange:
    """The policy is no longer the locked one. `keys`: what was changed, added or removed (档次分界→好), file order."""

    locked: dt.datetime
    by: str
    keys: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """For the index page: when it was locked and what has changed since."""
        day = f"{self.locked.year}年{self.locked.month}月{self.locked.day}日"
        return f"研判口径已于{day}由{self.by}锁定，之后又有改动：{'、'.join(self.keys)}。"


def lock_policy(params: Path, round_params: Path, *, by: str, now: dt.datetime) -> Path:
    """Write the lock of a valid policy; its path. UserError for a faulty policy, no name, or a lock that is there."""
    if not by.strip():
        raise UserError("请用 --by 写明由谁锁定。")
    path = round_params / FILE
    if path.is_file():
        when = load_model(path, PolicyLock).time
        raise UserError(f"本批次口径已于 {when:%Y-%m-%d %H:%M} 锁定；确须重新锁定的，先删除 {FILE} 并记录原因。")
    load_policy(params)
    found = parts(params)
    lock = PolicyLock(time=now.replace(microsecond=0), by=by.strip(), digest=digest(found), parts=found)
    round_params.mkdir(parents=True, exist_ok=True)
    content = {**lock.model_dump(by_alias=True), "时间": lock.time.isoformat()}
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    text = "# 由 yanpan lock-policy 写入，请勿手改。\n" + yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
    return path


def policy_change(params: Path, round_params: Path) -> PolicyChange | None:
    """What differs from the lock; None if nothing does or nothing was locked."""
    path = round_params / FILE
    if not path.is_file():
        return None
    lock, now = load_model(path, PolicyLock), parts(params)
    if digest(now) == lock.digest:
        return None
    keys = [key for key in dict.fromkeys((*now, *lock.parts)) if now.get(key) != lock.parts.get(key)]
    return PolicyChange(lock.time, lock.by, tuple(keys) or ("各项次序",))


def parts(params: Path) -> dict[str, str]:
    """Short hash of every key of the policy file, two levels deep; lists of settings by their own key."""
    content = yaml.safe_load((params / POLICY).read_text(encoding="utf-8")) or {}
    return {key: _short(value) for key, value in _flat(content)}


def digest(found: dict[str, str]) -> str:
    """SHA-256 over the parts, whatever their order."""
    return hashlib.sha256(json.dumps(sorted(found.items()), ensure_ascii=False).encode("utf-8")).hexdigest()


def _flat(content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for section, value in content.items():
        if isinstance(value, dict):
            yield from ((f"{section}→{key}", inner) for key, inner in value.items())
        elif isinstance(value, list) and all(isinstance(each, dict) for each in value):
            yield from ((f"{section}→{each.get('名称', number)}", each) for number, each in enumerate(value, start=1))
        else:
            yield section, value


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
