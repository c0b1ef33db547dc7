"""`yanpan check`: everything that is wrong or absent in a hand-in, at once."""

from __future__ import annotations

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("check", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
@click.option("--accept-dup", is_flag=True, help="同一文件里完全相同的重复行只留一行，不作错误。")
def command(round_id: str | None, accept_dup: bool) -> int:
    """检查原始材料，列出全部错误、提醒和缺少的内容；有错误时退出码为 1。"""
    from yanpan.batch.plan import choose_round
    from yanpan.config.paths import find_project
    from yanpan.intake import describe
    from yanpan.prepare import read_checked
    from yanpan.review.intake_page import write_intake

    project = find_project()
    chosen = choose_round(project, round_id)
    intake = read_checked(project, chosen, accept_dup=accept_dup)
    click.echo(describe(intake))
    page, copies = write_intake(project, chosen, intake)
    click.echo(f"检查结果页：{page.relative_to(project.root).as_posix()}")
    if copies:
        click.echo(f"标好错误的副本（{len(copies)} 个）：{page.parent.relative_to(project.root).as_posix()}/退改")
    return 1 if intake.faults else 0
