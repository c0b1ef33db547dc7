"""What is written beside the reports after a run, a signature or a release: the page of signatures, the index."""

from __future__ import annotations

from pathlib import Path

from yanpan.batch.names import INDEX
from yanpan.batch.plan import Plan, home_of
from yanpan.batch.runner import Wishes, prepare
from yanpan.config.paths import Project
from yanpan.review.content import content_files, content_hash
from yanpan.review.index import desk_home, write_index
from yanpan.review.signature_page import write_page
from yanpan.review.signatures import standings
from yanpan.store import Manifest


def refresh(project: Project, plan: Plan, manifest: Manifest) -> Path:
    """Write the page of signatures (if anybody has signed) and the index page anew; path of the latter.

    `plan` is what reviewers look at (`reviewed`). The public edition's desk is linked from the internal one, which is
    written anew too where there is one.
    """
    signed = standings(project, plan, manifest)
    write_page(plan, signed, content_hash(content_files(plan)) if signed else "", home=desk_home(project, plan))
    index = write_index(project, plan, manifest)
    if plan.edition == "public" and (home_of(project, plan.round_id, "internal") / INDEX).is_file():
        write_index(project, prepare(project, plan.round_id, Wishes())[1], manifest)
    return index
