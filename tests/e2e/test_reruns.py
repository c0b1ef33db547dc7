"""What changes in the raw files or the wording changes in all formats; a failing village stops no other."""

from __future__ import annotations

import json
import re
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
    again = yanpan(copied_round.project, "run", "--only", "V03")
    assert again.code == 0, again.err
    for folder in (again.village("V03"), again.township):
        found = texts(folder)
        assert {form for form, text in found.items() if LAMPS_AFTER in text} == {"html", "pdf", "docx"}
        assert {form for form, text in found.items() if LAMPS_BEFORE in text} == set()
    assert "58盏" in texts(again.township)["docx"]
    assert (again.village("V05") / "summary.json").read_bytes() == before
    assert json.loads((again.home / "run.json").read_text(encoding="utf-8"))["stale"] == []
    told = yanpan(again.project, "diff", str(finished_round.home), ROUND, "--html", "diff.html")
    assert told.out.startswith("原始材料有变化：项目建设.xlsx。\n"), told.err
    rows = html.parse(str(again.project.root / "diff.html")).xpath("//tr[contains(., '38盏') and contains(., '41盏')]")
    assert rows
    assert all("“数量”38→41" in row.text_content() for row in rows)


def test_a_changed_phrase_changes_in_all_formats_and_makes_the_others_stale(copied_round, yanpan) -> None:
    phrases = copied_round.project.params / "phrases.yml"
    wording = phrases.read_text(encoding="utf-8")
    phrases.write_text(wording.replace("，群众满意率达", "，群众认可率达"), encoding="utf-8")
    again = yanpan(copied_round.project, "run", "--only", "V01")
    assert again.code == 0, again.err
    for folder in (again.village("V01"), again.township):
        assert {form for form, text in texts(folder).items() if "群众认可率达" in text} == {"html", "pdf", "docx"}
    assert "V02、V03、V04、V05、V06、V07、V08、V09 没有结果或结果已经过期" in again.err
    summary = json.loads((again.township / "summary.json").read_text(encoding="utf-8"))
    assert len(summary["unfinished"]) == 8
    assert not summary["releasable"]


def test_a_failing_village_is_unfinished_everywhere_and_stops_no_other(copied_round, yanpan) -> None:
    remarks = copied_round.project.round_params(ROUND) / "villages" / "V03.yml"
    remarks.parent.mkdir(exist_ok=True)
    remarks.write_text('批注:\n  - 位置: 成绩\n    句: "一共有{没有这样的数据}。"\n', encoding="utf-8")
    again = yanpan(copied_round.project, "run", "--only", "V03，V04", "--format", "html")
    assert again.code == 1
    assert "新桥村（V03）未完成：In [" in again.err
    assert sorted(path.name for path in again.village("V03").iterdir()) == ["failure.json", "report.failed.ipynb"]
    assert sorted(path.name for path in again.village("V04").iterdir()) == [
        "report.html",
        "report.ipynb",
        "summary.json",
    ]
    page = html.parse(str(again.township / "report.html")).find(".//main").text_content()
    assert "未完成" in page
    assert "8/9" in page
    index = html.parse(str(again.home / "index.html")).getroot().text_content()
    assert "没有这样的数据" in index
    assert "完成 8/9" in index
    assert json.loads((again.home / "run.json").read_text(encoding="utf-8"))["failures"] == ["V03"]


def test_refused_material_leaves_the_last_results_alone(copied_round, yanpan) -> None:
    (path,) = copied_round.project.raw(ROUND).glob("项目建设*.xlsx")
    book = openpyxl.load_workbook(path)
    (cell,) = (cell for sheet in book for row in sheet.iter_rows() for cell in row if _is_lamps(cell, row))
    cell.value = "三十几"
    book.save(path)
    before = tree(copied_round.home)
    for command in ("run", "check"):
        again = yanpan(copied_round.project, command)
        assert again.code == 1
        assert "项目建设" in again.out + again.err
    after = tree(copied_round.home)
    assert {name: body for name, body in after.items() if not is_intakes(name)} == before
    assert "intake.html" in after


def is_intakes(name: str) -> bool:
    """Whether a file tells what the intake found: the page, its data, the coloured copies."""
    return name in ("intake.html", "intake.json") or name.startswith("退改")


def tree(folder: Path) -> dict[str, bytes]:
    """All files under a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
