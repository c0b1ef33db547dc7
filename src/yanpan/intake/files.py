"""Which file is which table, and whose: by the start of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from yanpan.chinese.parse import squeeze
from yanpan.schema import BY_NAME, Table

WORKBOOKS = (".xlsx", ".xls", ".xlsm")
TEXTS = (".csv",)
SOURCES = "SOURCES.yml"
_LOCKS = re.compile(r"^(?:~\$|\.~|~.*\.tmp$)")
_NAMES = sorted(BY_NAME, key=len, reverse=True)
_EDGE = "（）()[]【】_-—·. 　"


@dataclass(frozen=True)
class HandIn:
    """A file of the hand-in: its path inside the raw folder, its table (None: not named) and the rest of its name."""

    path: Path
    name: str
    table: Table | None
    rest: str


def list_files(folder: Path) -> tuple[list[HandIn], list[str]]:
    """Files of the round in order of name, and the lock files that were skipped; hidden files and notes apart."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    locks = [name for name in names if _LOCKS.match(Path(name).name)]
    wanted = [name for name in names if name not in locks and not _is_note(name)]
    return [_hand_in(folder, name) for name in wanted], locks


def _is_note(name: str) -> bool:
    base = Path(name).name
    return base.startswith(".") or base in (SOURCES, "Thumbs.db", "desktop.ini") or Path(name).suffix.lower() == ".md"


def _hand_in(folder: Path, name: str) -> HandIn:
    table, rest = table_of(Path(name).stem)
    return HandIn(folder / name, name, table, rest)


def table_of(label: str) -> tuple[Table | None, str]:
    """The table whose Chinese name the label starts with (the longest that does), and the rest of the label.

    >>> table_of('满意度测评表（青山村）')[0].key, table_of('满意度测评表（青山村）')[1]
    ('satisfaction_forms', '青山村')
    >>> table_of('说明')
    (None, '说明')
    """
    plain = squeeze(label)
    name = next((name for name in _NAMES if plain.startswith(name)), None)
    if name is None:
        return None, plain
    return BY_NAME[name], plain[len(name) :].strip(_EDGE)
