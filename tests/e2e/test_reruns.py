"""What changes in the raw files or the wording changes in all formats; a failing village stops no other."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
from lxml import html

from yanpan.config.paths import Project

ROUND = "2023-mid"
LAMPS_BEFORE, LAMPS_AFTER = "38盏", "41盏"


def texts(folder: Path) -> dict[str, str]:
    """The report's text by format, without white space."""
    pdf = pypdfium2.PdfDocument(folder / "report.pdf")
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    with zipfile.ZipFile(folder / "report.docx") as archive:
        word = html.fromstring(archive.read("word/document.xml")).text_content()
    page = html.parse(str(folder / "report.html")).find(".//main").text_content()
    return {form: re.sub(r"\s", "", text) for form, text in (("html", page), ("pdf", "".join(pages)), ("docx", word))}


def change_lamps(project: Project) -> None:
    """Make 38 lamps 41 in the register of projects, as an office would: in the spreadsheet."""
    (path,) = project.raw(ROUND).glob("项目建设*.xlsx")
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if _is_lamps(cell, row)]
    assert len(cells) == 1
    cells[0].value = str(cells[0].value).replace("38", "41") if isinstance(cells[0].value, str) else 41
    book.save(path)


def _is_lamps(cell: openpyxl.cell.Cell, row: tuple[openpyxl.cell.Cell, ...]) -> bool:
    return str(cell.value) in {"38", "３８", "38盏", "３８盏"} and any("路灯" in str(other.value) for other in row)


def test_a_changed_lamp_count_changes_in_all_formats_and_only_there(finished_round, copied_round, yanpan) -> None:
    before = (copied_round.village("V05") / "summary.json").read_bytes()
    change_lamps(copied_round.project)
    again = yanpan(copied_round.project, "run")
    assert again.code == 0, again.err
    for folder in (again.village("V03"), again.township):
        found = texts(folder)
        assert {form for form, text in found.items() if LAMPS_AFTER in text} == {"html", "pdf", "docx"}
        assert {form for form, text in found.items() if LAMPS_BEFORE in text} == set()
    assert "58盏" in texts(again.township)["docx"]
    assert (again.village("V05") / "summary.json").read_bytes() == before
    record = json.loads((again.home / "run.json").read_text(encoding="utf-8"))
    assert [village["owner"] for village in record["villages"]] == ["V03", "V08"], "V08 has lamps too"
    assert record["stale"] == []
    told = yanpan(again.project, "diff", str(finished_round.home), ROUND, "--html", "diff.html")
    assert told.out.startswith("原始材料有变化：项目建设.xlsx。\n"), told.err
    rows = html.parse(str(again.project.root / "diff.html")).xpath("//tr[contains(., '38盏') and contains(., '41盏')]")
    assert rows
    assert all("“数量”38→41" in row.text_content() for row in rows)


def test_a_changed_phrase_changes_in_all_formats_and_makes_the_others_stale(copied_round, yanpan) -> None:
    phrases = copied_round.project.params / "phrases.yml"
    wording = phrases.read_text(encoding="utf-8")
    phrases.write_text(wording.replace("{总评词}[", "{总评词}，各方看法相近["), encoding="utf-8")
    again = yanpan(copied_round.project, "run", "--only", "V01")
    assert again.code == 0, again.err
    for folder in (again.village("V01"), again.township):
        assert {form for form, text in texts(folder).items() if "各方看法相近" in text} == {"html", "pdf", "docx"}
    assert "V02、V03、V04、V05、V06、V07、V08、V09 没有结果或结果已经过期" in again.err
    summary = json.loads((again.township / "summary.json").read_text(encoding="utf-8"))
    assert len(summary["unfinished"]) == 8
    assert not summary["releasable"]


