"""`yanpan lock-policy`: record what the policy was before the forms were opened."""

from __future__ import annotations

import datetime as dt

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("lock-policy", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
@click.option("--by", "by", metavar="姓名", default="", help="由谁锁定（必填），如 镇党委专题会。")
def command(round_id: str | None, by: str) -> int:
    """开票前锁定研判口径：记下 policy.yml 的指纹和时间；以后的改动会写进报告，但不阻止运行。"""
    from yanpan.batch.plan import choose_round
    from yanpan.config.paths import find_project
    from yanpan.config.policy_lock import lock_policy

    project = find_project()
    chosen = choose_round(project, round_id)
    now = dt.datetime.now().astimezone()
    path = lock_policy(project.params, project.round_params(chosen), by=by, now=now)
    click.echo(f"已锁定：{path.relative_to(project.root)}。")
    return 0
