"""Papermill on the command line and Run All in JupyterLab, in ordinary kernels, give the batch's very report."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from yanpan.batch.notebook import clean, read_notebook
from yanpan.export import export_report
from yanpan.export.body import read_body
from yanpan.export.clean import serialise
from yanpan.summary import MIME

TOOLS = Path(sys.executable).parent
PAPERMILL = [str(TOOLS / "papermill"), "notebooks/village.ipynb", "out.ipynb", "-p", "village", "V03"]
RUN_ALL = [str(TOOLS / "jupyter"), "execute", "notebooks/village.ipynb", "--output", "../out"]


@pytest.mark.parametrize(("command", "village"), [(PAPERMILL, "V03"), (RUN_ALL, "V01")], ids=["papermill", "run all"])
def test_same_outputs_summary_and_page(finished_round, tmp_path: Path, command: list[str], village: str) -> None:
    root = finished_round.project.root
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("YANPAN", "JUPYTER"))}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    by_hand = tmp_path / "report.ipynb"
    nbformat.write(clean(read_notebook(root / "out.ipynb")), by_hand)
    (root / "out.ipynb").unlink()
    batch = finished_round.village(village) / "report.ipynb"
    assert outputs(by_hand) == outputs(batch)
    summary = json.loads((finished_round.village(village) / "summary.json").read_text(encoding="utf-8"))
    assert [output["data"][MIME] for output in outputs(by_hand) if MIME in output.get("data", {})] == [summary]
    assert body(by_hand) == body(batch)
    for form, path in export_report(by_hand, tmp_path, ["pdf", "docx"]).items():
        assert path.read_bytes() == (batch.parent / f"report.{form}").read_bytes(), form


def outputs(notebook: Path) -> list[nbformat.NotebookNode]:
    """What all cells show, without their numbers: by hand there may be no cell of injected parameters."""
    shown = [output for cell in read_notebook(notebook).cells for output in cell.get("outputs", ())]
    return [{**output, "execution_count": None} for output in shown]


def body(notebook: Path) -> bytes:
    """The report as HTML without its code: by hand fewer parameters are given."""
    root = read_body(notebook).root
    for block in root.xpath('.//details[@class="code"]'):
        block.drop_tree()
    return re.sub(r"\n+", "\n", serialise(root)).encode("utf-8")  # a cell left out leaves its empty line
