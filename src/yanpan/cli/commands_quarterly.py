"""`yanpan quarterly`: a quarter's report and the villages' reminder slips."""

from __future__ import annotations

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("quarterly", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
@click.option("--quarter", metavar="季度", help="如 2023Q2；不写时取督查记录里最近的一个季度。")
@click.option(
    "--format", "formats", multiple=True, metavar="格式", help="html、pdf、docx，用逗号隔开；不写时三种都出。"
)
@click.option(
    "--edition", default="internal", metavar="版本", help="internal（内部版，默认）或 committee（党委专题会版）。"
)
def command(round_id: str | None, quarter: str | None, formats: tuple[str, ...], edition: str) -> int:
    """写出一个季度的督查与整改情况分析，并为需要提醒的村写提醒单（Word 和 PDF）。"""
    from yanpan.analysis.quarters import parse_quarter
    from yanpan.batch.plan import choose_round
    from yanpan.batch.quarterly import latest_quarter, run_quarter
    from yanpan.config.paths import find_project
    from yanpan.export.blocks import SLIPS

    project = find_project()
    chosen = choose_round(project, round_id)
    asked = parse_quarter(quarter) if quarter else latest_quarter(project, chosen)
    plan, outcome = run_quarter(project, chosen, asked, formats=formats, edition=edition)
    if not outcome.ok:
        click.echo(
            f"{outcome.name}没有完成：{outcome.cell}{' 出错：' if outcome.cell else ''}{outcome.message}", err=True
        )
        return 1
    for note in dict.fromkeys(outcome.notes):
        click.echo(note, err=True)
    folder = plan.township.folder
    click.echo(f"{outcome.name}报告：{folder.relative_to(project.root)}")
    slips = sorted({path.stem for path in (folder / SLIPS).glob("*")}) if (folder / SLIPS).is_dir() else []
    click.echo(f"提醒单 {len(slips)} 份：{'、'.join(slips)}" if slips else "没有写提醒单。")
    return 0
