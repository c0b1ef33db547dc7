"""Two runs of two villages as they lie in their folders, made without a kernel; a test changes the latter."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest

from yanpan.compare.differences import Comparison, compare
from yanpan.compare.read import open_run
from yanpan.config.paths import Project
from yanpan.document import Heading, Paragraph, Run
from yanpan.evidence import EvidenceRow, SourceRef
from yanpan.facts import Fact
from yanpan.summary import Problem, VillageSummary

PROJECTS = {"table": "projects", "file": "项目建设.xlsx", "sheet": "项目建设"}
FORMS = {"table": "satisfaction_forms", "file": "满意度测评表.xlsx"}
POLICY = "档次分界:\n  好: 85\n  正常: 60\n"
PHRASES = (
    "短语:\n  班子.政治:\n    - 当: 好\n      句: '班子{评价|政治立场坚定}，{来源}相互印证'\n"
    "  项目.路灯: '装灯{盏数}'\n"
)


@dataclass
class Made:
    """What a village's folder is made of."""

    lamps: int = 38
    row: int = 7
    rows_cited: tuple[int, ...] = (7,)
    grade: str = "好"
    rate: str = "92.2%"
    opening: str = "班子政治立场坚定，材料相互印证，装灯"
    problem: dict[str, Any] = field(default_factory=dict)
    remark: str = ""


@dataclass
class RunMade:
    """What a run's folder is made of."""

    villages: dict[str, Made] = field(default_factory=lambda: {"V01": Made(), "V02": Made()})
    edition: str = "internal"
    texts: dict[str, str] = field(default_factory=lambda: {"policy.yml": POLICY, "phrases.yml": PHRASES})
    closed: dict[str, str] = field(default_factory=dict)
    program: str = "p1"
    inputs: dict[str, str] = field(default_factory=lambda: {"项目建设.xlsx": "a", "满意度测评表.xlsx": "b"})


def summary_of(village: str, made: Made, edition: str) -> VillageSummary:
    """The hand-over: lamps rest on a quoted row, the rate on forms that are not quoted, the score on nothing."""
    lamps = SourceRef(**PROJECTS, rows=made.rows_cited, ids=("XM-1",))
    forms = SourceRef(**FORMS, rows=(4, 5))
    facts = (
        Fact(
            key=f"{village}.灯", owner=village, label="路灯", text=f"{made.lamps}盏", value=made.lamps, sources=(lamps,)
        ),
        Fact(key=f"{village}.率", owner=village, label="满意率", text=made.rate, sources=(forms,)),
    )
    cells = {"项目号": "XM-1", "数量": str(made.lamps)}
    problem = {
        "problem": "WT-1",
        "owner": village,
        "themes": (),
        "statement": "资料不全",
        "evidence": (),
        "severity": "一般",
    }
    return VillageSummary(
        round="r",
        edition=edition,  # type: ignore[arg-type]
        owner=village,
        name=f"{village}村",
        village_kind="村",
        title="t",
        as_of="2023-04-20",
        inputs="x",
        facts=facts,
        rows=(EvidenceRow(**PROJECTS, row=made.row, cells=cells),),
        grade=made.grade,
        firm=True,
        achievements=(),
        problems_text=(),
        problems=(Problem(**{**problem, "themes": (), "evidence": (), **made.problem}),),
        states={},
        matrix={},
    )


def notebook_of(village: str, made: Made) -> nbformat.NotebookNode:
    """An executed notebook with one paragraph of the program and one of the analyst."""
    printed = (Run(text=made.opening), Run(text=f"{made.lamps}盏", fact=f"{village}.灯"), Run(text="。"))
    blocks = [
        Heading(id=f"{village}-h", owner=village, level=2, text="一、总评"),
        Paragraph(id=f"{village}-甲", owner=village, runs=printed),
        *(
            [Paragraph(id=f"{village}-说", owner=village, runs=(Run(text=made.remark),), origin="analyst")]
            * bool(made.remark)
        ),
    ]
    outputs = [nbformat.v4.new_output("display_data", data={"text/html": block.to_html()}) for block in blocks]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show()", outputs=outputs)])


def write_run(home: Path, run: RunMade) -> None:
    """The folder as a run leaves it."""
    for village, made in run.villages.items():
        folder = home / "villages" / village
        folder.mkdir(parents=True)
        (folder / "summary.json").write_text(summary_of(village, made, run.edition).model_dump_json(), encoding="utf-8")
        nbformat.write(notebook_of(village, made), folder / "report.ipynb")
    kept = {"round": "r", "texts": run.texts, "closed": run.closed, "made_with": {"程序": run.program}}
    (home / "params.json").write_text(json.dumps(kept), encoding="utf-8")
    (home / "run.json").write_text(json.dumps({"inputs": run.inputs, "versions": {"pandas": "2"}}), encoding="utf-8")


@pytest.fixture
def compared(tmp_path: Path) -> Callable[[RunMade], Comparison]:
    """The untouched run against the one given."""

    def call(after: RunMade) -> Comparison:
        write_run(tmp_path / "outputs" / "old", RunMade())
        write_run(tmp_path / "outputs" / "new", after)
        project = Project(tmp_path)
        return compare(open_run(project, "old"), open_run(project, "new"))

    return call
