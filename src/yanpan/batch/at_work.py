"""One run at a time on a round: the second is told who is at work, and leaves or waits."""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from yanpan.batch.outputs import staged
from yanpan.batch.plan import Plan
from yanpan.errors import UserError
from yanpan.locks import locked


@contextmanager
def at_work(lock: Path, round_id: str, *, command: str, wait: bool, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the round. UserError that says who holds it, unless `wait`: then that is told, and waited for."""
    card = lock.with_suffix(".json")
    with ExitStack() as held:
        try:
            held.enter_context(locked(lock, seconds=0))
        except TimeoutError:
            busy = f"{_who(card)}正在写批次“{round_id}”的结果"
            if not wait:
                raise UserError(f"{busy}；请等它结束后再运行，或加 --wait 等候。") from None
            tell(f"{busy}，等它结束后接着运行……")
            held.enter_context(locked(lock, seconds=math.inf))
        _sign(card, command)
        held.callback(card.unlink, missing_ok=True)
        yield


@contextmanager
def working_on(plan: Plan, *, command: str) -> Iterator[None]:
    """Hold the plan's round, nothing half made beside its outputs; UserError that says who else is at work."""
    with at_work(plan.lock, plan.round_id, command=command, wait=False, tell=print), staged(plan.home):
        yield


def _sign(card: Path, command: str) -> None:
    now = dt.datetime.now().astimezone().strftime("%m月%d日 %H:%M")
    text = json.dumps({"pid": os.getpid(), "host": platform.node(), "since": now, "command": command})
    beside = card.with_name(f".{card.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(card)


def _who(card: Path) -> str:
    """`另一个运行（yanpan run，进程 4711，主机 a，04月20日 09:30 开始）`; without the remark if it is not known."""
    try:
        who = json.loads(card.read_text(encoding="utf-8"))
        return f"另一个运行（{who['command']}，进程 {who['pid']}，主机 {who['host']}，{who['since']} 开始）"
    except (OSError, ValueError, KeyError, TypeError):
        return "另一个运行"
