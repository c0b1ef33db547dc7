"""`yanpan sample`: the sample township's hand-in."""

from __future__ import annotations

from pathlib import Path

import click

from yanpan.cli.chinese import ChineseCommand
from yanpan.errors import UserError

_DEFAULT_ROUND = "2023-mid"


@click.command("sample", cls=ChineseCommand)
@click.option("--villages", type=int, default=9, show_default="9", metavar="个数", help="村（社区）的个数。")
@click.option("--out", type=click.Path(path_type=Path), metavar="文件夹", help="写到哪里；不写时为 data/raw/2023-mid。")
@click.option(
    "--seed", type=int, default=2023, show_default="2023", metavar="整数", help="随机数种子：种子相同，文件逐字节相同。"
)
def command(villages: int, out: Path | None, seed: int) -> None:
    """生成样例镇的原始材料（人物为虚构）。"""
    if villages < 1:
        raise UserError(f"--villages 应是不小于 1 的整数，现为 {villages}。")
    raw = out or _default_folder(villages)
    from yanpan.sample import write_sample

    files = write_sample(raw, villages=villages, seed=seed)
    click.echo(f"已写 {len(files)} 个文件到 {raw}。")


def _default_folder(villages: int) -> Path:
    """The round's own folder, for the nine-village sample only: a township of another size would overwrite it."""
    from yanpan.config.paths import find_project

    if villages != 9:
        raise UserError("换规模时请用 --out 指定文件夹，免得覆盖九个村的样例。")
    return find_project().raw(_DEFAULT_ROUND)
