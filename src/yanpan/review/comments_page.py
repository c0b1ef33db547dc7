"""The list of a reviewer's remarks: as a page and as a table beside the reviewed file."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from functools import lru_cache
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from yanpan.batch.outputs import write_text
from yanpan.facts import Fact
from yanpan.review.comments import Review, Tied

HEADINGS = (
    "序号",
    "类别",
    "审阅人",
    "时间",
    "意见或新文字",
    "原文字",
    "所在章节",
    "段落编号",
    "段落",
    "对应方式",
    "数据",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_review(review: Review, file: Path) -> tuple[Path, Path]:
    """Write `<name>.审阅.html` and `.csv` beside the reviewed file; their paths."""
    page, table = (file.with_name(f"{file.stem}.审阅.{form}") for form in ("html", "csv"))
    write_text(page, render(review))
    write_text(table, as_csv(review))
    return page, table


def cells(number: int, tied: Tied) -> tuple[str, ...]:
    """The remark's cells under `HEADINGS`."""
    remark = tied.remark
    return (
        str(number), remark.kind, remark.author, remark.date, remark.text, remark.quote, tied.chapter, tied.block,
        tied.passage, tied.how, "\n".join(f"{fact.label}：{told(fact)}" for fact in tied.facts),
    )  # fmt: skip


def told(fact: Fact) -> str:
    """Value, count and sources of a fact in a line."""
    sources = "；".join(map(str, fact.sources)) or "没有原始行"
    return f"{fact.text}（{f'n={fact.n}，' if fact.n else ''}{sources}）"


def as_csv(review: Review) -> str:
    """For a spreadsheet; nothing that a reviewer wrote can run as a formula there."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for number, tied in enumerate(review.tied, 1):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells(number, tied)])
    return "\ufeff" + held.getvalue()


def render(review: Review) -> str:
    """The page; everything in it that came from the file is escaped."""
    style = (resources.files("yanpan.review") / "templates" / "index.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return _template().render(review=review, told=told, style=style, style_hash=digest)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(loader=PackageLoader("yanpan.review"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("comments.html.j2")
