"""`yanpan check`: everything that is wrong or absent in a hand-in, at once."""

from __future__ import annotations

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("check", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
def command(round_id: str | None) -> int:
    """检查原始材料，列出全部错误、提醒和缺少的内容；有错误时退出码为 1。"""
    from yanpan.batch.plan import choose_round
    from yanpan.config.paths import find_project
    from yanpan.prepare import read_checked

    project = find_project()
    chosen = choose_round(project, round_id)
    intake = read_checked(project, chosen)
    for heading, lines in (("错误", intake.faults), ("提醒", intake.warnings), ("缺少", intake.missing)):
        _tell(heading, [str(line) for line in lines])
    click.echo(_verdict(chosen, len(intake.faults), len(intake.missing)))
    return 1 if intake.faults else 0


def _tell(heading: str, lines: list[str]) -> None:
    if lines:
        click.echo(f"{heading}（{len(lines)}）：")
        for line in lines:
            click.echo(f"  {line}")
        click.echo()


def _verdict(round_id: str, faults: int, missing: int) -> str:
    if faults:
        return f"批次 {round_id}：有 {faults} 处错误，改正后再运行；现在一条也不收。"
    if missing:
        return f"批次 {round_id}：没有错误，材料缺 {missing} 项；可以运行，报告会写明缺什么。"
    return f"批次 {round_id}：没有错误，材料齐全，可以运行。"
