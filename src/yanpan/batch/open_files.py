"""Report files that WPS or Word holds open: Windows lets nobody replace them, so the new ones wait beside."""

from __future__ import annotations

import shutil
from pathlib import Path

NEW = "（新）"


def beside(path: Path) -> Path:
    """Where the new file waits: `report（新）.docx`."""
    return path.with_name(f"{path.stem}{NEW}{path.suffix}")


def replace_files(new: Path, place: Path) -> None:
    """Put a folder's files in place one by one, as a folder with an open file cannot be renamed.

    A file that cannot be replaced stays, the new one beside it. Files that the new folder has not are removed as far
    as they are not open. PermissionError: the folder itself cannot be written.
    """
    wanted = {path.relative_to(new) for path in new.rglob("*") if path.is_file()}
    for name in sorted(wanted):
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            (new / name).replace(target)
        except PermissionError:
            (new / name).replace(beside(target))
        else:
            beside(target).unlink(missing_ok=True)
    kept = wanted | {beside(place / name).relative_to(place) for name in wanted}
    for path in [path for path in place.rglob("*") if path.is_file() and path.relative_to(place) not in kept]:
        try:
            path.unlink()
        except PermissionError:
            continue
    shutil.rmtree(new, ignore_errors=True)


def waiting(folder: Path) -> tuple[str, ...]:
    """Names of the files that wait beside an open one."""
    return tuple(sorted(path.name for path in folder.rglob(f"*{NEW}.*")))


def sentence(name: str, folder: Path) -> str:
    """What the analyst is told of these files; '' if there are none."""
    names = waiting(folder)
    if not names:
        return ""
    held = "、".join(each.replace(NEW, "", 1) for each in names)
    return f"{name}的 {held} 正被 WPS 或 Word 打开，未替换；新文件在旁边：{'、'.join(names)}，关闭后重新运行即可。"


def take_their_places(home: Path) -> None:
    """Put waiting files in place of those that are no longer open."""
    for path in home.rglob(f"*{NEW}.*") if home.is_dir() else ():
        try:
            path.replace(path.with_name(path.name.replace(NEW, "", 1)))
        except PermissionError:
            continue
