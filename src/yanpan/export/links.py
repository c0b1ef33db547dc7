"""From a township's report on many villages to the villages' own: their names in the tables become links."""

from __future__ import annotations

import re

from lxml import html as lxml_html

from yanpan.export.body import Body
from yanpan.export.clean import Element
from yanpan.schema.values import MANY_VILLAGES, TOWNSHIP
from yanpan.summary import TownshipSummary

_NAME = re.compile(rf"{TOWNSHIP}\.村名\.(?P<village>[\w-]+)")
REPORT = "../villages/{}/report.html"
"""Where a village's report lies, seen from the township's folder."""


def link_villages(root: Element, body: Body) -> None:
    """Make the names that head a row links to the finished villages' reports.

    Only where there are many villages, as else their text stands in the report itself; never in the public edition,
    which has no reports of villages.
    """
    summary = body.summary
    if not isinstance(summary, TownshipSummary) or summary.edition == "public":
        return
    if len(summary.villages) <= MANY_VILLAGES:
        return
    finished = set(summary.villages) - set(summary.unfinished)
    for span in root.xpath(".//th[@scope='row']/span[@data-fact]"):
        named = _NAME.fullmatch(span.get("data-fact"))
        if named and named["village"] in finished:
            _wrap(span, REPORT.format(named["village"]))


def _wrap(span: Element, address: str) -> None:
    link = lxml_html.Element("a", href=address)
    span.addprevious(link)
    link.tail, span.tail = span.tail, None
    link.append(span)
