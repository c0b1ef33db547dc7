"""`yanpan comments`: read a reviewed Word file, each remark led back to its paragraph and figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yanpan.cli.chinese import ChineseCommand

if TYPE_CHECKING:
    from yanpan.review.comments import Review, Tied


_SHOWN = 6


@click.command("comments", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--round", "round_id", metavar="批次", help="批次名，如 2023-mid；不写时看文件里记的批次。")
def command(file: Path, round_id: str | None) -> int:
    """读回审阅过的 Word 报告：列出批注和修订，对应到段落和段落里的数据，在文件旁写出网页和表格。"""
    from yanpan.batch.plan import choose_round
    from yanpan.config.paths import find_project
    from yanpan.review.comments import read_review
    from yanpan.review.comments_page import write_review

    project = find_project()
    review = read_review(project, file, choose_round(project, round_id) if round_id else None)
    for note in review.notes:
        click.echo(note, err=True)
    if not review.tied:
        click.echo(f"{review.name} 里没有批注，也没有修订。")
        return 0
    _show(review)
    page, table = write_review(review, file)
    click.echo(f"共 {len(review.tied)} 条，已写出：{page.name}、{table.name}")
    return 0


def _show(review: Review) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"审阅意见：{review.title}", show_lines=True)
    for heading in ("序号", "类别", "审阅人", "意见或改动", "段落", "数据"):
        table.add_column(heading, overflow="fold")
    for number, tied in enumerate(review.tied, 1):
        remark = tied.remark
        who = "\n".join(filter(None, (remark.author, remark.date)))
        passage = _short(" ".join(tied.passage.split()), 40)
        row = (str(number), remark.kind, who, _said(tied), f"{tied.block or '—'}\n{passage}", _facts(tied))
        table.add_row(*map(Text, row))
    Console(soft_wrap=False).print(table)


def _facts(tied: Tied) -> str:
    """Those that the quotation prints, else the first of the paragraph; the page has all."""
    quoted = [fact for fact in tied.facts if fact.text in tied.remark.quote]
    shown = (quoted or tied.facts)[:_SHOWN]
    lines = [f"{fact.label}：{fact.text}" for fact in shown]
    return "\n".join([*lines, f"（共{len(tied.facts)}项，见网页）"] if len(shown) < len(tied.facts) else lines) or "—"


def _said(tied: Tied) -> str:
    remark = tied.remark
    if remark.kind.startswith(("批注", "回复")):
        return f"“{_short(remark.quote, 20)}”：{remark.text}" if remark.quote else remark.text
    return " → ".join(filter(None, (f"“{_short(remark.quote, 40)}”" if remark.quote else "", remark.text)))


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
