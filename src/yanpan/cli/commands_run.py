"""`yanpan run`: the round's reports."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

import click

from yanpan.cli.chinese import ChineseCommand
from yanpan.errors import UserError

if TYPE_CHECKING:
    from yanpan.batch.cluster.address import Where
    from yanpan.batch.run_record import RunResult
    from yanpan.batch.runner import MakeScheduler, Wishes
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
@click.option("--force", is_flag=True, help="没有变化的也重做。")
@click.option("--keep-going/--fail-fast", default=True, help="一个村出错时，其余的继续（默认），或立即停下。")
@click.option("--timeout", "seconds", type=int, metavar="秒", help="一本笔记本最多运行多久；不写时为 1800 秒。")
@click.option("--wait", is_flag=True, help="别的运行正在写这个批次时，等它结束。")
@click.option("--accept-dup", is_flag=True, help="同一文件里完全相同的重复行只留一行，不作错误。")
@click.option("--scheduler", "address", metavar="地址", help="把各村交给这个 Dask 集群，如 tcp://10.0.0.5:8786。")
@click.option(
    "--shared", metavar="网址", help="各村数据经这个共享存储（如 file:///mnt/gongxiang）交给集群；不写时随任务送去。"
)
def command(
    round_id: str | None,
    only: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int | None,
    edition: str,
    force: bool,
    keep_going: bool,
    seconds: int | None,
    wait: bool,
    accept_dup: bool,
    address: str | None,
    shared: str | None,
) -> int:
    """从原始材料生成各村和全镇的报告，写入 outputs；只重做有变化的。有村没有完成时退出码为 1。"""
    from yanpan.batch.closing import nothing_to_do
    from yanpan.batch.plan import choose_round
    from yanpan.config.paths import find_project
    from yanpan.keys import hashes_of

    if seconds is not None and seconds < 1:
        raise UserError(f"--timeout 应是不小于 1 的整数，现为 {seconds}。")
    if jobs is not None and jobs < 1:
        raise UserError(f"--jobs 应是不小于 1 的整数，现为 {jobs}。")
    if shared is not None and address is None:
        raise UserError("--shared 要和 --scheduler 一起用：它是集群各台机器共用的存储。")
    project = find_project()
    chosen = choose_round(project, round_id)
    may_rest = not force and edition != "public"  # what is put out is looked through every time
    if may_rest and (states := nothing_to_do(project, chosen, only=only, formats=formats, edition=edition)):
        hashes_of(project.root).save()
        click.echo(f"没有变化：{len(states) - 1} 个村和全镇的报告都是最新的，没有重做；确要重做的，加 --force。")
        return 0
    from yanpan.batch.cluster.address import cluster_at
    from yanpan.batch.runner import Wishes

    cluster = cluster_at(address, shared) if address is not None else None
    wishes = Wishes(
        only=only,
        formats=formats,
        edition=edition,
        jobs=jobs,
        force=force,
        fail_fast=not keep_going,
        wait=wait,
        accept_dup=accept_dup,
        seconds=seconds,
        command=" ".join(["yanpan", *sys.argv[1:]]),
    )
    return _run(project, chosen, wishes, cluster)


def _run(project: Project, round_id: str, wishes: Wishes, cluster: Where | None) -> int:
    """Run with a progress bar, here or at a cluster; index page and slip are written before the next run may begin."""
    from yanpan.batch.apart import apart
    from yanpan.batch.closing import note_closed
    from yanpan.batch.freshness import Round
    from yanpan.batch.runner import INTERRUPTED, Watch, run_round
    from yanpan.cli.asked_to_end import asked_to_end
    from yanpan.cli.console import ProgressBar, closing_table
    from yanpan.review.decision_papers import write_papers
    from yanpan.review.desk import refresh
    from yanpan.review.intake_page import keep_intake
    from yanpan.review.sealed import write_slip

    def finish(result: RunResult) -> None:
        if wishes.edition == "public":
            return
        apart(partial(keep_intake, project, round_id))
        papers = write_papers(result.plan)
        index = apart(partial(refresh, project, result.plan, result.manifest))
        slip = write_slip(project, result.plan, result.manifest)
        here = Round(project, round_id, result.plan.edition, result.plan.home)
        note_closed(here, [index, *([slip] if slip else [])])
        bar.close()
        closing_table(result)
        click.echo(f"总目录：{index.relative_to(project.root).as_posix()}")
        if papers is not None:
            click.echo(f"定档审议单和《党委定档》空白表：{papers.relative_to(project.root).as_posix()}")
        if slip is not None:
            click.echo(f"密件（只供党委专题会启封）：{slip.relative_to(project.root).as_posix()}")

    with ProgressBar() as bar, asked_to_end() as asked, _workers(project, cluster) as make_scheduler:
        watch = Watch(begin=bar.begin, progress=bar.tell, waiting=bar.say, finish=finish)
        result = run_round(project, round_id, wishes, watch, make_scheduler=make_scheduler)
    failed = 1 if result.failures or result.stopped else 0
    code = _published(project, result) if wishes.edition == "public" else failed
    return 128 + asked.by if result.stopped == INTERRUPTED else code


def _workers(project: Project, cluster: Where | None) -> AbstractContextManager[MakeScheduler]:
    """Who runs the villages."""
    if cluster is None:
        from yanpan.batch.scheduler import pools_ahead

        return pools_ahead()
    from yanpan.batch.cluster.driver import Cluster

    return nullcontext(lambda jobs, settings: Cluster(project, cluster, settings))


def _published(project: Project, result: RunResult) -> int:
    """Put the public edition out, if every notebook ran and the leak scan finds nothing. The exit code."""
    from yanpan.cli.console import closing_table
    from yanpan.review.desk import refresh
    from yanpan.review.public import publish, reviewed

    closing_table(result)
    if result.failures or result.stale or result.stopped:
        click.echo("公开版没有写出：有村没有完成。", err=True)
        return 1
    place = publish(project, result.plan)
    desk = refresh(project, reviewed(project, result.plan), result.manifest)
    click.echo(f"公开版已通过泄漏扫描：{place.relative_to(project.root).as_posix()}")
    click.echo(f"签批和发布：{desk.relative_to(project.root).as_posix()}")
    return 0
