"""What lies beside an edition's reports and has a page of its own: quarters, method, the other editions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yanpan.batch.method import FOLDER as METHOD
from yanpan.batch.names import INDEX, REPORT
from yanpan.batch.plan import EDITIONS
from yanpan.batch.quarterly import FOLDER as QUARTERS
from yanpan.review.content import PUBLIC_DESK
from yanpan.review.links import Link

_PAGE = REPORT.format("html")


def links_beside(home: Path) -> tuple[Link, ...]:
    """Links to what is there, in a fixed order; addresses from the edition's folder."""
    return tuple(_links(home))


def _links(home: Path) -> Iterator[Link]:
    for quarter in sorted(path.parent for path in (home / QUARTERS).glob(f"*/{_PAGE}")):
        yield Link(f"{QUARTERS}/{quarter.name}/{_PAGE}", f"{quarter.name} 季度分析")
    if (home / METHOD / _PAGE).is_file():
        yield Link(f"{METHOD}/{_PAGE}", "方法核算")
    for edition, name in EDITIONS.items():
        for page in (INDEX, f"township/{_PAGE}"):
            if (home / edition / page).is_file():
                yield Link(f"{edition}/{page}", name)
                break
    if (home / PUBLIC_DESK / INDEX).is_file():
        yield Link(f"{PUBLIC_DESK}/{INDEX}", f"{EDITIONS['public']}审签")
