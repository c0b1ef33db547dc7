"""Report files that WPS or Word holds open: Windows lets nobody replace them, so the new ones wait beside.

Which files wait, with their hashes, stands in a note at the top of the outputs: a file of the analyst's own that is
called so, or a waiting one that the analyst has edited, is left alone.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

NEW = "（新）"
NOTE = ".waiting.json"


def beside(path: Path) -> Path:
    """Where the new file waits: `report（新）.docx`."""
    return path.with_name(f"{path.stem}{NEW}{path.suffix}")


def replace_files(new: Path, place: Path, home: Path) -> None:
    """Put a folder's files in place one by one, as a folder with an open file cannot be renamed.

    A file that cannot be replaced stays, the new one beside it, noted in `home`. Files that the new folder has not are
    removed as far as they are not open. PermissionError: the folder itself cannot be written.
    """
    wanted = {path.relative_to(new) for path in new.rglob("*") if path.is_file()}
    for name in sorted(wanted):
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            (new / name).replace(target)
        except PermissionError:
            _wait(new / name, beside(target), home)
        else:
            beside(target).unlink(missing_ok=True)
    kept = wanted | {beside(place / name).relative_to(place) for name in wanted}
    for path in [path for path in place.rglob("*") if path.is_file() and path.relative_to(place) not in kept]:
        try:
            path.unlink()
        except PermissionError:
            continue
    shutil.rmtree(new, ignore_errors=True)


def waiting(folder: Path, home: Path) -> tuple[str, ...]:
    """Names of our files in the folder that wait beside an open one."""
    ours = (home / name for name, value in _noted(home).items() if _is_ours(home / name, value))
    return tuple(sorted(path.name for path in ours if path.is_relative_to(folder)))


def sentence(name: str, folder: Path, home: Path) -> str:
    """What the analyst is told of these files; '' if there are none."""
    names = waiting(folder, home)
    if not names:
        return ""
    held = "、".join(each.replace(NEW, "", 1) for each in names)
    return f"{name}的 {held} 正被 WPS 或 Word 打开，未替换；新文件在旁边：{'、'.join(names)}，关闭后重新运行即可。"


def take_their_places(home: Path) -> None:
    """Put our waiting files in place of those that are no longer open."""
    noted = _noted(home)
    left = {name: value for name, value in noted.items() if not _took(home / name, value)}
    if left != noted:
        _note(home, left)


def _took(path: Path, value: str) -> bool:
    """True if the file needs to wait no longer: it is in place, gone, or not ours any more."""
    if not _is_ours(path, value):
        return True
    try:
        path.replace(path.with_name(path.name.replace(NEW, "", 1)))
    except PermissionError:
        return False
    return True


def _is_ours(path: Path, value: str) -> bool:
    """Whether it is there as we left it; one that is open itself may not even be read, and is taken for it."""
    try:
        return _hash(path) == value
    except PermissionError:
        return True


def _wait(new: Path, place: Path, home: Path) -> None:
    """Note first: what is noted and not there costs nothing, what is there and not noted would wait for ever."""
    _note(home, {**_noted(home), place.relative_to(home).as_posix(): _hash(new)})
    new.replace(place)


def _noted(home: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((home / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _note(home: Path, waiting: Mapping[str, str]) -> None:
    path = home / NOTE
    if not waiting:
        path.unlink(missing_ok=True)
        return
    part = path.with_name(f"{NOTE}.tmp")
    part.write_text(json.dumps(waiting, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


def _hash(path: Path) -> str:
    """SHA-256 of the file; '' if there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
