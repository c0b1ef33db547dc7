"""What the desk tells of an edition's signatures and release."""

from __future__ import annotations

from dataclasses import dataclass, field

from yanpan.batch.plan import Plan
from yanpan.config.paths import Project
from yanpan.review.content import content_files, content_hash
from yanpan.review.obstacles import lacking
from yanpan.review.released import UNSIGNED, Progress, latest_release, progress
from yanpan.review.signatures import needed_roles, read_book, standings
from yanpan.store import Manifest


@dataclass(frozen=True)
class Review:
    """Empty: nobody has signed. `signatures`, `lacking`: one sentence each; `released`: of the last release, or ''."""

    progress: Progress = field(default_factory=lambda: Progress(UNSIGNED, {}))
    signatures: tuple[str, ...] = ()
    released: str = ""
    lacking: tuple[str, ...] = ()


def review_of(project: Project, plan: Plan, manifest: Manifest) -> Review:
    """The state of review. Files are hashed only where somebody has signed or something was released."""
    book, release = read_book(project, plan), latest_release(project, plan)
    if not book.signatures and release is None:
        return Review()
    signed, files = standings(project, plan, manifest), content_files(plan)
    present, wanting = content_hash(files), tuple(lacking(needed_roles(project, plan), signed))
    return Review(
        progress=progress(book, release, files, present, lacking=wanting),
        signatures=tuple(each.sentence for each in signed),
        released=release.sentence(present) if release else "",
        lacking=wanting,
    )
