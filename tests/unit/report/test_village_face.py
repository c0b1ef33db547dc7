import pytest

from yanpan.config.remarks import load_remarks
from yanpan.document import Paragraph
from yanpan.errors import UserError
from yanpan.report import load_village
from yanpan.schema import Level
from yanpan.summary import MIME

ROUND = "2023-mid"


@pytest.fixture
def report(project):
    return load_village("V03", ROUND, project=project)


def handed(report):
    return report.summary().summary


def test_a_village_may_be_given_by_name(project):
    assert handed(load_village("新桥村", ROUND, project=project)).owner == "V03"


@pytest.mark.parametrize(
    ("village", "round_id", "edition", "told"),
    [
        ("V99", ROUND, "internal", "V01 河口社区"),
        ("V03", "2099-mid", "internal", "2023-mid"),
        ("V03", ROUND, "secret", "internal、committee"),
    ],
)
def test_an_unknown_name_is_answered_with_what_is_allowed(project, village, round_id, edition, told):
    with pytest.raises(UserError, match=told):
        load_village(village, round_id, edition, project=project)


def test_a_said_sentence_prints_the_fact_and_is_the_analysts(report):
    said = report.say("群众满意率为{满意率}。")
    assert said.origin == "analyst"
    assert [run.fact for run in said.runs] == ["V03.说.1", "V03.测评.满意率", "V03.说.1"]
    assert report._found.book["V03.说.1"].label == "分析员批注"


def test_a_said_sentence_reaches_the_chapter_that_it_names(report):
    report.say("群众满意率为{满意率}。", into="成绩")
    report.say("仍有{不满意份数}不满意。", into="问题")
    report.say("只在本村报告里的话。")
    summary = handed(report)
    assert summary.achievements[-1].plain().startswith("群众满意率为")
    assert summary.problems_text[-1].plain().startswith("仍有")
    placed = (*summary.achievements, *summary.problems_text)
    assert "只在本村" not in "".join(block.plain() for block in placed)


def test_a_sentence_whose_value_is_missing_falls_away_with_a_remark(report):
    said = report.say("[没有的数据是{没有这个}。]")
    assert isinstance(said, Paragraph)
    assert said.style == "missing"


def test_an_unknown_name_in_a_said_sentence_lists_near_ones(report):
    with pytest.raises(UserError, match="满意率"):
        report.say("群众满意度为{满意度}。")


def test_a_typed_figure_in_a_said_sentence_is_refused(report):
    with pytest.raises(UserError, match="占位符"):
        report.say("群众满意率为95%。")


def test_short_names_of_facts_are_unique(report):
    names = [fact.name for fact in report._found.book if fact.name]
    assert sorted(names) == sorted(set(names))


def test_remarks_of_the_analyst_stand_where_they_say(own_project):
    folder = own_project.round_params(ROUND) / "villages"
    folder.mkdir()
    (folder / "V03.yml").write_text(
        "批注:\n  - {位置: 成绩, 句: '场镇面貌有改善，满意率{满意率}。'}\n  - {位置: 问题, 句: '<b>尚待复核。</b>'}\n",
        encoding="utf-8",
    )
    report = load_village("V03", ROUND, project=own_project)
    summary = handed(report)
    assert summary.achievements[-1].origin == "analyst"
    assert summary.problems_text[-1].plain() == "<b>尚待复核。</b>"
    assert "&lt;b&gt;尚待复核" in report.problems().to_html()


def remarks(project, *lines):
    folder = project.round_params(ROUND) / "villages"
    folder.mkdir(exist_ok=True)
    (folder / "V03.yml").write_text("批注:\n" + "".join(f"  - {line}\n" for line in lines), encoding="utf-8")


def test_every_fault_of_the_remarks_is_told_with_file_and_place(own_project):
    remarks(own_project, "{位置: 成绩, 句: '满意度为{满意度}。'}", "{位置: 问题, 句: '还有3条。'}")
    with pytest.raises(UserError) as error:
        load_village("V03", ROUND, project=own_project)
    told = str(error.value)
    assert "params/2023-mid/villages/V03.yml" in told
    assert "第1条（成绩）用了没有数据的占位符“{满意度}”（相近的有：" in told
    assert "满意率" in told
    assert "第2条（问题）" in told
    assert "数字“3”" in told


def test_a_remark_that_contradicts_the_grade_is_refused(own_project):
    remarks(own_project, "{位置: 成绩, 句: '班子运行情况较差。'}")
    with pytest.raises(UserError, match="说班子“较差”，而本村总评是“较好”"):
        load_village("V03", ROUND, project=own_project).summary()


def test_a_remark_is_marked_as_the_analysts_in_text_and_evidence(own_project):
    remarks(own_project, "{位置: 评价, 句: '测评当天有雨，满意率{满意率}。'}", "{位置: 成绩, 句: '场镇秩序良好。'}")
    report = load_village("V03", ROUND, project=own_project)
    assert "测评当天有雨" in report.public().blocks[-1].plain()
    report.achievements()
    annex = report.evidence()
    assert "分析员所写，不由数据推出" in annex.plain()
    assert "分析员批注" in annex.plain()
    assert "R11" in report.notices().plain()


def test_a_misspelt_key_in_remarks_names_the_right_one(tmp_path):
    folder = tmp_path / "villages"
    folder.mkdir()
    (folder / "V03.yml").write_text("批注:\n  - {位子: 成绩, 句: 好}\n", encoding="utf-8")
    with pytest.raises(UserError, match="位置"):
        load_remarks(tmp_path, "V03")


def test_a_village_without_a_file_has_no_remarks(tmp_path):
    assert load_remarks(tmp_path, "V03") == ()


def test_the_internal_edition_holds_no_fact_above_its_level(report):
    report.members()
    summary = handed(report)
    assert max(fact.level for fact in summary.facts) <= Level.L2
    assert "成员个人" not in report.members().plain()


def test_the_committee_edition_holds_the_members(project):
    report = load_village("V03", ROUND, "committee", project=project)
    assert report.members().plain().count("人次") >= 3
    assert max(fact.level for fact in handed(report).facts) is Level.L3


def test_the_hand_over_shows_itself_for_programs_and_for_readers(report):
    bundle = report.summary()._repr_mimebundle_()
    assert bundle[MIME]["kind"] == "village"
    assert "本报告的来历" in bundle["text/html"]


def test_the_same_input_gives_the_same_hand_over(project):
    first, second = (load_village("V03", ROUND, project=project) for _ in range(2))
    assert handed(first) == handed(second)


def test_slips_in_what_the_analyst_wrote_are_told_with_their_place(own_project):
    folder = own_project.round_params(ROUND) / "villages"
    folder.mkdir(exist_ok=True)
    (folder / "V03.yml").write_text("批注:\n  - {位置: 成绩, 句: '场镇面貌改善明显。。'}\n", encoding="utf-8")
    report = load_village("V03", ROUND, project=own_project)
    report.say("群众的的满意率为{满意率}。")
    told = [(notice.code, notice.message) for notice in handed(report).warnings if notice.code.startswith("J")]
    assert [code for code, _ in told] == ["J01", "J09"]
    assert "批注文件 V03.yml “成绩”部分第1句" in told[0][1]
    assert "本笔记 say 的第1句" in told[1][1]
    assert "J01" in report.notices().plain()
