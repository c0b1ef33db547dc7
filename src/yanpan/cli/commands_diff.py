"""`yanpan diff`: two runs compared, with the cause of every difference."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yanpan.cli.chinese import ChineseCommand

if TYPE_CHECKING:
    from yanpan.compare.differences import Change, Comparison, Differences

_SHOWN = 10
_CAUSES = 3
_CONTEXT = 10


@click.command("diff", cls=ChineseCommand)
@click.argument("before", metavar="[原来的]")
@click.argument("after", metavar="[现在的]")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="文件", help="把全部差异写成网页。")
@click.option("--all", "everything", is_flag=True, help="差异全部列出，不只列前面的。")
def command(before: str, after: str, page: Path | None, everything: bool) -> int:
    """比较两次结果：各村变了的数字、档次、问题和文字，以及原因。写 outputs 下的文件夹名或文件夹路径。"""
    from yanpan.batch.outputs import write_text
    from yanpan.compare.differences import compare
    from yanpan.compare.page import comparison_page
    from yanpan.compare.read import open_run
    from yanpan.config.paths import find_project

    project = find_project()
    told = compare(open_run(project, before), open_run(project, after))
    if page is not None:
        write_text(page, comparison_page(told))
    _show(told, shown=None if everything else _SHOWN)
    if page is not None:
        click.echo(f"全部差异：{page}")
    return 0


def _show(told: Comparison, *, shown: int | None) -> None:
    for line in told.sources or ("材料、口径、句式、参数和程序都没有变化。",):
        click.echo(line)
    for word, names in (("原来", told.only_before), ("现在", told.only_after)):
        if names:
            click.echo(f"只有{word}有：{'、'.join(names)}。")
    if not told.changed:
        click.echo(f"两次结果没有差异（比较了 {len(told.owners)} 份报告）。")
        return
    _overview(told)
    for owner in told.changed:
        _details(owner, shown=shown)
    if told.same:
        click.echo(f"没有差异的：{'、'.join(told.same)}。")


def _overview(told: Comparison) -> None:
    rows: list[tuple[str, ...]] = [
        (
            owner.name,
            "、".join(f"{change.before}→{change.after}" for change in owner.grade) or "没有变化",
            *(str(len(part)) for part in (owner.figures, owner.problems, owner.wording)),
        )
        for owner in told.changed
    ]
    _table(f"{told.before} → {told.after}（{told.edition}）", ("报告", "建议档次", "数字", "问题", "文字"), rows)


def _details(owner: Differences, *, shown: int | None) -> None:
    kinds = (("档次", owner.grade), ("数字", owner.figures), ("问题", owner.problems), ("文字", owner.wording))
    rows: list[tuple[str, ...]] = []
    for kind, changes in kinds:
        rows += [(kind, change.name, _told(kind, change), _why(change)) for change in changes[:shown]]
        if shown is not None and len(changes) > shown:
            rows.append((kind, f"另有 {len(changes) - shown} 处", "加 --all 全部列出", ""))
    _table(owner.name, ("类别", "名称", "原来 → 现在", "原因"), rows)


def _told(kind: str, change: Change) -> str:
    if kind != "文字":
        return f"{change.before} → {change.after}"
    marks = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(
        marks[piece.kind].format(_shortened(piece.text) if piece.kind == "same" else piece.text)
        for piece in change.pieces
    )


def _shortened(text: str) -> str:
    """Unchanged text as far as it shows where one is."""
    return text if len(text) <= 2 * _CONTEXT else f"{text[:_CONTEXT]}…{text[-_CONTEXT:]}"


def _why(change: Change) -> str:
    more = f"；等 {len(change.causes)} 项" if len(change.causes) > _CAUSES else ""
    return "；".join(change.causes[:_CAUSES]) + more


def _table(title: str, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", show_lines=len(headings) == len(("类别", "名称", "变化", "原因")))
    for heading in headings:
        table.add_column(heading, justify="right" if heading in ("数字", "问题", "文字") else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(file=sys.stdout, soft_wrap=False).print(table)
