"""Each rule that holds chapters and registers against each other, with its fault planted, and silent without it."""

from dataclasses import replace

import pytest

from yanpan.findings.village.consistency import chapters_against_each_other

CO = {"kind": "跨村联建", "project": "GJ-1", "partner": "V07", "content": "合建气调库", "status": "已投用"}
OTHER = CO | {"village": "V07", "partner": "V03"}
ROAD = {"kind": "道路", "unit": "公里", "turnout": "组织", "funding": "财政", "status": "已完成"}
TASK = {"kind": "党建+产业", "year": 2022, "content": "党小组联商超", "participants": 14, "completion": "正常"}
TALK = {
    "talk": "TH-1",
    "date": "2023-03-08",
    "talkers": "甲、乙",
    "partner": "党员",
    "target_kind": "班子",
    "target": "班子",
    "thought": "未谈",
    "duty": "正常",
    "integrity": "未谈",
    "public": "未谈",
    "living": "无困难",
}


def problem(theme, gist, evidence="没有#1"):
    return {"problem": "W1", "themes": theme, "gist": gist, "evidence": evidence, "severity": "一般"}


def told(found, code):
    return [notice.message for notice in found.notices if notice.code == code]


def stretch(number, segment="新桥段", **more):
    return (
        ROAD | {"project": f"XM-{number}", "name": "扩面", "road": "兴和路", "segment": segment, "amount": 3.0} | more
    )


def test_r05_a_problem_without_evidence(make_village):
    assert "没有可用的证据" in told(make_village(problems=[problem("发展思路", "路子少")]), "R05")[0]


def test_r05_a_problem_that_one_talk_alone_speaks_of(make_village):
    found = make_village(talks=[TALK], problems=[problem("发展思路", "路子少", "谈心谈话#TH-1")])
    assert "只有谈心谈话一类来源" in told(found, "R05")[0]


def test_r05_is_silent_once_a_checked_suggestion_says_the_same(make_village):
    heard = {"code": "JY-1", "origin": "会议", "identity": "党员", "content": "盼新产业", "theme": "发展思路"}
    given = {"talks": [TALK], "problems": [problem("发展思路", "路子少", "谈心谈话#TH-1")]}
    assert told(make_village(suggestions=[heard | {"verified": "属实"}], **given), "R05") == []
    assert told(make_village(suggestions=[heard | {"verified": "待核实"}], **given), "R05") != []
    assert told(make_village(suggestions=[heard | {"origin": "谈话", "verified": "属实"}], **given), "R05") != []


def test_r05_a_task_that_went_normally_is_no_evidence_of_a_lack(make_village):
    given = problem("党建与产业融合", "力度小", "党建任务#4")
    assert "不足以佐证" in told(make_village(party_tasks=[TASK], problems=[given]), "R05")[0]
    assert told(make_village(party_tasks=[TASK | {"completion": "较差"}], problems=[given]), "R05") == []


def test_r06_a_stretch_that_another_village_gives_too(make_village):
    both = make_village(projects=[stretch(1), stretch(2, village="V07")])
    assert "兴和路（新桥段）在新桥村、长坪村共登记2次" in told(both, "R06")[0]
    assert told(make_village(projects=[stretch(1), stretch(2, "长坪段", village="V07")]), "R06") == []


def test_r06_a_stretch_given_twice_by_one_village(make_village):
    assert "在新桥村共登记2次" in told(make_village(projects=[stretch(1), stretch(2)]), "R06")[0]


@pytest.mark.parametrize(("theme", "fires"), [("上级通报", True), ("集体经济", False)])
def test_r14_praise_against_a_problem(make_village, theme, fires):
    from yanpan.findings.model import Finding, Theme

    found = make_village(problems=[problem(theme, "受到市委组织部通报")])
    praise = Finding("班子.履职", "V03", Theme.TEAM, {}, when=frozenset(["好"]))
    notices = list(chapters_against_each_other(found.subject, list(found.register), [praise]))
    assert bool(notices) is fires
    modest = [replace(praise, when=frozenset(["正常"])), replace(praise, filler=True)]
    assert list(chapters_against_each_other(found.subject, list(found.register), modest)) == []


def test_r15_one_income_registered_by_both_sides(make_village):
    same = make_village(cooperations=[CO | {"income": 2.4}, OTHER | {"income": 2.4}])
    assert "可能是同一笔" in told(same, "R15")[0]
    assert told(make_village(cooperations=[CO | {"income": 2.4}, OTHER | {"income": 1.6}]), "R15") == []


def test_r15_sides_that_register_other_things(make_village):
    found = make_village(cooperations=[CO, OTHER | {"content": "合建冷库"}])
    assert "内容不同" in told(found, "R15")[0]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("activities", {"kind": "民生服务", "name": "义诊", "platform": "线下", "date": "2023-05-01", "people": 9}),
        ("honours", {"name": "文明村", "level": "市", "awarder": "市", "year": 2024}),
    ],
)
def test_r10_a_date_after_the_closing_day(make_village, table, row):
    assert "晚于截止日" in told(make_village(**{table: [row]}), "R10")[0]


def test_r10_an_honour_awarded_before_its_period_ended(make_village):
    honour = {"name": "文明村", "level": "市", "awarder": "市", "year": 2020, "period": "2019-2021"}
    assert "授予年早于考核期末" in told(make_village(honours=[honour]), "R10")[0]
    assert told(make_village(honours=[honour | {"year": 2022}]), "R10") == []


def test_r12_a_name_that_no_register_holds(make_village):
    given = problem("闲置资源", "“古渡口”没有用起来")
    asset = {"name": "古渡口", "kind": "旅游资源", "amount": 1, "status": "闲置"}
    assert "“古渡口”" in told(make_village(problems=[given]), "R12")[0]
    assert told(make_village(problems=[given], idle_assets=[asset]), "R12") == []
    assert told(make_village(problems=[problem("组织生活与资料", "“三会一课”不严")]), "R12") == []
