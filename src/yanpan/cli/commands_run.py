"""`yanpan run`: the round's reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yanpan.cli.chinese import ChineseCommand

if TYPE_CHECKING:
    from yanpan.batch.run_record import RunResult
    from yanpan.config.paths import Project


@click.command("run", cls=ChineseCommand)
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时取 data/raw 下最新的一个。")
@click.option(
    "--only", multiple=True, metavar="村", help="只运行这些村（编号或名称，用逗号隔开，可重复写）；全镇报告随之更新。"
)
@click.option(
    "--format", "formats", multiple=True, metavar="格式", help="html、pdf、docx，用逗号隔开；不写时三种都出。"
)
@click.option("--jobs", type=int, metavar="个数", help="同时运行几个村；不写时等于处理器核数。")
@click.option(
    "--edition",
    default="internal",
    metavar="版本",
    help="internal（内部版，默认）、committee（党委专题会版）或 public（公开版，已脱敏）。",
)
@click.option("--accept-dup", is_flag=True, help="同一文件里完全相同的重复行只留一行，不作错误。")
def command(
    round_id: str | None,
    only: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int | None,
    edition: str,
    accept_dup: bool,
) -> int:
    """从原始材料生成各村和全镇的报告，写入 outputs；有村没有完成时退出码为 1。"""
    from yanpan.batch.plan import choose_round
    from yanpan.batch.runner import run_round
    from yanpan.cli.console import ProgressBar, closing_table
    from yanpan.config.paths import find_project
    from yanpan.prepare import ensure_store
    from yanpan.review.decision_papers import write_papers
    from yanpan.review.desk import refresh
    from yanpan.review.intake_page import keep_intake
    from yanpan.review.sealed import write_slip

    project = find_project()
    chosen = choose_round(project, round_id)
    if accept_dup:
        ensure_store(project, chosen, accept_dup=True)
    with ProgressBar() as bar:
        result = run_round(
            project, chosen, only=only, formats=formats, jobs=jobs, edition=edition, begin=bar.begin, progress=bar.tell
        )
    if edition == "public":
        return _published(project, result)
    keep_intake(project, chosen)
    papers = write_papers(result.plan)
    index = refresh(project, result.plan, result.manifest)
    slip = write_slip(project, result.plan, result.manifest)
    closing_table(result)
    click.echo(f"总目录：{index.relative_to(project.root)}")
    if papers is not None:
        click.echo(f"定档审议单和《党委定档》空白表：{papers.relative_to(project.root)}")
    if slip is not None:
        click.echo(f"密件（只供党委专题会启封）：{slip.relative_to(project.root)}")
    return 1 if result.failures else 0


def _published(project: Project, result: RunResult) -> int:
    """Put the public edition out, if every notebook ran and the leak scan finds nothing. The exit code."""
    from yanpan.cli.console import closing_table
    from yanpan.review.public import publish

    closing_table(result)
    if result.failures or result.stale:
        click.echo("公开版没有写出：有村没有完成。", err=True)
        return 1
    click.echo(f"公开版已通过泄漏扫描：{publish(project, result.plan).relative_to(project.root)}")
    return 0
