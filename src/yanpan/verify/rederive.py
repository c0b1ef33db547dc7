"""Deriving every fact again, from nothing but the raw files and the parameters kept beside the reports."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import nbformat

from yanpan.analysis.quarters import parse_quarter
from yanpan.batch.execution import Crew
from yanpan.batch.outputs import NOTEBOOK, SUMMARY
from yanpan.batch.parameters_kept import KeptParameters
from yanpan.batch.plan import Plan
from yanpan.batch.quarterly import FOLDER as QUARTERS
from yanpan.batch.quarterly import prepare_quarter
from yanpan.batch.runner import Wishes, prepare
from yanpan.batch.scheduler import LocalPool, check_jobs
from yanpan.batch.settling import run_tasks
from yanpan.batch.summaries import read_township, read_village
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.facts import Fact
from yanpan.prepare import READY, stored_key
from yanpan.summary import QuarterSummary, Summary
from yanpan.verify.fault import Fault

_INJECTED = "injected-parameters"
_CLOSE = 1e-9


def earlier_raw(round_id: str, raw: Path, own: Project) -> Path | None:
    """Raw files of an earlier round: beside the folder that is looked at, else in the project; None if nowhere."""
    places = (raw.parent / round_id, own.raw(round_id))
    return next((place for place in places if place.is_dir()), None)


def derived_again(
    home: Path, raw: Path, kept: KeptParameters, own: Project, *, edition: str, quarters: Collection[str] = ()
) -> dict[str, Summary]:
    """Summaries by owner, made in a folder of their own from `raw` and the kept parameters; nothing else is read.

    `home`: the finished edition (its notebooks say what is shown). `quarters`: whose reports are made again too; they
    are found under their name. `own`: today's project, where parameters that are
    kept by their hash alone and earlier rounds may still be. UserError if material is refused now or a notebook fails.
    """
    with tempfile.TemporaryDirectory(prefix="yanpan-verify-") as folder:
        project = _stage(Path(folder), home, raw, kept, own)
        manifest, plan = prepare(project, kept.round, Wishes(formats=("html",), edition=edition))
        plan = _without_formats(plan)
        settings = {READY: stored_key(project, kept.round) or ""}
        workers = min(check_jobs(None), len(plan.villages))
        with Crew(lambda: LocalPool(workers, settings)) as crew:
            outcomes = (*run_tasks(plan.villages, crew), *run_tasks((plan.township,), crew))
        failed = [f"{outcome.name}：{outcome.message}" for outcome in outcomes if not outcome.ok]
        if failed:
            raise UserError(f"重新推算没有完成——{'；'.join(failed)}。")
        again = summaries_in(plan.home, [village.id for village in manifest.villages])
        return again | {quarter: _quarter(project, home, kept.round, quarter, edition) for quarter in quarters}


def _quarter(project: Project, home: Path, round_id: str, quarter: str, edition: str) -> QuarterSummary:
    """A quarter's summary, by the notebook that its finished report was made with."""
    _write_notebook(home / QUARTERS / quarter / NOTEBOOK, project.notebooks / "quarterly.ipynb")
    plan = prepare_quarter(project, round_id, parse_quarter(quarter), formats=(), edition=edition)
    plan = _without_formats(plan)
    settings = {READY: stored_key(project, round_id) or ""}
    with Crew(lambda: LocalPool(1, settings)) as crew:
        (outcome,) = run_tasks((plan.township,), crew)
    if not outcome.ok:
        raise UserError(f"重新推算没有完成——{outcome.name}：{outcome.message}。")
    return QuarterSummary.model_validate_json((plan.township.folder / SUMMARY).read_bytes())


def summaries_in(home: Path, villages: Iterable[str]) -> dict[str, Summary]:
    """Summaries of a finished edition by owner; villages without one are left out."""
    found: list[Summary | None] = [read_village(home / "villages" / village) for village in villages]
    found.append(read_township(home / "township"))
    return {summary.owner: summary for summary in found if summary is not None}


def differences(finished: Summary, again: Summary | None) -> Iterator[Fault]:
    """Facts that are printed otherwise than they are derived now, that are derived no more, or that are new."""
    if again is None:
        yield Fault(finished.owner, "全部数据", finished.title, "现在推不出这份报告（没有结果）")
        return
    old, new = {fact.key: fact for fact in finished.facts}, {fact.key: fact for fact in again.facts}
    for key, fact in old.items():
        if key not in new:
            yield Fault(finished.owner, key, fact.text, "现在的材料推不出这一项")
        elif reason := _difference(fact, new[key]):
            yield Fault(finished.owner, key, fact.text, reason)
    for key in new.keys() - old.keys():
        yield Fault(finished.owner, key, new[key].text, "现在的材料多推出这一项，报告里没有")


def missing_closed(kept: KeptParameters, own: Path) -> list[str]:
    """Parameter files that were in force, are kept by their hash alone, and are no longer there as they were."""
    return [name for name, sha in kept.closed.items() if _sha(own / name) != sha]


def _difference(old: Fact, new: Fact) -> str:
    if old.text != new.text:
        return f"重新推算是“{new.text}”"
    if isinstance(old.value, float) and isinstance(new.value, float | int) and abs(old.value - new.value) > _CLOSE:
        return f"印出来相同，数值由 {old.value!r} 变为 {new.value!r}"
    return "" if old.sources == new.sources else "数值相同，依据的行变了"


def _stage(folder: Path, home: Path, raw: Path, kept: KeptParameters, own: Project) -> Project:
    """A project of its own: raw files and kept parameters copied, notebooks taken back from the finished runs."""
    project = Project(folder)
    shutil.copytree(raw, project.raw(kept.round))
    for earlier in kept.earlier:
        if (found := earlier_raw(earlier, raw, own)) is not None:
            shutil.copytree(found, project.raw(earlier))
    for name, text in kept.texts.items():
        _write(project.params / name, text.encode("utf-8"))
    for name in kept.closed:
        if name not in missing_closed(kept, own.params):
            _write(project.params / name, (own.params / name).read_bytes())
    project.notebooks.mkdir()
    first = next(iter(sorted((home / "villages").glob(f"*/{NOTEBOOK}"))), None)
    if first is None:
        raise UserError(f"{home.name} 里没有完成的村级报告，无从核验。")
    _write_notebook(first, project.notebooks / "village.ipynb")
    _write_notebook(home / "township" / NOTEBOOK, project.notebooks / "township.ipynb")
    return project


def _write_notebook(finished: Path, target: Path) -> None:
    """The notebook as it was before its run."""
    notebook = nbformat.read(finished, as_version=4)  # type: ignore[no-untyped-call]
    notebook.cells = [cell for cell in notebook.cells if _INJECTED not in cell.metadata.get("tags", ())]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, target)  # type: ignore[no-untyped-call]


def _without_formats(plan: Plan) -> Plan:
    villages = tuple(replace(task, formats=()) for task in plan.villages)
    return replace(plan, villages=villages, township=replace(plan.township, formats=()))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
