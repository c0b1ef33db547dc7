"""What a run reads, part by part. The hash over the parts is the key: a result with another key is stale.

A village's parts are its own slice of the store, the township figures that it shows (as it shows them), all names, what
the round lacks, its notebook, the parameters, the package and the libraries. Parameters that only the intake reads
reach a village through its rows alone. The township reads every table; the villages' summaries are compared apart.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yanpan
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.keys.contents import cells, closing_day, settings
from yanpan.keys.hashes import Hashes, hashes_of
from yanpan.schema.values import MANY_VILLAGES
from yanpan.versions import versions

Parts = dict[str, Any]
"""Plain JSON values by the name of the part."""

COMPARED = "villages/{}.compared.json"
"""In the store: the township figures that a village shows, as it shows them."""
EARLIER, EARLIER_SLICE, EARLIER_ROWS = (
    "earlier.json",
    "villages/{}.earlier.zip",
    "villages/{}.earlier.rows.json",
)
"""In the store: settings of the round before, and a village's part of it."""
PARAMS = "params/"
"""Before the file's name in the name of a part that is a file of parameters."""
INTAKE_ONLY = frozenset({"corrections.yml", "names.yml", "survey_export.yml"})
"""Files of parameters that nothing but the intake reads."""
MASKS = "masks.yml"
"""Read by the public edition alone."""
UNSTORED = frozenset({"phrases.yml", MASKS})
"""Files of parameters that the store does not depend on."""


def inputs_of(project: Project, round_id: str, village: str, *, edition: str) -> str:
    """The village's key; its summary carries it. The store must be current."""
    return digest(village_parts(project, round_id, village, edition=edition))


def township_inputs_of(project: Project, round_id: str, *, edition: str) -> str:
    """The township's key, the villages' summaries apart. The store must be current."""
    return digest(township_parts(project, round_id, edition=edition))


def quarter_inputs_of(project: Project, round_id: str, *, edition: str) -> str:
    """The key of a quarter's report. The store must be current."""
    return digest(township_parts(project, round_id, edition=edition, notebook="quarterly.ipynb"))


def village_parts(project: Project, round_id: str, village: str, *, edition: str) -> Parts:
    """Everything that a village's notebook reads."""
    home, known = project.store(round_id), hashes_of(project.root)
    own = project.round_params(round_id) / "villages" / f"{village}.yml"
    return {
        **_common(project, round_id, edition, "village.ipynb"),
        "rows": known.of(home / "villages" / f"{village}.zip"),
        "compared": _json(home / COMPARED.format(village)),
        **_earlier(home, village, edition, known),
        **({"others' names to mask": store_key(project, round_id)} if edition == "public" else {}),
        **({f"{PARAMS}villages/{own.name}": known.derived("yaml", own, settings)} if own.is_file() else {}),
    }


def township_parts(project: Project, round_id: str, *, edition: str, notebook: str = "township.ipynb") -> Parts:
    """Everything that the township's notebook reads, the villages' summaries apart."""
    home, known = project.store(round_id), hashes_of(project.root)
    tables = sorted((home / "tables").glob("*.arrow"))
    return {
        **_common(project, round_id, edition, notebook),
        "tables": {path.stem: known.of(path) for path in tables},
        "benchmarks": known.of(home / "benchmarks.json"),
    }


def store_key(project: Project, round_id: str) -> str:
    """SHA-256 over what the store depends on: raw files, parameters (phrases apart), package, libraries.

    UserError that names the rounds there are, if this is none of them.
    """
    check_round(project, round_id)
    raw, known = project.raw(round_id), hashes_of(project.root)
    params = [path for path in project.params.glob("*.yml") if path.name not in UNSTORED]
    before = earlier_rounds(project, round_id)
    return digest(
        {
            "package": package_hash(known),
            "libraries": versions(),
            "raw": dict(_hashed(raw, _files(raw), known)),
            "params": dict(_hashed(project.params, (*params, *project.round_params(round_id).glob("*.yml")), known)),
            "earlier": [[each, *_read_of(project, each, known)] for each in before],
        }
    )


