"""纵向: a village's report against its round before, from raw files to prose and evidence."""

import re

import pytest

from yanpan.facts import Fact
from yanpan.report import load_village

ROUND, BEFORE = "2023-mid", "2022-annual"
AGO = "上一轮研判（截至2022年12月31日）"


@pytest.fixture
def text(shown):
    return lambda project, name="V02": shown(load_village(name, ROUND, project=project), "village.ipynb")


def answers(village, **changes):
    """So many of a village's forms give this overall answer; the rest stay."""

    def change(tables):
        own = [row for row in tables["满意度测评表"] if row["村"] == village]
        wanted = [answer for answer, number in changes.items() for _ in range(number)]
        for row, answer in zip(own, wanted, strict=False):
            row["总体评价"] = answer

    return change


def another_year(tables):
    """V02 a year before: fewer content, fewer members, no honours, another person's problems half done."""
    answers("V02", 不满意=35)(tables)
    for row in tables["村社名册"]:
        row["党员数"] = int(row["党员数"]) - 4
    tables["创先争优"] = [row for row in tables["创先争优"] if row["村"] != "V02"]
    for row in tables["整改台账"]:
        row |= {"状态": "已销号", "销号日期": "2022-11-30"}


def test_what_can_be_compared_is_told_with_base_period_and_word(two_rounds, text):
    def now(tables):
        tables["整改台账"] = [row for row in tables["整改台账"] if row["问题编号"] != "WT-V02-01"]

    said = text(two_rounds(now=now, before=another_year))
    assert f"同{AGO}的30%以上（表态50份）相比，群众满意率明显高。" in said
    assert f"{AGO}的材料按本轮口径推算，建议档次为“较差”，本轮升为“正常”。" in said
    assert f"与{AGO}相比，党员由57人增至61人。" in said
    assert "上一轮研判以来新登记荣誉2项。" in said
    assert f"{AGO}登记的问题6条，至今销号1条，销号率为16.7%；本轮登记6条。" in said


def test_figures_lead_to_the_rows_of_the_round_before(two_rounds):
    summary = load_village("V02", ROUND, project=two_rounds(before=another_year)).summary().summary
    facts = {fact.key: fact for fact in summary.facts}
    base: Fact = facts["V02.纵向.满意率.基数"]
    assert [ref.file for ref in base.sources] == [f"{BEFORE}/满意度测评表.csv"]
    assert [ref.file for ref in facts["V02.纵向.人员.党员.基数"].sources] == [f"{BEFORE}/村社名册.csv"]
    assert base.value is None, "forms of few dissatisfied or content people are told as a bound"
    assert f"{BEFORE}/村社名册.csv" in {row.file for row in summary.rows}


def test_a_difference_that_the_test_cannot_tell_is_level(two_rounds, text):
    assert "同本轮相比分不出高低，视为持平。" in text(two_rounds())


def test_other_forms_are_not_compared_and_say_so(two_rounds, text):
    def two_answers(tables):
        for row in tables["满意度测评表"]:
            row |= {key: "满意" for key, value in row.items() if value == "基本满意"}

    said = text(two_rounds(before=two_answers))
    assert "两轮满意度测评表的选项不同（“基本满意”只有一轮用到），满意率不作纵向对比。" in said
    assert "群众满意率为" in said
    assert f"同{AGO}的" not in said


def without_2021(tables):
    for row in tables["集体经济"]:
        row["年度"] = {"2021": "2019"}.get(str(row["年度"]), row["年度"])


def test_the_year_before_comes_from_the_round_before_where_this_one_lacks_it(two_rounds):
    summary = load_village("V01", ROUND, project=two_rounds(now=without_2021)).summary().summary
    (base,) = [fact for fact in summary.facts if fact.key == "V01.集体经济.2022.基数"]
    assert {ref.file for ref in base.sources} == {f"{BEFORE}/集体经济.csv", "集体经济.csv"}


def test_another_basis_is_not_compared_and_says_so(two_rounds, text):
    def other(tables):
        for row in tables["集体经济"]:
            row["口径"] = "总收入"

    said = text(two_rounds(now=without_2021, before=other), "V01")
    assert re.search("集体经济2021年登记的口径是“总收入”，与本轮的“(净收益|经营性收入)”不同，不作纵向对比。", said)


def test_a_village_that_was_another_is_not_compared(two_rounds, text):
    def renamed(tables):
        for row in tables["村社名册"]:
            row |= {"名称": f"旧{row['名称']}", "别名": ""}

    said = text(two_rounds(before=renamed))
    assert f"{AGO}的名册里没有同一编号、同一名称的村（社区），没有可以对比的数据。" in said
    assert "基期" not in said


def test_a_round_that_cannot_be_read_is_named(two_rounds, text):
    project = two_rounds()
    (project.raw(BEFORE) / "满意度测评表.csv").write_text("村,份号\n甲,1\n", "utf-8")
    said = text(project)
    assert "批次 2022-annual 的材料读不进来（原始材料有" in said
    assert "上一轮" not in said


def test_the_public_edition_does_not_look_back(two_rounds):
    report = load_village("V02", ROUND, "public", project=two_rounds(before=another_year))
    summary = report.summary().summary
    assert not [fact.key for fact in summary.facts if ".纵向." in fact.key]
    assert summary.claims == ()
