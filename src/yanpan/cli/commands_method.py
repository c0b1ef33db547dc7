"""`yanpan method`: the method at work on a round, with every step's figures."""

from __future__ import annotations

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("method", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
@click.option(
    "--format", "formats", multiple=True, metavar="格式", help="html、pdf、docx，用逗号隔开；不写时三种都出。"
)
def command(round_id: str | None, formats: tuple[str, ...]) -> int:
    """写出方法核算：每一步怎样算、用本轮数据算出什么，放入本批次的 committee/method；其中照写实数，只供专题会。"""
    from yanpan.batch.method import run_method
    from yanpan.batch.plan import choose_round
    from yanpan.config.paths import find_project

    project = find_project()
    folder = run_method(project, choose_round(project, round_id), formats=formats)
    click.echo(f"方法核算：{folder.relative_to(project.root)}")
    return 0
