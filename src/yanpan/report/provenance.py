"""What a run hands over, shown as a small table: the last output of a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from yanpan import __version__
from yanpan.summary import MIME, Summary

MASKED = (
    "地名、单位名、人名和村（社区）名已换写，同一名称全文同一写法；同类不止一个的，用甲、乙等区分；"
    "数目处的“*”是不公开的工作量"
)
"""The rule of the masks, for whoever reads the public edition."""


@dataclass(frozen=True)
class Handed:
    """A summary that shows itself: machine-readable under its MIME type, to readers as a table of provenance."""

    summary: Summary

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {MIME: self.summary.model_dump(mode="json"), "text/html": self.to_html(), "text/plain": self.plain()}

    def to_html(self) -> str:
        """A table of what the report was made from."""
        owner = escape(self.summary.owner)
        rows = "".join(
            f'<tr><th scope="row" style="text-align: left">{escape(name)}</th>'
            f'<td style="text-align: left">{escape(value)}</td></tr>'
            for name, value in self._lines()
        )
        return (
            f'<table id="{owner}-来历" data-village="{owner}"><caption>本报告的来历</caption>'
            f'<thead><tr><th scope="col">项目</th><th scope="col">内容</th></tr></thead><tbody>{rows}</tbody></table>'
        )

    def plain(self) -> str:
        """The same as lines of text."""
        return "\n".join(f"{name}：{value}" for name, value in self._lines())

    def _lines(self) -> tuple[tuple[str, str], ...]:
        summary, files = self.summary, len(self._files())
        return (
            ("批次", summary.round),
            (
                "版本",
                {"internal": "内部版", "committee": "党委专题会版", "public": "公开版（已脱敏）"}.get(
                    summary.edition, summary.edition
                ),
            ),
            *((("名称", MASKED),) if summary.edition == "public" else ()),
            ("截止日", summary.as_of),
            ("数据项", f"{len(summary.facts)} 项" + (f"，来自 {files} 个文件" if files else "")),
            ("材料指纹", summary.inputs[:16]),
            ("程序", f"yanpan {__version__}"),
        )

    def _files(self) -> set[str]:
        return {source.file for fact in self.summary.facts for source in fact.sources}
