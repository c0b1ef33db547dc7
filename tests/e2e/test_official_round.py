"""A round whose township report goes out as an official document: all switches on, run, read and verified."""

from __future__ import annotations

import docx
import pypdfium2
import pytest

from yanpan.verify.check import verify

SWITCHES = """
公文:
  份号: "000012"
  密级: 秘密
  保密期限: 1年
  紧急程度: 加急
  版头:
    发文机关标志: 青禾镇党群工作办公室文件
    发文字号: 青党群〔2023〕12号
    签发人: 王某某
  主送机关: [镇党委]
  附件说明: true
  署名: 青禾镇党群工作办公室
  成文日期: 2023-04-20
  版记:
    抄送: [县委组织部]
    印发机关: 青禾镇党政综合办公室
    印发日期: 2023-04-21
"""


@pytest.fixture(scope="module")
def official(tmp_path_factory, yanpan, project):
    from tests.conftest import copy_project

    own = copy_project(tmp_path_factory.mktemp("official") / "project")
    with (own.params / "2023-mid" / "township.yml").open("a", encoding="utf-8") as file:
        file.write(SWITCHES)
    finished = yanpan(own, "run", "--round", "2023-mid", "--only", "V01,V03")
    assert finished.township.joinpath("report.pdf").is_file(), finished.err
    return finished


@pytest.fixture(scope="module")
def pages(official):
    with pypdfium2.PdfDocument(official.township / "report.pdf") as opened:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in opened]


def test_the_first_page_has_the_masthead_and_the_last_the_imprint(pages):
    for words in ("000012", "秘密★1年", "加急", "青禾镇党群工作办公室文件", "青党群〔2023〕12号", "签发人：王某某"):
        assert words in pages[0]
    assert "抄送：县委组织部。" in pages[-1]


def test_the_signature_stands_under_text_and_before_the_annexes(pages):
    (signed,) = [n for n, text in enumerate(pages) if "青禾镇党群工作办公室2023年4月20日" in text]
    assert pages[signed].index("附件：1.") > 20
    assert pages[signed + 1].startswith("附件1班子建议档次")


def test_word_has_label_and_title_of_every_annex_apart(official):
    document = docx.Document(official.township / "report.docx")
    labels = [p.text for p in document.paragraphs if p.style.name == "Annex Label"]
    titles = [p.text for p in document.paragraphs if p.style.name == "Annex Title"]
    assert labels == [f"附件{number}" for number in range(1, len(labels) + 1)]
    assert titles[0] == "班子建议档次"
    assert len(titles) == len(labels)


def test_nothing_on_paper_is_taken_for_a_figure_without_a_source(official):
    verdict = verify(official.project, official.home, official.project.raw("2023-mid"), derive=False)
    assert [str(fault) for fault in verdict.formats] == []
