"""Performance files (履职档案) held against what the raw files of all rounds give now: text, figures, rows, formats.

A file keeps no summary of its own: everything is made again, in a folder of its own, from the rounds' raw files,
today's parameters and the grades that the rounds' village reports handed over.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from yanpan.config.paths import Project
from yanpan.document import Block
from yanpan.export.blocks import body_of, file_name
from yanpan.report.archive import Document, member_files, village_file
from yanpan.report.archive_loading import load_archive
from yanpan.verify.blocks import Page, Printed, read_page, read_text
from yanpan.verify.fault import Fault
from yanpan.verify.rawfiles import RawFolder
from yanpan.verify.verdict import Verdict

WHAT = "履职档案"
MEMBERS = "成员"
_SHOWN = 30


def archives_in(folder: Path) -> list[Path]:
    """Pages of the files that lie in an edition's folder, members' after villages'."""
    return sorted(folder.glob("*.html")) + sorted((folder / MEMBERS).glob("*.html"))


def verify_archives(verdict: Verdict, own: Project, folder: Path, *, edition: str, set_terms: Collection[str]) -> None:
    """Add what is found of every file in `folder`, held against what `own`'s raw files and parameters give.

    Nothing of `own` is written.
    """
    pages = archives_in(folder)
    if not pages:
        return
    raw = RawFolder(own.root / "data" / "raw")
    with tempfile.TemporaryDirectory(prefix="yanpan-archives-") as place:
        made = dict(_made(_staged(own, Path(place)), edition))
    for path in pages:
        verdict.reports += 1
        verdict.archives += 1
        document = made.get(path.relative_to(folder).with_suffix("").as_posix())
        if document is None:
            verdict.derived.append(Fault(WHAT, path.name, path.stem, "现在的材料里没有这个村（成员），写不出这份档案"))
            continue
        _one(verdict, document, path, raw, set_terms)


def _one(verdict: Verdict, made: Document, path: Path, raw: RawFolder, set_terms: Collection[str]) -> None:
    page, name = read_page(path), f"{WHAT} {path.stem}"
    verdict.hold_facts(made.summary, raw, name)
    verdict.hold_page(page, made.summary, path.parent, name, set_terms=set_terms, stem=path.stem)
    verdict.derived += _differences(page, _again(made.blocks, made), name)


def _again(blocks: Collection[Block], made: Document) -> Page:
    return read_text(f"<main>{body_of(tuple(blocks), made.summary).html}</main>", made.name)


def _differences(page: Page, again: Page, report: str) -> Iterator[Fault]:
    """Blocks and cells of the file that are not what is derived now, in order."""
    pairs: tuple[tuple[tuple[Printed, ...], tuple[Printed, ...]], ...] = (
        (page.blocks, again.blocks),
        (page.cells, again.cells),
    )
    for old, new in pairs:
        if len(old) != len(new):
            yield Fault(report, "全文", f"{len(old)} 段（格）", f"重新推算是 {len(new)} 段（格）")
            continue
        for was, now in zip(old, new, strict=True):
            if was.text != now.text:
                yield Fault(report, was.place, was.text[:_SHOWN], f"重新推算是“{now.text[:_SHOWN]}”")


def _made(project: Project, edition: str) -> Iterator[tuple[str, Document]]:
    """Every file of the edition by its name below the folder."""
    loaded = load_archive(edition=edition, project=project)
    for place in loaded.places:
        yield file_name(place.id, place.name), village_file(loaded, place)
    for document in member_files(loaded, loaded.places):
        yield f"{MEMBERS}/{document.owner}", document


def _staged(own: Project, folder: Path) -> Project:
    """A project with the rounds' raw files, the parameters and what village reports handed over."""
    project = Project(folder)
    shutil.copytree(own.root / "data" / "raw", folder / "data" / "raw")
    shutil.copytree(own.params, project.params)
    for round_id in own.rounds():
        for summary in own.outputs(round_id).glob("villages/*/summary.json"):
            target = project.outputs(round_id) / "villages" / summary.parent.name / summary.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(summary, target)
    return project
