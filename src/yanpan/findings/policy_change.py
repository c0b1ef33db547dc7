"""A policy that was changed after it was locked: one sentence wherever grades are told."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.chinese.dates import format_date
from yanpan.config.policy_lock import PolicyChange
from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding, Polarity, Theme, Value

HOW = "锁定时的口径与现在的逐项比较"


def policy_change(make: FactMaker, change: PolicyChange | None, *, code: str, theme: Theme) -> Iterator[Finding]:
    """When it was locked, by whom, and which keys have changed since; nothing if none has."""
    if change is None:
        return
    values: dict[str, Value] = {
        "日期": make.words(
            "口径.锁定日期", format_date(change.locked.date().isoformat()), label="口径锁定日期", method=HOW
        ),
        "锁定人": make.words("口径.锁定人", change.by, label="口径锁定人", method=HOW),
        "改动": make.words("口径.改动", "、".join(change.keys), label="锁定后的口径改动", method=HOW),
    }
    yield Finding(code, make.owner, theme, values, 20, Polarity.NEUTRAL)
