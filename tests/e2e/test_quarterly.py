"""`yanpan quarterly` for real: the notebook through papermill, the report in all formats, slips beside it."""

from __future__ import annotations

import json
import shutil

import nbformat
import pypdfium2
import pytest

from yanpan.config.paths import Project

ROUND = "2023-mid"
SLIPS = ("V01_河口社区", "V02_青山村", "V05_云峰村", "V06_双泉村", "V07_长坪村", "V08_禅林村", "V09_竹溪村")


@pytest.fixture(scope="module")
def apart(project, tmp_path_factory):
    """A project of this module's own: a quarter's report must not lie in the round that other tests share."""
    root = tmp_path_factory.mktemp("quarterly")
    for part in ("params", "notebooks", "data"):
        shutil.copytree(project.root / part, root / part)
    return Project(root)


@pytest.fixture(scope="module")
def quarter(apart, yanpan):
    """What the command said, and the folder of the sample's first quarter of 2023."""
    done = yanpan(apart, "quarterly", "--round", ROUND, "--quarter", "2023年第一季度")
    assert done.code == 0, done.err
    return done, apart.outputs(ROUND) / "quarterly" / "2023Q1"


def test_report_and_slips_lie_where_the_command_says(quarter) -> None:
    done, folder = quarter
    assert {path.name for path in folder.iterdir()} == {
        *("report.ipynb", "report.html", "report.pdf", "report.docx", "summary.json", "提醒单")
    }
    assert {path.name for path in (folder / "提醒单").iterdir()} == {f"{n}.{s}" for n in SLIPS for s in ("pdf", "docx")}
    assert "outputs/2023-mid/quarterly/2023Q1" in done.out
    assert f"提醒单 {len(SLIPS)} 份" in done.out


def test_every_slip_is_one_page(quarter) -> None:
    for path in (quarter[1] / "提醒单").glob("*.pdf"):
        with pypdfium2.PdfDocument(path.read_bytes()) as opened:
            assert len(opened) == 1, path.name


def test_the_notebook_ran_without_an_error_and_its_figures_open(quarter) -> None:
    node = nbformat.read(quarter[1] / "report.ipynb", as_version=4)
    assert not [out for cell in node.cells for out in cell.get("outputs", ()) if out.output_type == "error"]
    summary = json.loads((quarter[1] / "summary.json").read_text(encoding="utf-8"))
    assert (summary["kind"], summary["quarter"]) == ("quarter", "2023Q1")
    page = (quarter[1] / "report.html").read_text(encoding="utf-8")
    assert page.count('role="button"') > 100


def test_no_member_or_reserve_is_named_in_the_internal_edition(quarter, sample_tables) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in quarter[1].glob("*.[hij]*") if path.is_file())
    secret = [
        *sample_tables["reserves"]["code"],
        *sample_tables["members"]["member"],
        *sample_tables["members"]["name"],
    ]
    assert not [word for word in secret if word in text]


def test_a_quarter_without_inspections_is_written_too(apart, yanpan) -> None:
    done = yanpan(apart, "quarterly", "--round", ROUND, "--quarter", "2022Q2", "--format", "html")
    assert done.code == 0, done.err
    page = (apart.outputs(ROUND) / "quarterly" / "2022Q2" / "report.html").read_text(encoding="utf-8")
    assert "没有督查记录" in page
    assert not (apart.outputs(ROUND) / "quarterly" / "2022Q2" / "提醒单").exists()
