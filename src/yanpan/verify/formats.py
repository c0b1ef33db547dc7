"""Word and PDF carry the page's text, block by block, and no figure that the page does not have."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from yanpan.chinese.typed import numerals
from yanpan.verify.blocks import Page, docx_text, pdf_text, squeezed
from yanpan.verify.fault import Fault

READERS = {"docx": ("Word", docx_text), "pdf": ("PDF", pdf_text)}
_SHOWN = 30
_SURE = 8
"""Characters by which the place of a changed block is known again."""
_MOST, _AROUND = 3, 4


def held_together(page: Page, folder: Path, report: str, *, stem: str = "report", framed: str = "") -> Iterator[Fault]:
    """Blocks that a Word or PDF file beside the page lacks, and figures that it has alone; absent files: none.

    `framed` is what stands on paper only (版头, 版记); `stem` the files' name without ending.
    """
    printed = "".join(squeezed(block.text) for block in (*page.blocks, *page.cells)) + squeezed(framed)
    for form, (label, read) in READERS.items():
        path = folder / f"{stem}.{form}"
        if not path.is_file():
            continue
        text = read(path)
        whole = squeezed(text)
        for block in page.blocks:
            if (wanted := squeezed(block.text)) not in whole:
                told = _differing(wanted, whole)
                yield Fault(report, label, block.text[:_SHOWN], f"{label} 里的这一段与网页不同{told}")
        figures = {numeral.text for line in text.splitlines() for numeral in numerals(line)}
        for figure in sorted(figure for figure in figures if figure not in printed):
            yield Fault(report, label, figure, f"{label} 里的数字在网页里没有")


def _differing(wanted: str, whole: str) -> str:
    """What stands there instead of a block's words (`：“均高于”写成“均低于”`); '' if its place is not known."""
    start = _place(wanted, whole)
    if start is None:
        return ""
    found = whole[start : start + len(wanted) + _SURE]
    steps = [step for step in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes() if step[0] != "equal"]
    told = [
        f"“{wanted[max(0, a - _AROUND) : b + _AROUND]}”写成“{found[max(0, c - _AROUND) : d + _AROUND]}”"
        for _, a, b, c, d in steps
        if b < len(wanted)
    ]
    return f"：{'、'.join(told[:_MOST])}" if told else ""


def _place(wanted: str, whole: str) -> int | None:
    """Where a block that was changed begins in the whole text, by its first stretch that stands there once."""
    for at in range(0, len(wanted) - _SURE + 1, _SURE):
        piece = wanted[at : at + _SURE]
        if whole.count(piece) == 1:
            return max(0, whole.index(piece) - at)
    return None
