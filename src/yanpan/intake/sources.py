"""Files that differ from what `SOURCES.yml` says of them: told, not refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from yanpan.errors import UserError
from yanpan.intake.faults import Fault
from yanpan.intake.files import SOURCES


def changed_files(folder: Path, files: Mapping[str, str]) -> list[Fault]:
    """Warnings for registered files that changed or are gone, and for files that are not registered.

    `files`: name to SHA-256. No register, no warnings.
    """
    path = folder / SOURCES
    if not path.is_file():
        return []
    try:
        register = dict(_hashes(yaml.safe_load(path.read_text(encoding="utf-8"))))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise UserError(f"{SOURCES} 不是合法的 YAML，请改正后再运行。") from None
    told = {name: _difference(register.get(name), files.get(name)) for name in sorted({*register, *files})}
    return [Fault("W05", name, expected=words) for name, words in told.items() if words]


def _difference(registered: str | None, actual: str | None) -> str:
    if registered is None:
        return f"{SOURCES} 里没有登记这个文件"
    if actual is None:
        return f"{SOURCES} 里登记了，文件夹里没有"
    return "" if registered.lower() == actual else f"内容已改动，与 {SOURCES} 里的 SHA-256 不同"


def _hashes(node: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """File names and hashes anywhere in the register: `{name: {sha256: …}}` or `[{file: name, sha256: …}]`."""
    if isinstance(node, dict):
        own = {str(key).lower().replace("-", ""): value for key, value in node.items()}
        named = str(own.get("file") or own.get("文件") or name)
        if isinstance(own.get("sha256"), str):
            yield named, own["sha256"]
        for key, value in node.items():
            yield from _hashes(value, str(key))
    elif isinstance(node, list):
        for item in node:
            yield from _hashes(item)