def earlier_rounds(project: Project, round_id: str) -> list[str]:
    """Rounds that closed before this one did, oldest first; one without a closing day (township.yml) is none."""
    known = hashes_of(project.root)
    days: dict[str, str] = {}
    for each in project.rounds():
        path = project.round_params(each) / "township.yml"
        day = known.derived("closing day", path, closing_day) if path.is_file() else ""
        days |= {each: day} if day else {}
    own = days.get(round_id, "")
    return sorted((each for each, day in days.items() if day < own), key=lambda each: (days[each], each))


def _read_of(project: Project, round_id: str, known: Hashes) -> Iterator[dict[str, str]]:
    """Hashes of a round's raw files and of its own parameters."""
    raw = project.raw(round_id)
    yield dict(_hashed(raw, _files(raw), known))
    yield dict(_hashed(project.params, project.round_params(round_id).glob("*.yml"), known))


def check_round(project: Project, round_id: str) -> None:
    """UserError that names the rounds there are, unless `round_id` is one of them."""
    rounds = project.rounds()
    if round_id not in rounds:
        raise UserError(f"没有批次“{round_id}”；data/raw 下现有：{'、'.join(rounds) or '（空）'}。")


def package_hash(known: Hashes) -> str:
    """SHA-256 of every file of the package (bytecode apart)."""
    if known.package is None:
        home = Path(yanpan.__file__).parent
        known.package = digest(dict(_hashed(home, _files(home), known)))
    return known.package


def digest(parts: Any) -> str:
    """SHA-256 of a JSON value, whatever the order of its keys."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def roster(project: Project, round_id: str) -> Mapping[str, str]:
    """Names by id, roster order, of the round's store; read once per content of the store, so never change it."""
    path = project.store(round_id) / "manifest.json"
    found: Mapping[str, str] = hashes_of(project.root).derived("roster", path, _roster)
    return found


def _roster(data: bytes) -> dict[str, str]:
    return {each["id"]: each["name"] for each in json.loads(data)["villages"]}


def _told(data: bytes) -> Parts:
    """Names and gaps as parts; of many villages only their hash, as every village's record holds them."""
    found, names = json.loads(data), [list(each) for each in _roster(data).items()]
    if len(names) <= MANY_VILLAGES:
        return {"names": names, "missing": found["missing"]}
    return {"names": digest(names), "missing": digest(found["missing"])}


def _common(project: Project, round_id: str, edition: str, notebook: str) -> Parts:
    home, known = project.store(round_id), hashes_of(project.root)
    path = project.notebooks / notebook
    common = (*project.params.glob("*.yml"), *project.round_params(round_id).glob("*.yml"))
    unread = INTAKE_ONLY if edition == "public" else INTAKE_ONLY | {MASKS}
    files = {each.name: each for each in sorted(common) if each.name not in unread}
    return {
        "package": package_hash(known),
        "libraries": versions(),
        "round": round_id,
        "edition": edition,
        "notebook": known.derived("cells", path, cells) if path.is_file() else [],
        **known.derived("names", home / "manifest.json", _told),
        **{f"{PARAMS}{name}": known.derived("yaml", each, settings) for name, each in files.items()},
    }


def _earlier(home: Path, village: str, edition: str, known: Hashes) -> Parts:
    """The village's slice of the round before, and that round's settings; the public edition does not look back."""
    if edition == "public" or not (home / EARLIER).is_file():
        return {}
    return {"earlier": {"rows": known.of(home / EARLIER_SLICE.format(village)), "round": known.of(home / EARLIER)}}


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _hashed(root: Path, files: Iterable[Path], known: Hashes) -> Iterator[tuple[str, str]]:
    """Name below `root` (with forward slashes) and SHA-256 of each file."""
    for path in files:
        yield path.relative_to(root).as_posix(), known.of(path)


def _files(root: Path) -> Iterator[Path]:
    """Every file below `root`, bytecode apart."""
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if name != "__pycache__"]
        yield from (Path(folder, name) for name in names)
