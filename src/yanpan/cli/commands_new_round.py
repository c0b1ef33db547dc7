"""`yanpan new-round`: folder, parameters and forms of a new round."""

from __future__ import annotations

import click

from yanpan.cli.chinese import ChineseCommand

NEXT = """\
接下来：
1. 填 {params}：截止日、本届起止、依据、方案等，每行都有说明。
2. 填 {raw}/村社名册.xlsx（每村一行），存盘后运行 yanpan forms {raw} --round {round}，各表会按名册排好村。
3. 填 {raw} 下的各表；也可以把“各村”里的工作簿分给各村填。同一行内容只填在一个文件里。
4. 填好后运行 yanpan check --round {round} 检查，没有错误时运行 yanpan run --round {round} 出报告。"""


@click.command("new-round", cls=ChineseCommand)
@click.argument("round_id", metavar="批次")
@click.option("--from", "source", metavar="批次", help="沿用哪一批的名册、成员和基本情况；不写时都留空。")
def command(round_id: str, source: str | None) -> None:
    """建一个新批次：材料文件夹、参数和空白表。已有的文件不改。"""
    from yanpan.config.paths import find_project
    from yanpan.config.township import load_round
    from yanpan.forms import Known, new_round
    from yanpan.prepare import known_in

    project = find_project()
    known = known_in(project, source) if source else Known()
    like = load_round(project.round_params(source)) if source else None
    made = new_round(project, round_id, known=known, like=like)
    params, raw = f"params/{round_id}/township.yml", f"data/raw/{round_id}"
    click.echo(f"已写 {len(made.forms.made)} 个空白表到 {raw}。")
    click.echo(f"已写 {params}。" if made.parameters_made else f"{params} 早已有了，没有改动。")
    if made.forms.kept:
        click.echo(f"已有内容、没有改动的 {len(made.forms.kept)} 个：{'、'.join(made.forms.kept)}。")
    click.echo(NEXT.format(params=params, raw=raw, round=round_id))