def test_a_failing_village_is_unfinished_everywhere_and_stops_no_other(copied_round, yanpan) -> None:
    remarks = copied_round.project.round_params(ROUND) / "villages" / "V03.yml"
    remarks.parent.mkdir(exist_ok=True)
    remarks.write_text('批注:\n  - 位置: 成绩\n    句: "一共有{没有这样的数据}。"\n', encoding="utf-8")
    fresh = tree(copied_round.village("V04"))
    again = yanpan(copied_round.project, "run", "--only", "V03，V04", "--format", "html")
    assert again.code == 1
    assert "新桥村（V03）未完成：In [" in again.err
    assert sorted(path.name for path in again.village("V03").iterdir()) == ["failure.json", "report.failed.ipynb"]
    assert tree(again.village("V04")) == fresh
    page = html.parse(str(again.township / "report.html")).find(".//main").text_content()
    assert "未完成" in page
    assert "8/9" in page
    index = html.parse(str(again.home / "index.html")).getroot().text_content()
    assert "没有这样的数据" in index
    assert "完成 8/9" in index
    assert json.loads((again.home / "run.json").read_text(encoding="utf-8"))["failures"] == ["V03"]


def change_answer(project: Project) -> int:
    """Make the first contented answer on the whole of a form of 青山村 a fairly contented one; the row's number.

    That moves no rate, so no word or figure of another village.
    """
    path = project.raw(ROUND) / "满意度测评表（青山村）.xlsx"
    book = openpyxl.load_workbook(path)
    (sheet,) = book.worksheets
    (column,) = (cell.column for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("总体"))
    cell = next(row[column - 1] for row in sheet.iter_rows() if row[column - 1].value == "满意")
    cell.value = "基本满意"
    book.save(path)
    return int(cell.row)


def test_one_changed_answer_redoes_its_village_and_the_township_then_nothing(copied_round, yanpan) -> None:
    row = change_answer(copied_round.project)
    said = yanpan(copied_round.project, "status").out.splitlines()
    assert [line for line in said if "须重做" in line] == [
        f"V02 青山村：须重做——满意度测评表 第 {row} 行已变",
        "全镇报告：须重做——青山村 的结果过期或没有完成；满意度测评表 有改动",
    ]
    assert "8/9 个村最新；运行 yanpan run 更新。" in said
    again = yanpan(copied_round.project, "run", "--format", "html")
    assert again.code == 0, again.err
    record = json.loads((again.home / "run.json").read_text(encoding="utf-8"))
    assert [village["owner"] for village in record["villages"]] == ["V02"]
    assert record["villages"][0]["reasons"] == [f"满意度测评表 第 {row} 行已变"]
    assert (record["township"]["ok"], record["stale"]) == (True, [])
    assert "另外 8 个村没有变化，没有重做。" in again.err
    nothing_is_done_without_pandas(copied_round.project)


def nothing_is_done_without_pandas(project: Project) -> None:
    """A run in which nothing has changed writes no output and imports nothing heavy."""
    before = {path: path.stat().st_mtime_ns for path in project.outputs(ROUND).rglob("*")}
    script = (
        "import sys; from yanpan.cli import run; code = run(['run', '--format', 'html'])\n"
        "heavy = {'pandas', 'numpy', 'papermill', 'nbformat', 'pydantic', 'yaml', 'rich', 'tqdm'} & set(sys.modules)\n"
        "print(heavy, code)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=project.root, capture_output=True, text=True, check=True)
    assert "没有变化：9 个村和全镇的报告都是最新的" in done.stdout
    assert done.stdout.endswith("set() 0\n")
    assert {path: path.stat().st_mtime_ns for path in project.outputs(ROUND).rglob("*")} == before


def test_refused_material_leaves_the_last_results_alone(copied_round, yanpan) -> None:
    (path,) = copied_round.project.raw(ROUND).glob("项目建设*.xlsx")
    book = openpyxl.load_workbook(path)
    (cell,) = (cell for sheet in book for row in sheet.iter_rows() for cell in row if _is_lamps(cell, row))
    cell.value = "三十几"
    book.save(path)
    before = {name: body for name, body in tree(copied_round.home).items() if not is_intakes(name)}
    for command in ("run", "check"):
        again = yanpan(copied_round.project, command)
        assert again.code == 1
        assert "项目建设" in again.out + again.err
    after = tree(copied_round.home)
    kept_before, kept_after = (
        {name: body for name, body in files.items() if not is_intakes(name)} for files in (before, after)
    )
    assert kept_after == kept_before
    assert after["intake.html"] != before["intake.html"]
    assert any(name.startswith("退改") for name in after)


def is_intakes(name: str) -> bool:
    """Whether a file tells what the intake found: the page, its data, the coloured copies."""
    return name in ("intake.html", "intake.json") or name.startswith("退改")


def tree(folder: Path) -> dict[str, bytes]:
    """All files under a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
