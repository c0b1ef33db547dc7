"""版头, 版记 and what belongs to them by GB/T 9704-2012, put around a report that goes out on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lxml import html as lxml_html

from yanpan.config.official import Official
from yanpan.export.clean import Element
from yanpan.export.outline import ANNEX, text_of

TOP = 35.0
"""Millimetres from the top of the type area to 发文机关标志."""


def frame(root: Element, official: Official) -> None:
    """Put the parts that are switched on into a report's flow. HTML on a screen has none of them."""
    title = next(root.iter("h1"))
    for line in _above(official):
        title.addprevious(line)
    if official.addressees:
        title.addnext(_line("address", f"{'、'.join(official.addressees)}："))
    annexes = [heading for heading in root.iter("h2") if text_of(heading).startswith(ANNEX)]
    for line in _below(official, [text_of(heading) for heading in annexes]):
        if annexes:
            annexes[0].addprevious(line)
        else:
            root.append(line)
    if official.imprint:
        root.append(_imprint(official))


def words_on_paper(official: Official) -> str:
    """All that these switches print beside the report's own text; the list of annexes is the report's."""
    root = lxml_html.fragment_fromstring("<h1></h1>", create_parent="main")
    frame(root, official)
    return str(root.text_content())


def split_annex(text: str) -> tuple[str, str]:
    """Label and title of an annex's heading; no title where there is only the label.

    >>> split_annex("附件1 长表"), split_annex("附件")
    (('附件1', '长表'), ('附件', ''))
    """
    label, _, rest = " ".join(text.replace("：", " ", 1).split()).partition(" ")
    return label, rest.strip()


def agency_size(agency: str) -> float:
    """Size in pt at which 发文机关标志 fits into one line: 42 (初号) or smaller."""
    return min(42.0, round(436 / len(agency), 1))


def _above(official: Official) -> list[Element]:
    lines = [_line("copymark", mark) for mark in official.marks]
    if official.masthead:
        number = _line("docnumber", official.masthead.number)
        if official.masthead.signer:
            number = _line("docnumbersigned", official.masthead.number)
            _fill(number, f"签发人：{official.masthead.signer}")
        lines += [_line("agency", official.masthead.agency), number]
    return lines


def _below(official: Official, annexes: Sequence[str]) -> list[Element]:
    lines = []
    if official.attached and annexes:
        names = [split_annex(text)[1] or text for text in annexes]
        told = [f"附件：{names[0]}"] if len(names) == 1 else [f"附件：1. {names[0]}"]
        told += [f"{number}. {name}" for number, name in enumerate(names[1:], 2)]
        lines = [_line("attached" if number == 0 else "attachedmore", text) for number, text in enumerate(told)]
    if official.signed:
        lines.append(_line("signed", official.signed))
    if official.dated:
        lines.append(_line("dated", _day(official.dated)))
    return lines


def _imprint(official: Official) -> Element:
    imprint = official.imprint
    if imprint is None:
        raise ValueError("no imprint")
    block = lxml_html.Element("div")
    block.set("class", "imprint")
    if imprint.copies:
        block.append(_paragraph(f"抄送：{'，'.join(imprint.copies)}。"))
    last = _paragraph(imprint.agency)
    _fill(last, f"{_day(imprint.issued)}印发")
    block.append(last)
    return block


def _fill(line: Element, right: str) -> None:
    space = lxml_html.Element("span")
    space.set("class", "fill")
    space.tail = right
    line.append(space)


def _line(kind: str, text: str) -> Element:
    line = _paragraph(text)
    line.set("class", kind)
    return line


def _paragraph(text: str) -> Element:
    line = lxml_html.Element("p")
    line.text = text
    return line


def _day(day: dt.date) -> str:
    """Arabic digits without leading zeros.

    >>> _day(dt.date(2026, 3, 1))
    '2026年3月1日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
