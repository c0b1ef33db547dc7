"""Word and PDF carry the page's text, block by block, and no figure that the page does not have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yanpan.chinese.typed import numerals
from yanpan.verify.blocks import Page, docx_text, pdf_text, squeezed
from yanpan.verify.fault import Fault

READERS = {"report.docx": ("Word", docx_text), "report.pdf": ("PDF", pdf_text)}
_SHOWN = 30


def held_together(page: Page, folder: Path, report: str, *, framed: str = "") -> Iterator[Fault]:
    """Blocks that a Word or PDF file beside the page lacks, and figures that it has alone; absent files: none.

    `framed` is what stands on paper only (版头, 版记).
    """
    printed = "".join(squeezed(block.text) for block in (*page.blocks, *page.cells)) + squeezed(framed)
    for name, (label, read) in READERS.items():
        if not (folder / name).is_file():
            continue
        text = read(folder / name)
        whole = squeezed(text)
        for block in page.blocks:
            if squeezed(block.text) not in whole:
                yield Fault(report, label, block.text[:_SHOWN], f"{label} 里的这一段与网页不同")
        figures = {numeral.text for line in text.splitlines() for numeral in numerals(line)}
        for figure in sorted(figure for figure in figures if figure not in printed):
            yield Fault(report, label, figure, f"{label} 里的数字在网页里没有")
