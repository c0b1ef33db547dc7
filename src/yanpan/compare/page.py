"""A comparison as an HTML page, in the style of the desk."""

from __future__ import annotations

from yanpan.compare.differences import Comparison
from yanpan.review.pages import render


def comparison_page(told: Comparison) -> str:
    """The page: what the runs were made from, an overview, then every difference with its cause. No script."""
    return render("diff.html.j2", told=told)
