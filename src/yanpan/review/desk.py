"""What is written beside the reports after a run or a signature: the page of signatures and the index page."""

from __future__ import annotations

from pathlib import Path

from yanpan.batch.plan import Plan
from yanpan.config.paths import Project
from yanpan.review.content import content_files, content_hash
from yanpan.review.index import write_index
from yanpan.review.signature_page import write_page
from yanpan.review.signatures import standings
from yanpan.store import Manifest


def refresh(project: Project, plan: Plan, manifest: Manifest) -> Path:
    """Write the page of signatures (if anybody has signed) and the index page anew; path of the latter."""
    signed = standings(project, plan, manifest)
    write_page(plan, signed, content_hash(content_files(plan)) if signed else "")
    return write_index(project, plan, manifest)
