"""`yanpan release`: signed copies of an edition and the record of their hashes, or all that stands against it."""

from __future__ import annotations

import datetime as dt

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("release", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
@click.option(
    "--edition",
    default="internal",
    metavar="版本",
    help="internal（内部版，默认）、committee（党委专题会版）或 public（公开版，须双人复核）。",
)
@click.option(
    "--accept-missing", multiple=True, metavar="村", help="确认缺席的村（编号或名称，用逗号隔开，可重复写）。"
)
def command(round_id: str | None, edition: str, accept_missing: tuple[str, ...]) -> int:
    """发布一个版本：检查通过后写出末页带签批的报告和发布记录；不能发布时列出全部原因，退出码为 1。"""
    from yanpan.batch.at_work import working_on
    from yanpan.batch.plan import choose_round
    from yanpan.batch.runner import Wishes, prepare
    from yanpan.config.paths import find_project
    from yanpan.review.desk import refresh
    from yanpan.review.public import reviewed
    from yanpan.review.release import RefusedReleaseError, release

    project = find_project()
    manifest, asked = prepare(project, choose_round(project, round_id), Wishes(edition=edition))
    plan = reviewed(project, asked)
    now = dt.datetime.now().astimezone()
    try:
        with working_on(plan, command="yanpan release"):
            made = release(project, plan, manifest, accept_missing=accept_missing, now=now)
            index = refresh(project, plan, manifest)
    except RefusedReleaseError as refused:
        click.echo(str(refused), err=True)
        return 1
    click.echo(f"已发布 {len(made.files)} 个文件：{made.folder.relative_to(project.root).as_posix()}")
    click.echo(f"发布记录：{made.record.relative_to(project.root).as_posix()}")
    click.echo(f"目录：{index.relative_to(project.root).as_posix()}")
    return 0
