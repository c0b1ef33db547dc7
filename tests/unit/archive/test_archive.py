"""Performance files over two rounds: what accumulates, what is kept once, what each edition shows."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from yanpan.cli import run
from yanpan.config.paths import Project
from yanpan.findings.archive.data import RoundMaterial, together
from yanpan.report.archive import member_files, village_file
from yanpan.report.archive_loading import load_archive

EARLIER, LATER = "2022-annual", "2023-mid"
PARTS = ("村社名册", "班子成员", "职数", "民主测评票", "监督处分")


def with_earlier_round(project: Project) -> Project:
    """The sample and, beside it, a small round of the year before."""
    raw = project.raw(EARLIER)
    raw.mkdir(parents=True)
    shutil.copytree(project.round_params(LATER), project.round_params(EARLIER))
    path = project.round_params(EARLIER) / "township.yml"
    text = path.read_text(encoding="utf-8").replace("截止日: 2023-04-20", "截止日: 2022-09-30")
    path.write_text(text.replace("名称: 届中分析", "名称: 年度检查"), encoding="utf-8")
    for name in PARTS:
        shutil.copy(project.raw(LATER) / f"{name}.xlsx", raw)
    pd.DataFrame(
        [["V01", "2022-08", "党务公开", "未达标", 3, "公开栏未更新", "2022-08-28", "已整改"]],
        columns=["村", "年月", "事项", "等次", "扣分", "问题", "整改期限", "复查结果"],
    ).to_csv(raw / "月督查.csv", index=False)
    honours = [
        ["V01", "市级文明社区", "市", "市精神文明建设委员会", 2021, None],
        ["V01", "县先进", "县", "县委", 2020, None],
    ]
    _book(raw / "创先争优.xlsx", ["村", "名称", "级别", "授予单位", "授予年", "考核期"], honours)
    problems = [["WT-22-V01-01", "V01", "人居环境", None, "河东街垃圾清运不及时", "月督查#2", "一般"]]
    _book(raw / "问题清单.xlsx", ["问题编号", "村", "主题", "复核主题", "表述要点", "证据", "严重程度"], problems)
    plans = [["WT-22-V01-01", "日产日清", "增加清运车次", "居委会主任", "2022-10-31", "推进中", None]]
    _book(raw / "整改台账.xlsx", ["问题编号", "整改方向", "具体措施", "责任人", "完成时限", "状态", "回访满意"], plans)
    return project


def _book(path, head, rows) -> None:
    book = openpyxl.Workbook()
    book.active.title = path.stem
    for row in (head, *rows):
        book.active.append(row)
    book.save(path)


@pytest.fixture(scope="module")
def two_rounds(project, tmp_path_factory) -> Project:
    """A copy of the session's project with a second, earlier round."""
    root = tmp_path_factory.mktemp("archive") / "project"
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("outputs"))
    return with_earlier_round(Project(root))


def text(document) -> str:
    return "\n".join(block.plain() for block in document.blocks)


def of(loaded, village):
    return village_file(loaded, next(place for place in loaded.places if place.id == village))


@pytest.fixture(scope="module")
def internal(two_rounds):
    return load_archive(project=two_rounds)


@pytest.fixture(scope="module")
def committee(two_rounds):
    return load_archive(edition="committee", project=two_rounds)


def test_rounds_accumulate_in_order_of_their_closing_days(internal) -> None:
    assert [each.round_id for each in internal.data.rounds] == [EARLIER, LATER]
    said = text(of(internal, "V01"))
    assert "本档案汇集2个批次的材料，截至2023年4月20日" in said
    assert "2022年第三季度\t1\t1\t1\t3.00\t0" in said
    assert "2023年第一季度\t3\t9\t0\t0.00\t0" in said


def test_what_both_rounds_tell_stands_once(internal) -> None:
    said = text(of(internal, "V01"))
    assert said.count("市级文明社区") == 1
    assert said.index("市级文明社区") < said.index("县先进")
    assert len(internal.data.of("villages", "V01").frame) == 1


def test_an_earlier_rounds_problem_is_counted_with_its_village(internal) -> None:
    said = text(of(internal, "V01"))
    assert "历次研判登记问题6条，销号率为0%，到期未销号的有1条" in said
    assert "河东街垃圾清运不及时\t增加清运车次\t居委会主任\t2022年10月31日\t推进中\t—" in said
    assert "河东街垃圾清运" not in text(of(internal, "V02"))


def test_tasks_are_summed_up_before_they_are_listed(internal) -> None:
    said = text(of(internal, "V01"))
    told = re.search(r"党建任务登记(\d+)项，完成情况为(.*?)；重点工作登记(\d+)项，其中(.*?)。", said)
    for number, parts in ((told[1], told[2]), (told[3], told[4])):
        assert int(number) == sum(map(int, re.findall(r"”(\d+)项", parts)))


