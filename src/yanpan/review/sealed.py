"""The sealed slip: what prechecks and unpublished sanctions mean for each team, in a file for the committee alone.

It is written with the committee's edition whatever the answers are, one line a village, so that neither its being
there nor its length tells anything. No other module may read `analysis.sealed` (import-linter).
"""

from __future__ import annotations

import os
from pathlib import Path

from yanpan import store
from yanpan.analysis.sealed import SealedSlip, sealed_slip
from yanpan.batch.plan import Plan
from yanpan.config.paths import Project
from yanpan.store import Manifest

PLACE = "sealed/摸底密件.txt"
HEAD = "摸底密件（只供党委专题会启封，不归入报告，不转发）"
NOTE = "“待核实”未了结之前，班子最高评“正常”；“有结论性问题”提请会议复核。报告里的建议档次没有计入这些。"


def write_slip(project: Project, plan: Plan, manifest: Manifest) -> Path | None:
    """Write the slip into the committee's edition, readable by its owner only; its path. None in other editions."""
    if plan.edition != "committee":
        return None
    tables = store.load_township(project, plan.round_id).tables
    lines = [_line(village.name, sealed_slip(tables, village.id)) for village in manifest.villages]
    path = plan.home / PLACE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    _write_private(path, "\n".join([HEAD, NOTE, "", *lines, ""]))
    return path


def _line(name: str, slip: SealedSlip) -> str:
    effect = [f"最高评“{slip.cap}”" if slip.cap else "", "须复核" if slip.review else ""]
    counts = f"待核实{slip.pending}项，有结论性问题{slip.adverse}项，仅内部掌握的处分{slip.unpublished}件"
    sources = "；".join(str(ref) for ref in slip.sources) or "无"
    return f"{slip.village} {name}：{counts}；{'、'.join(filter(None, effect)) or '不影响档次'}；依据：{sources}。"


def _write_private(path: Path, text: str) -> None:
    """Beside and renamed, never readable by others in between."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    beside.replace(path)
