"""A reviewed Word file read back: comments and tracked changes made by editing the file's XML."""

import csv
import importlib.util
import io
import zipfile
from pathlib import Path

import docx
import nbformat
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from yanpan.cli import run as yanpan
from yanpan.config.paths import Project
from yanpan.errors import UserError
from yanpan.export.anchors import anchor_of
from yanpan.export.docx import YanpanDocxExporter
from yanpan.review.comments import read_review
from yanpan.review.comments_page import as_csv, render

MATERIAL = Path(__file__).parents[1] / "export" / "conftest.py"
SIGNED = f'{nsdecls("w")} w:id="900" w:author="王审阅" w:date="2023-05-06T09:30:00Z"'
FACTS = ["新装路灯：38盏", "群众满意率：92.2%"]


@pytest.fixture(scope="module")
def sent():
    spec = importlib.util.spec_from_file_location("export_material", MATERIAL)
    material = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(material)
    notebook = material.stitched()
    return notebook, YanpanDocxExporter().from_notebook_node(notebook)[0]


@pytest.fixture
def project(sent, tmp_path):
    folder = tmp_path / "outputs" / "2023-mid" / "township"
    folder.mkdir(parents=True)
    nbformat.write(sent[0], folder / "report.ipynb")
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "policy.yml").touch()
    (tmp_path / "data" / "raw" / "2023-mid").mkdir(parents=True)
    return Project(tmp_path)


@pytest.fixture
def document(sent):
    return docx.Document(io.BytesIO(sent[1]))


def passage(document, block):
    mark = next(
        each for each in document.element.iter(qn("w:bookmarkStart")) if each.get(qn("w:name")) == anchor_of(block)
    )
    return Paragraph(mark.getparent(), document._body)


def back(document, project, name="审阅稿.docx"):
    path = project.root / name
    document.save(path)
    return path


def tracked(kind, text):
    tag = "w:delText" if kind == "del" else "w:t"
    return parse_xml(f"<w:{kind} {SIGNED}><w:r><{tag}>{text}</{tag}></w:r></w:{kind}>")


def reword(paragraph, old, new):
    """Track `old` -> `new`, splitting the run that holds `old`."""
    run = next(run for run in paragraph.runs if old in run.text)
    first, _, rest = run.text.partition(old)
    run.text = first
    tail = parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{rest}</w:t></w:r>')
    for element in (tail, tracked("ins", new), tracked("del", old)):
        run._element.addnext(element)


def strike(paragraph):
    """Take the whole paragraph out, tracked."""
    for run in paragraph.runs:
        gone = tracked("del", "")
        gone.remove(gone[0])
        run._element.addprevious(gone)
        gone.append(run._element)
        for text in run._element.iter(qn("w:t")):
            text.tag = qn("w:delText")
    mark = parse_xml(f"<w:rPr {nsdecls('w')}><w:del {SIGNED}/></w:rPr>")
    paragraph._p.get_or_add_pPr().append(mark)


def one(review):
    assert len(review.tied) == 1, review.tied
    return review.tied[0]


def test_an_untouched_file_has_no_remarks(document, project):
    assert read_review(project, back(document, project)).tied == ()


def test_a_comment_leads_to_its_paragraph_and_to_the_facts_and_rows_behind_it(document, project):
    paragraph = passage(document, "V02-段1")
    document.add_comment(paragraph.runs, text="这个数再核一下", author="李镇长", initials="李")
    told = one(read_review(project, back(document, project)))
    assert (told.remark.kind, told.remark.author, told.remark.text) == ("批注", "李镇长", "这个数再核一下")
    assert (told.block, told.how) == ("V02-段1", "书签")
    assert [f"{fact.label}：{fact.text}" for fact in told.facts] == FACTS
    assert {fact.owner for fact in told.facts} == {"V02"}
    assert "项目.xlsx" in str(told.facts[0].sources[0])
    assert told.remark.quote == paragraph.text


def test_a_tracked_rewording_is_told_as_one_change(document, project):
    reword(passage(document, "V01-段1"), "92.2%", "93.2%")
    remark = one(read_review(project, back(document, project))).remark
    assert (remark.kind, remark.quote, remark.text) == ("改写", "92.2%", "93.2%")
    assert (remark.author, remark.date) == ("王审阅", "2023-05-06 09:30")


def test_a_paragraph_taken_out_whole_still_leads_to_its_facts(document, project):
    strike(passage(document, "V03-段1"))
    told = one(read_review(project, back(document, project)))
    assert (told.remark.kind, told.block, len(told.facts)) == ("整段删除", "V03-段1", 2)


def test_a_new_paragraph_is_listed_after_the_one_before_it(document, project):
    new = parse_xml(
        f"<w:p {nsdecls('w')}><w:pPr><w:rPr><w:ins {SIGNED}/></w:rPr></w:pPr>"
        f"<w:ins {SIGNED}><w:r><w:t>建议补充集体经济一段。</w:t></w:r></w:ins></w:p>"
    )
    passage(document, "V01-段1")._p.addnext(new)
    told = one(read_review(project, back(document, project)))
    assert (told.remark.kind, told.remark.text, told.block) == ("新增一段", "建议补充集体经济一段。", "V01-段1")
    assert told.how == "对应不到，列在上一段之后"


