"""`yanpan scan`: look through files for what must not leave the building."""

from __future__ import annotations

from pathlib import Path

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("scan", cls=ChineseCommand)
@click.argument("path", metavar="[文件或文件夹]", required=False)
@click.option("--round", "round_id", metavar="批次", help="用哪个批次的词典；不写时取 data/raw 下最新的一个。")
def command(path: str | None, round_id: str | None) -> int:
    """用本批次的脱敏词典扫描要外发的文件（不写时扫描公开版）；发现泄漏时退出码为 1。"""
    from yanpan.batch.plan import choose_round
    from yanpan.config.paths import find_project
    from yanpan.errors import UserError
    from yanpan.prepare import ensure_store
    from yanpan.review.public import published_home, round_scanner

    project = find_project()
    chosen = choose_round(project, round_id)
    target = Path(path) if path else published_home(project, chosen)
    if not target.exists():
        raise UserError(f"没有找到 {target.name}；公开版要先用 yanpan run --edition public 生成。")
    ensure_store(project, chosen)
    leaks = round_scanner(project, chosen).folder(target)
    for leak in leaks:
        click.echo(str(leak))
    click.echo(f"扫描完毕，发现 {len(leaks)} 处。" if leaks else "扫描完毕，没有发现泄漏。")
    return 1 if leaks else 0
