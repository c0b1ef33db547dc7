"""`yanpan verify`: every figure of finished reports, locked to its fact and derived again from the raw files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yanpan.cli.chinese import ChineseCommand

if TYPE_CHECKING:
    from yanpan.verify.fault import Fault
    from yanpan.verify.verdict import Verdict

_SHOWN = 30


@click.command("verify", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
@click.option(
    "--edition", default="internal", metavar="版本", help="internal（内部版，默认）或 committee（党委专题会版）。"
)
@click.option(
    "--outputs", type=click.Path(path_type=Path), metavar="文件夹", help="报告所在的文件夹；不写时取本项目的。"
)
@click.option(
    "--raw", type=click.Path(path_type=Path), metavar="文件夹", help="原始材料所在的文件夹；不写时取本项目的。"
)
@click.option("--quick", is_flag=True, help="只查数字锁、各格式和原始行，不重新推算。")
@click.option("--all", "everything", is_flag=True, help="差异全部列出，不只列前面的。")
def command(
    round_id: str | None, edition: str, outputs: Path | None, raw: Path | None, quick: bool, everything: bool
) -> int:
    """核验写好的报告：每个数字有无依据、能否由原始材料重新推出，文字校对；有差异时退出码为 1。"""
    from yanpan.batch.plan import choose_round, home_of
    from yanpan.config.paths import find_project
    from yanpan.verify.check import verify

    project = find_project()
    chosen = round_id if round_id and outputs and raw else choose_round(project, round_id)
    verdict = verify(
        project,
        outputs or home_of(project, chosen, edition),
        raw or project.raw(chosen),
        edition=edition,
        derive=not quick,
    )
    for line in _lines(verdict, derived=not quick, shown=None if everything else _SHOWN):
        click.echo(line)
    return 0 if verdict.sound else 1


def _lines(verdict: Verdict, *, derived: bool, shown: int | None) -> list[str]:
    parts: list[tuple[str, list[Fault]]] = [
        (
            "数字锁（正文里的数字都有依据，约、余、近、超过、过半等与数据相符，比较和升降的说法与数据、检验相符）",
            verdict.lock,
        ),
        ("各格式一致（Word、PDF 与网页）", verdict.formats),
        (f"原始行（{verdict.by_rows} 项可以直接到行核对）", verdict.rows),
        *([(f"重新推算（{verdict.facts} 项数据）", verdict.derived)] if derived else []),
        ("目录页的链接", verdict.links),
        ("文字校对", verdict.slips),
    ]
    archives = f"，其中履职档案 {verdict.archives} 份" if verdict.archives else ""
    sheets = f"，另有提醒单 {verdict.slip_sheets} 份" if verdict.slip_sheets else ""
    lines = [f"核验了 {verdict.reports} 份报告{archives}{sheets}。"]
    for title, faults in parts:
        lines.append(f"{title}：{'没有差异' if not faults else f'{len(faults)} 处'}")
        lines += [f"  {fault}" for fault in faults[:shown]]
        if shown is not None and len(faults) > shown:
            lines.append(f"  ……另有 {len(faults) - shown} 处，加 --all 全部列出")
    return [*lines, *verdict.remarks]
