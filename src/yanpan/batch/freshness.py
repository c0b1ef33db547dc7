"""Fresh or stale, and why: what a run has to do for each village and for the township. Imports nothing heavy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from yanpan.batch.made import Made, read_made
from yanpan.batch.names import FAILURE, NOTEBOOK, REPORT, SUMMARY
from yanpan.batch.plan import Plan
from yanpan.config.paths import Project
from yanpan.keys import Parts, digest, hashes_of, inputs_of, township_parts, village_parts
from yanpan.keys.fonts import FORMATS as SET_IN_FACES
from yanpan.keys.fonts import font_parts
from yanpan.keys.inputs import EARLIER_ROWS, roster
from yanpan.keys.reasons import DONE, township_reasons, village_reasons
from yanpan.schema.values import TOWNSHIP


class Work(Enum):
    """What has to be done."""

    NOTHING = "nothing"
    EXPORT = "export"
    RUN = "run"


@dataclass(frozen=True)
class Round:
    """The round and edition looked at; `home` is the folder of the edition's outputs. The store must be current."""

    project: Project
    round_id: str
    edition: str
    home: Path

    def folder(self, owner: str) -> Path:
        """Where an owner's report lies."""
        return self.home / "township" if owner == TOWNSHIP else self.home / "villages" / owner

    @property
    def names(self) -> Mapping[str, str]:
        """Villages by id, roster order."""
        return roster(self.project, self.round_id)


@dataclass(frozen=True)
class State:
    """What one report needs. `formats`: to be exported; `sound`: formats that are there and fit; `reasons`: why."""

    owner: str
    name: str
    work: Work
    formats: tuple[str, ...] = ()
    sound: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def village_state(here: Round, village: str, formats: Sequence[str]) -> State:
    """What the village needs so that these formats are there and fit; with no formats: those that it has."""
    parts = village_parts(here.project, here.round_id, village, edition=here.edition)
    rows = read_rows(here, village)
    return _state(here, village, here.names[village], formats, parts, lambda made: _village(made, parts, rows))


def township_state(here: Round, name: str, formats: Sequence[str]) -> State:
    """The same of the township's report, by the villages' results as they are now."""
    parts = parts_of_township(here)
    return _state(here, TOWNSHIP, name, formats, parts, lambda made: township_reasons(made.parts, parts, here.names))


def township_faults(here: Round) -> tuple[str, ...]:
    """Why the township's report does not fit what is there now, the villages' results included; empty if it does."""
    state = township_state(here, TOWNSHIP, ())
    return state.reasons if state.work is Work.RUN else ()


def parts_of_township(here: Round) -> Parts:
    """What the township's notebook reads, with a word on every village's result."""
    own = township_parts(here.project, here.round_id, edition=here.edition)
    return {**own, "villages": {village: _handed(here, village) for village in here.names}}


def read_rows(here: Round, village: str) -> dict[str, Any]:
    """Hashes of the village's rows as they are now, and of the round before's (its name in front of the file's)."""
    home = here.project.store(here.round_id)
    found: dict[str, Any] = {}
    for path in (home / "villages" / f"{village}.rows.json", home / EARLIER_ROWS.format(village)):
        held = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        for table, places in held.items():
            found[table] = {**found.get(table, {}), **places}
    return found


def is_usable(here: Round, village: str) -> bool:
    """True if the village's summary is its own and was made from what is there now."""
    wanted = [
        village,
        here.round_id,
        here.edition,
        inputs_of(here.project, here.round_id, village, edition=here.edition),
    ]
    path = here.folder(village) / SUMMARY
    return path.is_file() and hashes_of(here.project.root).derived("summary", path, _identity) == wanted


def is_fresh(project: Project, plan: Plan, village: str) -> bool:
    """The same of a plan's edition."""
    return is_usable(Round(project, plan.round_id, plan.edition, plan.home), village)


def fonts_now(here: Round, form: str) -> dict[str, str]:
    """The faces that a format is set in; {} for one that is not."""
    return font_parts(hashes_of(here.project.root)) if form in SET_IN_FACES else {}


def _village(made: Made, parts: Parts, rows: Mapping[str, Any]) -> list[str]:
    return village_reasons(made.parts, parts, made.rows, rows)


def _state(here: Round, owner: str, name: str, formats: Sequence[str], parts: Parts, why: Any) -> State:
    folder, made = here.folder(owner), read_made(here.project, here.round_id, here.edition, owner)
    if made is None or not folder.is_dir():
        return State(owner, name, Work.RUN, tuple(formats), (), (_unmade(folder),))
    if made.key != digest(parts):
        return State(owner, name, Work.RUN, tuple(formats), (), tuple(why(made)) or ("所读的内容有变化",))
    if broken := tuple(_broken(here, folder, made)):
        return State(owner, name, Work.RUN, tuple(formats), (), broken)
    wanted = formats or tuple(form for form in _FORMS if REPORT.format(form) in made.files)
    faults = {form: fault for form in wanted if (fault := _fault(here, folder, made, form))}
    sound = tuple(form for form in _FORMS if form not in faults and not _fault(here, folder, made, form))
    work = Work.EXPORT if faults else Work.NOTHING
    return State(owner, name, work, tuple(faults), sound, tuple(dict.fromkeys(faults.values())))


def _unmade(folder: Path) -> str:
    """Why there is no record."""
    if (folder / FAILURE).is_file():
        return "上次没有完成"
    return "没有它的运行记录" if (folder / SUMMARY).is_file() else "还没有结果"


_FORMS = ("html", "pdf", "docx")


def _broken(here: Round, folder: Path, made: Made) -> Iterator[str]:
    """What is wrong with the files that all formats are made from."""
    for name, value in made.files.items():
        if name not in (REPORT.format(form) for form in _FORMS):
            found = hashes_of(here.project.root).of(folder / name)
            if found != value:
                yield f"{name} 不在了" if not found else f"{name} 不是上次运行写下的那一份"
    for name in (NOTEBOOK, SUMMARY):
        if name not in made.files:
            yield f"{name} 不在了"


def _fault(here: Round, folder: Path, made: Made, form: str) -> str:
    """Why a format has to be exported; '' if it need not."""
    name = REPORT.format(form)
    if name not in made.files:
        return f"{_LABELS[form]}还没有导出"
    found = hashes_of(here.project.root).of(folder / name)
    if found != made.files[name]:
        return f"{name} 不在了" if not found else f"{name} 在导出之后被改动过"
    if dict(made.fonts.get(form, {})) != fonts_now(here, form):
        return "公文字体有变化"
    return ""


_LABELS = {"html": "网页", "pdf": "PDF ", "docx": "Word "}


def _handed(here: Round, village: str) -> str:
    folder, known = here.folder(village), hashes_of(here.project.root)
    if is_usable(here, village):
        return DONE + known.of(folder / SUMMARY)
    return f"none {known.of(folder / FAILURE)}{known.of(folder / SUMMARY)}"


def _identity(data: bytes) -> list[Any]:
    try:
        found = json.loads(data)
        return [found.get(key) for key in ("owner", "round", "edition", "inputs")]
    except (ValueError, AttributeError):
        return []
