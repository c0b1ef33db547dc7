"""What a file says, apart from how it is written: settings of a YAML file by name, cells of a notebook by place."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from typing import Any


def short(value: Any) -> str:
    """First 16 hex digits of the SHA-256 of a value as JSON, keys in their order; dates by their text."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def settings(data: bytes) -> dict[str, str]:
    """Short hash of every setting of a YAML file, two levels deep (`短语→班子.总评`), and of their order.

    Comments do not count. A file that is no YAML mapping counts as one setting without a name.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(data.decode("utf-8"), Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return {"": hashlib.sha256(data).hexdigest()[:16]}
    if not isinstance(content, dict):
        return {"": short(content)} if content is not None else {}
    return {name: short(value) for name, value in _flat(content)}


def closing_day(data: bytes) -> str:
    """截止日 of a round's settings as an ISO date; '' if they hold none or cannot be read."""
    import yaml

    try:
        content = yaml.load(data.decode("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return dt.date.fromisoformat(str(content["截止日"])).isoformat()
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError):
        return ""


def cells(data: bytes) -> list[str]:
    """Short hash of every cell of a notebook: kind, tags and source; without outputs and the parameters typed in.

    A file that is no notebook counts as one cell.
    """
    try:
        found = json.loads(data)["cells"]
        return [short(_cell(cell)) for cell in found if "parameters" not in cell.get("metadata", {}).get("tags", [])]
    except (ValueError, KeyError, TypeError, AttributeError):
        return [hashlib.sha256(data).hexdigest()[:16]]


def _cell(cell: dict[str, Any]) -> list[Any]:
    return [cell.get("cell_type"), sorted(cell.get("metadata", {}).get("tags", [])), "".join(cell["source"])]


def _flat(content: dict[Any, Any]) -> Iterator[tuple[str, Any]]:
    yield "次序", [str(section) for section in content]
    for section, value in content.items():
        inner = _named(value)
        if inner:
            yield f"{section}→次序", list(inner)
            yield from ((f"{section}→{name}", each) for name, each in inner.items())
        else:
            yield str(section), value


def _named(value: Any) -> dict[str, Any]:
    """Settings below a section by name; {} if it has none."""
    if isinstance(value, dict):
        return {str(name): each for name, each in value.items()}
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return {_name(each, number): each for number, each in enumerate(value, start=1)}
    return {}


def _name(setting: dict[Any, Any], number: int) -> str:
    return f"第{number}项" if "名称" not in setting else str(setting["名称"])
