"""`yanpan forms`: blank workbooks to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("forms", cls=ChineseCommand)
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("--round", "round_id", metavar="批次", help="按哪一批的名册排好村和成员；不写时取最新的一批。")
def command(folder: Path, round_id: str | None) -> None:
    """写出全部空白表：每张表一个工作簿，各村另有一个合在一起的。已经填过的文件不动。"""
    from yanpan.config.paths import find_project
    from yanpan.forms import write_forms
    from yanpan.prepare import known_in

    project = find_project()
    known = known_in(project, round_id)
    written = write_forms(folder, known)
    click.echo(f"已写 {len(written.made)} 个空白表到 {folder}，名册里有 {len(known.villages)} 个村（社区）。")
    if written.kept:
        click.echo(f"已有内容、没有改动的 {len(written.kept)} 个：{'、'.join(written.kept)}。")
    if not known.villages:
        click.echo("还没有名册：先填《村社名册》，放进本批次的文件夹，再运行一次 yanpan forms，各表就会排好村名。")