def test_every_figure_leads_to_a_row_of_its_own_round(internal) -> None:
    summary = of(internal, "V01").summary
    files = {source.file for fact in summary.facts for source in fact.sources}
    assert {file.partition("/")[0] for file in files} == {EARLIER, LATER}
    assert {row.file for row in summary.rows} <= files
    assert any(row.file == f"{EARLIER}/月督查.csv" for row in summary.rows)


def test_the_internal_file_holds_no_appraisal_and_no_member(internal, sample_tables) -> None:
    document = of(internal, "V06")
    whole = text(document) + document.summary.model_dump_json()
    assert "年终考核已有1个年度的结果，分项得分和绩效系数见党委专题会版档案" in whole
    assert not [name for name in sample_tables["members"]["name"] if name in whole]
    assert not {row.table for row in document.summary.rows} & {"annual_assessments", "members", "sanctions"}
    assert list(member_files(internal, internal.places)) == []


def test_only_conclusions_that_may_be_made_public_are_printed(two_rounds, internal) -> None:
    row = "通报\t市\t市委组织部"
    assert row in text(of(internal, "V06"))
    hidden = internal.data.tables["sanctions"].assign(publicity="仅内部")
    tables = {**internal.data.tables, "sanctions": hidden}
    secret = replace(internal, data=replace(internal.data, tables=tables))
    document = of(secret, "V06")
    assert row not in text(document)
    assert "通报" not in {fact.text for fact in document.summary.facts}
    assert "没有可公开的处分、通报结论登记" in text(document)


def test_the_committees_file_shows_the_appraisals_parts(committee, sample_tables) -> None:
    own = sample_tables["annual_assessments"].set_index("village").loc["V06"]
    assert f"2022\t{own['supervision']:g}\t{own['results']:g}\t{own['ballot']:g}\t-2\t{own['pay_factor']:g}" in text(
        of(committee, "V06")
    )


def test_a_member_has_a_file_of_ballots_and_talks_over_the_rounds(committee, sample_tables) -> None:
    first, *others = [each for each in member_files(committee, committee.places) if each.owner.startswith("V06")]
    assert len(others) + 1 == int(sample_tables["members"]["village"].eq("V06").sum())
    said = text(first)
    votes = sample_tables["ballot_tallies"].query("target == @first.owner and item == '总体'").iloc[0]
    row = f"总体\t{votes['good']}\t{votes['normal']}\t{votes['poor']}\t{votes['abstain']}"
    assert f"{EARLIER}\t{row}" in said or f"{LATER}\t{row}" in said
    assert not [other.owner for other in others if other.owner in said]


def test_a_refused_round_is_left_out_and_named(two_rounds, tmp_path, monkeypatch, capsys) -> None:
    root = tmp_path / "project"
    shutil.copytree(two_rounds.root, root)
    (root / "params" / EARLIER / "township.yml").unlink()
    monkeypatch.chdir(root)
    assert run(["archive", "--only", "V01", "--format", "html"]) == 1
    told = capsys.readouterr()
    assert "收入批次：2023-mid" in told.out
    assert f"批次 {EARLIER} 没有收入" in told.err
    page = (root / "outputs" / "履职档案" / "V01_河口社区.html").read_text(encoding="utf-8")
    assert f"批次 {EARLIER} 的材料没有收入" in page


def test_a_member_file_is_written_in_the_committees_folder_only(two_rounds, monkeypatch, capsys) -> None:
    monkeypatch.chdir(two_rounds.root)
    assert run(["archive", "--only", "V09", "--format", "docx", "--edition", "committee"]) == 0
    folder = two_rounds.root / "outputs" / "履职档案"
    assert {path.name for path in folder.iterdir()} == {"committee"}
    assert (folder / "committee" / "成员" / "V09-M01.docx").is_file()
    assert "一人一档" in capsys.readouterr().out


def test_of_two_rounds_rows_on_one_matter_the_newer_is_kept(sample_tables) -> None:
    def material(round_id: str, status: str) -> RoundMaterial:
        plans = sample_tables["rectifications"].assign(status=status)
        return RoundMaterial(round_id, "", "", {**sample_tables, "rectifications": plans}, {}, {})

    merged = together([material(EARLIER, "推进中"), material(LATER, "已销号")])
    assert set(merged["rectifications"]["status"]) == {"已销号"}
    assert len(merged["rectifications"]) == len(sample_tables["rectifications"])
    assert len(merged["talks"]) == len(sample_tables["talks"])
