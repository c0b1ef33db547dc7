"""`yanpan status`: which reports are fresh, which are stale and why."""

from __future__ import annotations

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("status", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
@click.option(
    "--edition", default="internal", metavar="版本", help="internal（内部版，默认）或 committee（党委专题会版）。"
)
def command(round_id: str | None, edition: str) -> None:
    """逐村说明报告是最新的还是须重做、为什么；不生成报告。"""
    from yanpan.batch.freshness import Round, Work, township_state, village_state
    from yanpan.batch.plan import EDITIONS, choose_edition, choose_round, home_of
    from yanpan.cli.states import told
    from yanpan.config.paths import find_project
    from yanpan.keys import hashes_of
    from yanpan.prepare import ensure_store

    project, chosen = find_project(), choose_edition(edition)
    name = choose_round(project, round_id)
    ensure_store(project, name)
    here = Round(project, name, chosen, home_of(project, name, chosen))
    villages = [village_state(here, village, ()) for village in here.names]
    click.echo(f"批次 {name}，{EDITIONS[chosen]}")
    for state in (*villages, township_state(here, "全镇报告", ())):
        click.echo(told(state))
    stale = sum(state.work is not Work.NOTHING for state in villages)
    click.echo(
        f"{len(villages) - stale}/{len(villages)} 个村最新" + ("。" if not stale else "；运行 yanpan run 更新。")
    )
    hashes_of(project.root).save()
