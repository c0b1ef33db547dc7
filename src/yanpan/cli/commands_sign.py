"""`yanpan sign`: a person takes responsibility for an edition as it lies there."""

from __future__ import annotations

import datetime as dt

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("sign", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
@click.option(
    "--edition",
    default="internal",
    metavar="版本",
    help="internal（内部版，默认）、committee（党委专题会版）或 public（公开版，须双人复核）。",
)
@click.option("--name", default="", metavar="姓名", help="签批人（必填）。")
@click.option(
    "--role",
    default="",
    metavar="职务",
    help="签批人的职务（必填），如 镇党委书记；公开版只能是 township.yml“公开版签批”所列的。",
)
def command(round_id: str | None, edition: str, name: str, role: str) -> int:
    """签批一个版本：记下签批人和全部报告文件的指纹；文件以后有任何改动，签批即失效，并列出改了什么。"""
    from yanpan.batch.at_work import working_on
    from yanpan.batch.plan import choose_round
    from yanpan.batch.runner import Wishes, prepare
    from yanpan.config.paths import find_project
    from yanpan.review.desk import refresh
    from yanpan.review.public import reviewed
    from yanpan.review.signatures import place_of, sign

    project = find_project()
    manifest, made = prepare(project, choose_round(project, round_id), Wishes(edition=edition))
    plan = reviewed(project, made)
    with working_on(plan, command="yanpan sign"):
        signature = sign(project, plan, manifest, name=name, role=role, now=dt.datetime.now().astimezone())
        refresh(project, plan, manifest)
    click.echo(f"已签批：{signature.role} {signature.name}，内容指纹 {signature.content[:16]}…")
    click.echo(f"签批记录：{place_of(project, plan).relative_to(project.root).as_posix()}")
    return 0
