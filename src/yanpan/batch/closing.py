"""Whether the index page, written last, fits what lies in the outputs; and whether a run has anything to do at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from yanpan.batch.freshness import Round, State, Work, parts_of_township, township_state, village_state
from yanpan.batch.made import Made, read_made, write_made
from yanpan.batch.names import FAILURE, INDEX, INTAKE, SUMMARY
from yanpan.batch.plan import choose_edition, choose_formats, choose_villages, home_of
from yanpan.config.paths import Project
from yanpan.keys import Parts, hashes_of, store_key
from yanpan.prepare import stored_key
from yanpan.schema.values import TOWNSHIP

_OWNER = "index"


def note_closed(here: Round, files: Iterable[Path]) -> None:
    """Record what the last files of a run (index page, sealed slip) were made from."""
    known = hashes_of(here.project.root)
    hashed = {path.relative_to(here.home).as_posix(): known.of(path) for path in files}
    write_made(here.project, here.round_id, here.edition, _OWNER, Made(_parts(here), hashed))


def is_closed(here: Round) -> bool:
    """True if these files are there as written and would be written the same now."""
    made, known = read_made(here.project, here.round_id, here.edition, _OWNER), hashes_of(here.project.root)
    if made is None or INDEX not in made.files:
        return False
    there = {name: known.of(here.home / name) for name in made.files}
    return there == dict(made.files) and made.parts == json.loads(json.dumps(_parts(here)))


def nothing_to_do(
    project: Project, round_id: str, *, only: Sequence[str], formats: Sequence[str], edition: str
) -> tuple[State, ...]:
    """The states of all that a run was asked for if every one is fresh; empty if there is work, or it cannot be told.

    UserError for unknown names of villages, formats or editions.
    """
    wanted, chosen = choose_formats(formats), choose_edition(edition)
    if stored_key(project, round_id) != store_key(project, round_id):
        return ()
    here = Round(project, round_id, chosen, home_of(project, round_id, chosen))
    villages = choose_villages(only, here.names)
    states = (*(village_state(here, village, wanted) for village in villages), township_state(here, "全镇", wanted))
    fresh = all(state.work is Work.NOTHING for state in states) and is_closed(here)
    return states if fresh else ()


def _parts(here: Round) -> Parts:
    """What the index page is made from: every result, the parameters, whether there is a page of the intake."""
    known, project = hashes_of(here.project.root), here.project
    round_params = project.round_params(here.round_id)
    return {
        **parts_of_township(here),
        "store": stored_key(project, here.round_id),
        "all_params": {path.name: known.of(path) for path in sorted(round_params.glob("*.yml"))},
        "failures": {owner: known.of(here.folder(owner) / FAILURE) for owner in (*here.names, TOWNSHIP)},
        "reports": {owner: _names(here.folder(owner)) for owner in (*here.names, TOWNSHIP)},
        "township": known.of(here.folder(TOWNSHIP) / SUMMARY),
        "intake": (here.home / INTAKE).is_file(),
    }


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
