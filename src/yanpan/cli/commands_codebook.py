"""`yanpan codebook`: DATA.md from the schema."""

from __future__ import annotations

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("codebook", cls=ChineseCommand)
def command() -> None:
    """由表结构重新生成 DATA.md。"""
    from yanpan.config.paths import find_project
    from yanpan.schema.codebook import render

    path = find_project().root / "DATA.md"
    path.write_text(render(), encoding="utf-8", newline="\n")
    click.echo(f"已重新生成 {path.name}。")
