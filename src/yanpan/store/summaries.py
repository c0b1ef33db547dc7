"""Reading what the villages' runs handed over: `summary.json`, or the reason why there is none."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from yanpan.errors import UserError
from yanpan.summary import VERSION, VillageSummary

SUMMARY = "summary.json"
FAILURE = "failure.json"


def read_handover(folder: Path) -> VillageSummary | None:
    """The summary in a village's folder; None if there is none. UserError if it is damaged or of another version."""
    path = folder / SUMMARY
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise UserError(f"{folder.name} 的 {SUMMARY} 已损坏，请重新运行该村。") from None
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION:
        raise UserError(f"{folder.name} 的 {SUMMARY} 是第 {version} 版，本程序读第 {VERSION} 版，请重新运行该村。")
    try:
        return VillageSummary.model_validate(data)
    except ValidationError:
        raise UserError(f"{folder.name} 的 {SUMMARY} 内容不完整，请重新运行该村。") from None


def failure_reason(folder: Path) -> str:
    """Why the village's last run failed, first line; '' if it is not known."""
    path = folder / FAILURE
    if not path.is_file():
        return ""
    try:
        return str(json.loads(path.read_text(encoding="utf-8")).get("message", "")).partition("\n")[0]
    except ValueError:
        return ""
