"""What a run shows in the terminal: a progress bar with village and stage, and a closing table."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Never, Self

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text
from tqdm import tqdm

from yanpan.batch.outputs import NOTEBOOK, SUMMARY
from yanpan.batch.plan import Plan
from yanpan.batch.run_record import RunResult
from yanpan.batch.worker import Event, Outcome, Stage

_FINAL = (Stage.DONE, Stage.FAILED)


class ProgressBar:
    """One bar over all notebooks of a run; says which village is at which stage."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None
        self._total = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the bar; what follows stands below it."""
        if self._bar is not None:
            self._bar.close()
        self._bar = None

    def begin(self, plan: Plan) -> None:
        """Know how much there is to do: so many villages and the township. The bar shows with the first event."""
        self._total = len(plan.villages) + 1

    def tell(self, event: Event) -> None:
        """Show an event; a task that is tried again, or has lost a helper, gets a line of its own."""
        if event.stage is Stage.RETRY:
            self.say(f"{event.name}：{event.detail.rstrip('。')}；重试。")
            return
        if event.stage is Stage.STAND_IN:
            self.say(f"{event.name}：{event.detail.rstrip('。')}。")
            return
        if self._bar is None:
            form = "{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} 已用 {elapsed} 约剩 {remaining}"
            self._bar = tqdm(total=self._total, bar_format=form, file=sys.stderr, desc="开始", dynamic_ncols=True)
        self._bar.set_description_str(f"{event.name}：{event.stage}")
        if event.stage in _FINAL:
            self._bar.update()

    def say(self, line: str) -> None:
        """A line of its own, above the bar."""
        tqdm.write(line, file=sys.stderr)


def closing_table(result: RunResult) -> None:
    """The table of what was redone, then what failed and what is out of date, each in a sentence."""
    if result.outcomes:
        Console(file=sys.stdout, soft_wrap=False).print(_table(result))
    for line in remarks(result):
        click.echo(line, err=True)


def _table(result: RunResult) -> Table:
    table = Table(title=f"{result.plan.round_id} 运行结果")
    for heading, justify in (
        ("村（社区）", "left"),
        ("建议档次", "left"),
        ("提醒", "right"),
        ("用时", "right"),
        ("文件", "left"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for outcome in result.outcomes:
        table.add_row(*(Text(cell) for cell in _cells(outcome)))
    return table


def remarks(result: RunResult) -> list[str]:
    """What the analyst must know besides the table."""
    failed = [f"{outcome.name}（{outcome.owner}）未完成：{_why(outcome)}" for outcome in result.failures]
    gaps = [f"批次不完整，缺：{'；'.join(result.manifest.missing)}。"] if result.manifest.missing else []
    notes = dict.fromkeys(note for outcome in result.outcomes for note in outcome.notes)
    clock = [_CLOCK] if result.clock_was_set_back else []
    return [*gaps, *failed, *_retried(result), *notes, *clock, *_others(result)]


def _retried(result: RunResult) -> list[str]:
    return [
        f"{outcome.name}（{outcome.owner}）重试了 {len(outcome.retries)} 次：{outcome.retries[-1]}"
        for outcome in result.outcomes
        if outcome.ok and outcome.retries
    ]


def _others(result: RunResult) -> list[str]:
    """Villages that were left alone: stale ones by name, fresh ones by their number; and why the run was cut short."""
    kept, done = result.plan.kept, sum(outcome.ok for outcome in result.villages)
    fresh = [village for village in kept if village not in result.stale]
    if result.stopped:
        why = _STOPPED.get(result.stopped, result.stopped)
        return [f"{why}这次做完 {done} 个村，已经完成的报告保留，全镇报告没有更新；再次运行 yanpan run 接着做。"]
    lines = [f"另外 {len(fresh)} 个村没有变化，没有重做。"] if fresh else []
    if result.stale:
        lines.append(
            f"{'、'.join(result.stale)} 没有结果或结果已经过期，全镇报告按未完成处理；运行 yanpan run 更新全部。"
        )
    return lines


_STOPPED = {"interrupted": "已中断：", "fail-fast": "有村未完成，已按 --fail-fast 停下："}
"""Why a run was cut short; any other reason is a sentence already."""


_CLOCK = "本机时钟被调回过（比上次运行结束时还早）：报告不受影响，run.json 里的时间先后不可信，请校准时钟。"


def _cells(outcome: Outcome) -> tuple[str, ...]:
    name = f"{outcome.owner} {outcome.name}"
    if not outcome.ok:
        return name, "未完成", "—", "—", "—"
    return name, outcome.grade or "—", str(outcome.warnings), f"{outcome.seconds:.1f} 秒", _files(outcome)


def _files(outcome: Outcome) -> str:
    """The files that readers open, shortly."""
    read = (name for name in outcome.files if name not in (NOTEBOOK, SUMMARY))
    return " ".join(name.removeprefix("report.") for name in read)


def _why(outcome: Outcome) -> str:
    return f"{outcome.cell} 出错：{outcome.message}" if outcome.cell else outcome.message
