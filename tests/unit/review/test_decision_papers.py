"""The committee's papers: one page a village in PDF and Word, a form with teams and members; in no other edition."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace

import docx
import openpyxl
import pypdfium2
import pytest

from yanpan.review.decision_papers import write_papers


@pytest.fixture
def papers(make_edition):
    edition = make_edition("committee")
    return edition, write_papers(edition.plan)


def text_of(path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 1
        return pdf[0].get_textpage().get_text_range().replace("\r\n", "").replace(" ", "")


def test_a_sheet_is_one_page_with_all_that_the_committee_needs(papers) -> None:
    _, folder = papers
    text = text_of(folder / "V01定档审议单.pdf")
    for words in ("较稳定", "1.综合得分", "3.<b>得分较低</b>", "再有3份改为不满意", "廉洁自律（矛盾）", "□正常"):
        assert words in text
    table = docx.Document(io.BytesIO((folder / "V01定档审议单.docx").read_bytes())).tables[0]
    assert [row.cells[0].text for row in table.rows][-4:] == [
        "党委定档",
        "定档理由（与建议不同时必填）",
        "会议日期",
        "主持人签字",
    ]


def test_the_form_lists_teams_and_members_with_their_suggestions(papers) -> None:
    _, folder = papers
    rows = list(openpyxl.load_workbook(folder / "党委定档.xlsx")["党委定档"].iter_rows(min_row=2, values_only=True))
    assert [row[:5] for row in rows] == [
        ("班子", "V01", "河口社区班子", "好", "较稳定"),
        ("成员", "V01-M01", "吕某（村书记）", "好", "临界"),
    ]


def test_same_summaries_give_the_same_bytes_and_villages_not_run_keep_their_sheet(papers) -> None:
    edition, folder = papers
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_papers(edition.plan)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / "V01定档审议单.pdf").write_bytes(b"marked")
    write_papers(replace(edition.plan, villages=edition.plan.villages[1:]))
    assert (folder / "V01定档审议单.pdf").read_bytes() == b"marked"


def test_no_other_edition_has_them(make_edition) -> None:
    edition = make_edition()
    assert write_papers(edition.plan) is None
    assert not (edition.plan.home / "定档").exists()


@pytest.mark.desk
def test_the_word_sheet_is_one_page_in_libreoffice(papers, tmp_path) -> None:
    _, folder = papers
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"]
    subprocess.run([*office, "--convert-to", "pdf", "--outdir", tmp_path, folder / "V01定档审议单.docx"], check=True)
    assert "主持人签字" in text_of(tmp_path / "V01定档审议单.pdf")
