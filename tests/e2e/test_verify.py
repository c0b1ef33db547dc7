"""`yanpan verify` on a finished round: clean as it is, and every kind of tampering found."""

from __future__ import annotations

import shutil
from dataclasses import replace

import nbformat
import pytest
from openpyxl import load_workbook

from yanpan.export.body import body_of_node
from yanpan.export.clean import parse
from yanpan.export.docx import docx_bytes
from yanpan.export.pdf import pdf_bytes
from yanpan.verify.check import verify

LAMPS = "38盏"


@pytest.fixture
def village(finished_round, tmp_path):
    """A copy of one finished village (the township and V03), to be tampered with."""
    home = tmp_path / "outputs"
    for part in ("villages/V03", "township"):
        shutil.copytree(finished_round.home / part, home / part)
    shutil.copy(finished_round.home / "params.json", home)
    return home


def checked(finished_round, home, **settings):
    project = finished_round.project
    return verify(project, home, settings.pop("raw", project.raw("2023-mid")), **settings)


def test_a_finished_round_is_sound(finished_round):
    verdict = checked(finished_round, finished_round.home, derive=False)
    assert (verdict.lock, verdict.formats, verdict.rows) == ([], [], [])
    assert verdict.reports == 10
    assert verdict.by_rows > 300


def test_a_finished_round_reads_clean(finished_round):
    assert [str(slip) for slip in checked(finished_round, finished_round.home, derive=False).slips] == []


def test_a_changed_page_is_found(finished_round, village):
    page = village / "villages" / "V03" / "report.html"
    page.write_text(page.read_text("utf-8").replace(f">{LAMPS}<", ">83盏<"), "utf-8")
    verdict = checked(finished_round, village, derive=False)
    assert "83盏" in {fault.quote for fault in verdict.lock}
    assert {fault.place for fault in verdict.formats} >= {"Word", "PDF"}


def test_a_changed_summary_is_found_in_the_raw_rows(finished_round, village):
    summary = village / "villages" / "V03" / "summary.json"
    text = summary.read_text("utf-8")
    assert '"value": 38' in text
    summary.write_text(text.replace('"value": 38', '"value": 83').replace(f'"{LAMPS}"', '"83盏"'), "utf-8")
    verdict = checked(finished_round, village, derive=False)
    assert any("没有 83" in fault.reason for fault in verdict.rows)


def test_changed_raw_material_is_found_by_deriving_again(finished_round, tmp_path):
    raw = shutil.copytree(finished_round.project.raw("2023-mid"), tmp_path / "raw")
    book = load_workbook(raw / "项目建设.xlsx")
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if str(cell.value) in ("38", "３８")]
    assert len(cells) == 1
    cells[0].value = 40
    book.save(raw / "项目建设.xlsx")
    verdict = checked(finished_round, finished_round.home, raw=raw)
    told = {(fault.report, fault.quote): fault.reason for fault in verdict.derived}
    assert told[("V03", LAMPS)] == "重新推算是“40盏”"
    assert {fault.report for fault in verdict.derived} == {"V03", "镇"}


def test_the_command_tells_it_in_chinese(finished_round, yanpan):
    found = yanpan(finished_round.project, "verify", "--quick")
    assert "数字锁" in found.out
    assert "没有差异" in found.out
    assert found.code == 0


def test_an_empty_folder_is_one_sentence(finished_round, yanpan, tmp_path):
    found = yanpan(finished_round.project, "verify", "--round", "2023-mid", "--outputs", str(tmp_path))
    assert found.code == 2
    assert "params.json" in found.err


WORSE, BETTER = "低于全镇各村中位数", "高于全镇各村中位数"


def test_a_wrong_comparative_is_named_in_every_format(finished_round, tmp_path):
    """高于 for 低于 in the page, in Word and in PDF, and a test's word where the test says another."""
    home = tmp_path / "outputs"
    shutil.copytree(finished_round.village("V02"), home / "villages" / "V02")
    shutil.copytree(finished_round.township, home / "township")
    shutil.copy(finished_round.home / "params.json", home)
    folder = home / "villages" / "V02"
    page = (folder / "report.html").read_text("utf-8")
    body = body_of_node(nbformat.read(folder / "report.ipynb", as_version=4))
    assert WORSE in page
    assert checked(finished_round, home, derive=False).sound

    turned = replace(body, root=parse(body.html.replace(WORSE, BETTER)))
    (folder / "report.docx").write_bytes(docx_bytes(turned))
    (folder / "report.pdf").write_bytes(pdf_bytes(turned))
    told = [(fault.place, fault.reason) for fault in checked(finished_round, home, derive=False).formats]
    for place in ("Word", "PDF"):
        assert any(at == place and "低于全镇" in reason and "高于全镇" in reason for at, reason in told)

    turned = page.replace(WORSE, BETTER).replace(">明显低<", ">持平<")
    (folder / "report.html").write_text(turned, "utf-8")
    reasons = " ".join(fault.reason for fault in checked(finished_round, home, derive=False).lock)
    assert "“高于”与数据相反" in reasons
    assert "检验给出的是“明显低”" in reasons