def test_a_change_that_was_not_tracked_is_found(document, project):
    run = next(run for run in passage(document, "V01-段1").runs if "38" in run.text)
    run.text = run.text.replace("38", "83")
    told = one(read_review(project, back(document, project)))
    assert (told.remark.kind, told.remark.quote, told.remark.text) == ("改动（未留痕）", "38", "83")


def test_a_paragraph_taken_out_without_a_trace_is_missed(document, project):
    gone = passage(document, "V02-段1")
    text = gone.text
    gone._p.getparent().remove(gone._p)
    told = one(read_review(project, back(document, project)))
    assert (told.remark.kind, told.block, told.remark.quote) == ("删去（未留痕）", "V02-段1", text)


def test_a_figure_changed_in_a_table_leads_to_its_row(document, project):
    cell = document.tables[0].rows[3].cells[1].paragraphs[0]
    cell.runs[0].text = "99.9%"
    told = one(read_review(project, back(document, project)))
    assert (told.block, told.remark.quote, told.remark.text) == ("V01-表", "2.2", "9.9")


def test_a_comment_in_a_table_has_the_facts_of_its_row(document, project):
    cell = document.tables[1].rows[2].cells[1].paragraphs[0]
    document.add_comment(cell.runs, text="来源？", author="李镇长")
    told = one(read_review(project, back(document, project)))
    assert (told.block, told.how, [fact.key for fact in told.facts]) == ("V02-表", "所在表格", ["V02.满意.率"])


def without_bookmarks(document):
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in list(document.element.iter(qn(name))):
            mark.getparent().remove(mark)


def test_without_bookmarks_and_properties_the_likest_paragraph_is_taken_and_that_is_said(document, project):
    paragraph = passage(document, "V01-段1")
    without_bookmarks(document)
    document.core_properties.identifier = ""
    reword(paragraph, "92.2%", "三成")
    review = read_review(project, back(document, project))
    assert one(review).block == "V01-段1"
    assert one(review).how == "文字相近（100%）"
    assert any("书签已经丢失" in note for note in review.notes)


def test_a_report_made_anew_since_is_told(document, project):
    path = back(document, project)
    document.core_properties.identifier = document.core_properties.identifier[:-1] + "f"
    document.save(path)
    assert any("重新生成过" in note for note in read_review(project, path).notes)


def test_page_and_table_hold_everything_and_nothing_runs(document, project):
    text = '=HYPERLINK("x")<script>alert(1)</script>'
    document.add_comment(passage(document, "V02-段1").runs, text=text, author="李镇长")
    review = read_review(project, back(document, project))
    assert "<script>" not in render(review)
    assert "&lt;script&gt;" in render(review)
    row = list(csv.reader(io.StringIO(as_csv(review).removeprefix("\ufeff"))))[1]
    assert (row[4], row[7]) == (f"'{text}", "V02-段1")
    assert "新装路灯：38盏" in row[10]


def test_the_command_shows_and_writes_the_list(document, project, monkeypatch, capsys):
    document.add_comment(passage(document, "V02-段1").runs, text="再核", author="李镇长")
    path = back(document, project)
    monkeypatch.chdir(project.root)
    assert yanpan(["comments", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "李镇长" in shown
    assert "共 1 条，已写出：审阅稿.审阅.html、审阅稿.审阅.csv" in shown
    assert sorted(each.name for each in project.root.glob("审阅稿*")) == [
        "审阅稿.docx", "审阅稿.审阅.csv", "审阅稿.审阅.html",
    ]  # fmt: skip


def test_no_remarks_is_one_sentence(document, project, monkeypatch, capsys):
    path = back(document, project)
    monkeypatch.chdir(project.root)
    assert yanpan(["comments", str(path)]) == 0
    assert capsys.readouterr().out == "审阅稿.docx 里没有批注，也没有修订。\n"


def workbook():
    held = io.BytesIO()
    openpyxl.Workbook().save(held)
    return held.getvalue()


def strange():
    held = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("一份别的通知，与报告无关。")
    document.save(held)
    return held.getvalue()


def damaged(data):
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<w:document" if name == "word/document.xml" else source.read(name))
    return held.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda _: b"\xff\xd8 no", "不是 Word 文件"),
        (lambda _: b"", "不是 Word 文件"),
        (lambda _: OLE, "旧格式"),
        (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (lambda _: workbook(), "里面没有正文"),
        (damaged, "已损坏"),
        (lambda data: data[:-2000], "已损坏"),
        (lambda _: strange(), "不是本项目写出的报告"),
    ],
)
def test_a_file_that_cannot_be_read_back_is_refused_in_one_sentence(sent, project, make, said):
    path = project.root / "来件.docx"
    path.write_bytes(make(sent[1]))
    with pytest.raises(UserError, match=said) as told:
        read_review(project, path)
    assert str(told.value).startswith("来件.docx")
    assert "\n" not in str(told.value)


def test_absent_files_and_other_rounds_are_named(document, project):
    with pytest.raises(UserError, match="没有找到文件 无此"):
        read_review(project, project.root / "无此.docx")
    with pytest.raises(UserError, match="是 2023-mid 批次的报告，不是 2024-mid 的"):
        read_review(project, back(document, project), "2024-mid")
