"""Each kind of difference with its cause; what cannot be compared is said in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.unit.compare.conftest import PHRASES, POLICY, Made, RunMade, write_run
from yanpan.compare.differences import compare
from yanpan.compare.page import comparison_page
from yanpan.compare.read import open_run
from yanpan.config.paths import Project
from yanpan.errors import UserError


def one(**changes: object) -> RunMade:
    """A run whose first village differs, and the register of projects if its rows do."""
    run = RunMade(villages={"V01": Made(**changes), "V02": Made()})  # type: ignore[arg-type]
    if {"lamps", "row"} & set(changes):
        run.inputs["项目建设.xlsx"] = "changed"
    return run


def test_equal_runs_do_not_differ(compared) -> None:
    told = compared(RunMade())
    assert (told.changed, told.sources, told.same) == ((), (), ("V01 V01村", "V02 V02村"))


def test_a_changed_row_is_the_cause_of_figure_and_wording(compared) -> None:
    (village,) = compared(one(lamps=40)).changed
    (figure,), (text,) = village.figures, village.wording
    assert (figure.name, figure.before, figure.after) == ("路灯", "38盏", "40盏")
    assert figure.causes == ("项目建设@项目建设.xlsx/项目建设 第7行：“数量”38→40",)
    assert text.name == "一、总评"
    assert [piece.text for piece in text.pieces if piece.kind == "inserted"] == ["40"]
    assert text.causes == ("所引数据有变化：路灯 38盏→40盏",)


def test_a_row_that_only_moved_is_no_cause(compared) -> None:
    ((figure,),) = (village.figures for village in compared(one(row=9, rows_cited=(9,), rate="90%")).changed)
    assert (figure.name, figure.causes) == ("满意率", ("本项之外的材料有变化：项目建设.xlsx",))


def test_a_row_put_in_above_does_not_hide_the_one_that_changed(compared) -> None:
    ((figure,),) = (village.figures for village in compared(one(row=9, rows_cited=(9,), lamps=40)).changed)
    assert figure.causes == ("项目建设@项目建设.xlsx/项目建设 第9行：“数量”38→40",)


def test_a_row_that_changed_so_that_it_no_longer_counts_is_not_called_deleted(compared) -> None:
    ((figure,),) = (village.figures for village in compared(one(lamps=40, rows_cited=(8,))).changed)
    assert figure.causes[0] == "项目建设@项目建设.xlsx/项目建设 第7行：“数量”38→40"
    assert not [cause for cause in figure.causes if "已删" in cause]


def test_rows_that_are_not_quoted_are_told_by_file_and_number(compared) -> None:
    after = one(rate="90%")
    after.inputs = {**after.inputs, "满意度测评表.xlsx": "c"}
    ((figure,),) = (village.figures for village in compared(after).changed)
    assert figure.causes == ("满意度测评表.xlsx 里的行有变化（本版不显示原文）",)


def test_policy_is_the_cause_where_rows_are_the_same(compared) -> None:
    after = one(grade="正常", rate="90%")
    after.texts = {**after.texts, "policy.yml": POLICY.replace("85", "95")}
    told = compared(after)
    (village,) = told.changed
    assert (village.grade[0].before, village.grade[0].after) == ("好", "正常")
    assert village.grade[0].causes == village.figures[0].causes == ("研判口径有变化：档次分界→好",)
    assert told.sources == ("研判口径有变化：档次分界→好。",)


def test_only_the_phrase_that_is_said_there_is_the_cause(compared) -> None:
    after = one(opening="班子政治上过硬，材料相互印证，装灯")
    after.texts["phrases.yml"] = PHRASES.replace("政治立场坚定", "政治上过硬").replace("装灯", "安装路灯")
    ((text,),) = (village.wording for village in compared(after).changed)
    assert text.causes == ("句式有变化：班子.政治",)


def test_the_analysts_remark_is_told(compared) -> None:
    after = one(remark="另据了解，道路已修。")
    after.closed = {"r/villages/V01.yml": "h"}
    told = compared(after)
    ((text,),) = (village.wording for village in told.changed)
    assert (text.before, text.causes) == ("（没有）", ("分析员的补充说明有变化",))
    assert told.sources == ("分析员的补充说明有变化：V01。",)


def test_a_remarks_own_fact_has_the_remark_as_its_cause_whatever_else_changed(compared, monkeypatch) -> None:
    after = one(remark="另据了解，道路已修。", rate="90%")
    after.closed = {"r/villages/V01.yml": "h"}
    after.texts = {**after.texts, "policy.yml": POLICY.replace("85", "95")}
    monkeypatch.setattr("yanpan.compare.causes.LABEL", "满意率")
    ((figure,),) = (village.figures for village in compared(after).changed)
    assert figure.causes == ("分析员的补充说明有变化",)


def test_program_then_nothing(compared, tmp_path: Path) -> None:
    after = one(rate="90%")
    after.program = "p2"
    ((figure,),) = (village.figures for village in compared(after).changed)
    assert figure.causes == ("程序有变化：程序",)


def test_a_difference_without_any_cause_is_said_to_have_none(compared) -> None:
    ((figure,),) = (village.figures for village in compared(one(rate="90%")).changed)
    assert figure.causes == ("没有查到原因：材料、口径、参数和程序都没有变化，可能是文件被手工改过",)


def test_problems_by_field_and_those_that_came_or_went(compared) -> None:
    (village,) = compared(one(problem={"status": "已整改"})).changed
    assert [(change.name, change.before, change.after) for change in village.problems] == [
        ("WT-1 状态", "（没有）", "已整改")
    ]


def test_a_village_that_one_run_lacks_is_named(compared) -> None:
    told = compared(RunMade(villages={"V01": Made(), "V03": Made()}))
    assert (told.only_before, told.only_after) == (("V02 V02村",), ("V03 V03村",))


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (RunMade(edition="committee"), "版本不同，不能比较：“old”是内部版，“new”是党委专题会版。"),
        (RunMade(villages={"V09": Made()}), "没有共同的村，无从比较：“old”有V01、V02，“new”有V09。"),
    ],
)
def test_what_cannot_be_compared(compared, after: RunMade, sentence: str) -> None:
    with pytest.raises(UserError) as error:
        compared(after)
    assert str(error.value) == sentence


def test_unknown_and_empty_folders(tmp_path: Path) -> None:
    write_run(tmp_path / "outputs" / "2023-mid", RunMade())
    (tmp_path / "outputs" / "empty").mkdir()
    project = Project(tmp_path)
    with pytest.raises(UserError, match="没有文件夹“2023-mdi”，是不是“2023-mid”；outputs 下现有：2023-mid、empty。"):
        open_run(project, "2023-mdi")
    with pytest.raises(UserError, match="“empty”里没有写好的报告"):
        open_run(project, "empty")


def test_runs_are_called_by_their_folders_not_by_the_machines_paths(tmp_path: Path) -> None:
    for place in ("outputs/r", "kept/r"):
        write_run(tmp_path / place, RunMade())
    project = Project(tmp_path)
    told = compare(open_run(project, str(tmp_path / "kept" / "r")), open_run(project, "r"))
    assert (told.before, told.after) == ("原来的 r", "现在的 r")


def test_without_records_the_cause_is_not_known(tmp_path: Path) -> None:
    for name, run in (("old", RunMade()), ("new", one(rate="90%"))):
        write_run(tmp_path / "outputs" / name, run)
        for record in ("params.json", "run.json"):
            (tmp_path / "outputs" / name / record).unlink()
    project = Project(tmp_path)
    told = compare(open_run(project, "old"), open_run(project, "new"))
    assert told.changed[0].figures[0].causes == ("原因不明：两次运行没有都记下材料和参数",)
    assert [line[:6] for line in told.sources] == ["缺少运行记录", "缺少随报告存"]


def test_page_shows_deleted_and_inserted_words_as_text(compared) -> None:
    page = comparison_page(compared(one(lamps=40, opening="<script>装灯")))
    root = html.fromstring(page)
    assert "default-src 'none'; style-src 'sha256-" in page
    assert not root.xpath("//script")
    assert "<script>" in "".join(root.xpath("//ins/text()"))
    assert {"38盏", "38"} <= set(root.xpath("//del/text()"))
    assert {"40盏", "40"} <= set(root.xpath("//ins/text()"))
